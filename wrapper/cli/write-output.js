/** Where a command writes the one text that it makes. */

import { writeFileSync } from 'node:fs';
import { writing } from './writing.js';

/**
 * Writes a text to a file, or to standard output if there is none.
 *
 * @param {string} text
 * @param {string} [file]
 * @throws {import('../terminal.js').Failure}
 */
export function writeOutput(text, file) {
  if (file === undefined) process.stdout.write(text);
  else writing(file, () => writeFileSync(file, text));
}
