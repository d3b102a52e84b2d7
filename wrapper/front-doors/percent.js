/** Percent-decoding, as front doors do it. */

/**
 * A path without its escapes; bytes that are not UTF-8 become U+FFFD.
 *
 * @param {string} path
 */
export function decodedPath(path) {
  return path.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
  );
}
