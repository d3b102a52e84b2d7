/** A text file that the user names. */

import { readFileSync } from 'node:fs';
import { Failure } from '../terminal.js';

/**
 * Reads a file of UTF-8, without the byte order mark that some editors write.
 *
 * @param {string} path
 * @param {string} hint What to do if there is no such file.
 * @returns {string}
 * @throws {Failure}
 */
export function readText(path, hint) {
  try {
    // It leaves a byte order mark out.
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EISDIR') throw new Failure(`${path} is a directory: name a file`);
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new Failure(`${path} is not UTF-8: save it so`);
    }
    if (code === 'ENOENT') throw new Failure(`there is no file ${path}: ${hint}`);
    throw new Failure(`${path} cannot be read: ${message}`);
  }
}
