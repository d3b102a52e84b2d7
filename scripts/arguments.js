/** The arguments of a script: with `--help`, and one line for a mistake. */

import { CommanderError } from 'commander';
import { UsageError } from '../wrapper/terminal.js';

/**
 * Parses the arguments of this process. Ends it if they ask for help.
 *
 * @template {import('commander').Command} T
 * @param {T} command
 * @returns {T}
 * @throws {UsageError}
 */
export function parsed(command) {
  // Errors are printed in one place, as one line.
  command.exitOverride().configureOutput({ writeErr: () => {} });
  try {
    return command.parse();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) process.exit();
    throw new UsageError(error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' '));
  }
}
