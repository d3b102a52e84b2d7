/** The Node.js 22 that Lambda runs too, beside the one of this checkout. */

import { installNode, nodeProgram } from '../../scripts/node.js';
import { output } from '../../scripts/programs.js';
import { Failure } from '../../wrapper/terminal.js';

/** Installs it, unless it is there. Without it the tests that need it are skipped, and say so. */
export async function installNode22() {
  try {
    await installNode(22);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`Tests that need Node.js 22 are skipped: ${error.message}`);
  }
}

/** Why tests that need it are skipped, if they are. */
export function node22Skip() {
  const isThere = output(nodeProgram(22), ['--version']) !== null;
  return isThere ? false : 'needs the Node.js 22 of npm, which npm test installs';
}
