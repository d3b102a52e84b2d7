/** Where a command writes the one text that it makes. */

import { writeFileSync } from 'node:fs';
import { Failure } from '../terminal.js';

/**
 * Writes a text to a file, or to standard output if there is none.
 *
 * @param {string} text
 * @param {string} [file]
 * @throws {Failure}
 */
export function writeOutput(text, file) {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Failure(`${file} cannot be written: ${message}`);
  }
}
