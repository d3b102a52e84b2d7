/** What a command says if it cannot write. */

import { Failure } from '../terminal.js';

/**
 * @param {string} path What is written.
 * @param {() => void} write
 * @throws {Failure}
 */
export function writing(path, write) {
  try {
    write();
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Failure(`${path} cannot be written: ${message}`);
  }
}
