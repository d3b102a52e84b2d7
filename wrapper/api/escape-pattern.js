/** Text in a regular expression. */

/**
 * The regular expression that matches this text alone. `RegExp.escape` is not in Node.js 22.
 *
 * @param {string} text
 */
export function escapePattern(text) {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
