/**
 * The path patterns of cache behaviors.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */

/**
 * Whether a pattern is this very path. Patterns are the same with and without the first slash.
 *
 * @param {string | undefined} pattern
 * @param {string} path
 */
export function isPath(pattern, path) {
  return pattern !== undefined && absolute(pattern) === path;
}

/**
 * Whether a pattern, with `*` for any text and `?` for one character, matches a path.
 *
 * @param {string | undefined} pattern
 * @param {string} path
 */
export function matches(pattern, path) {
  if (pattern === undefined) return false;
  const parts = absolute(pattern).split(/([*?])/);
  const expression = parts.map((part) => ({ '*': '.*', '?': '.' })[part] ?? RegExp.escape(part));
  return new RegExp(`^${expression.join('')}$`).test(path);
}

/** @param {string} pattern */
function absolute(pattern) {
  return /^[/*]/.test(pattern) ? pattern : `/${pattern}`;
}
