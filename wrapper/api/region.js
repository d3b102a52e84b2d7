/** The codes of AWS Regions. */

/**
 * Whether this has the form of a Region's code.
 *
 * @param {string} text
 */
export function isRegion(text) {
  return text.length <= 32 && /^[a-z]+(-[a-z]+)+-\d+$/.test(text);
}
