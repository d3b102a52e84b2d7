/** A zip file with the same bytes for the same files, wherever and whenever it is made. */

import { zipSync } from 'fflate';

/** The first day that a zip file can name; its times have no zone, so that this is a local one. */
const MTIME = new Date(1980, 0, 1);

/** What the entries say of themselves: made on Unix, a file that everyone may read, as Lambda asks. */
const UNIX = 3;
const READABLE = 0o100644 << 16;

/**
 * @param {Record<string, Uint8Array>} files By name.
 * @returns {Buffer}
 */
export function zip(files) {
  const sorted = Object.keys(files).sort();
  const attributes = { level: /** @type {const} */ (9), mtime: MTIME, os: UNIX, attrs: READABLE };
  return Buffer.from(
    zipSync(Object.fromEntries(sorted.map((name) => [name, [files[name], attributes]]))),
  );
}
