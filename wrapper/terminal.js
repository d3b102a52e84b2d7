/** What commands print: progress on standard error, and one line for a failure. */

import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

const TERMINAL = { input: process.stdin, output: process.stderr };

/** A failure whose message is all that the user needs. */
export class Failure extends Error {
  exitCode = 1;
}

/** The arguments cannot work. */
export class UsageError extends Failure {
  exitCode = 2;
}

/**
 * What an error says, on one line: that of JSON quotes what it was given.
 *
 * @param {unknown} error
 */
export function oneLine(error) {
  return /** @type {Error} */ (error).message.replaceAll(/\s+/g, ' ');
}

/**
 * Does something that takes a while, and prints what it is and how long it took.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  console.error(`→ ${title}`);
  const start = performance.now();
  const result = await work();
  console.error(`✓ ${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return result;
}

/**
 * Runs a command's main function: a {@link Failure} becomes one line and an exit code.
 *
 * @param {() => Promise<void>} main
 * @returns {Promise<void>}
 */
export async function runCommand(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`edge-lookup: ${error.message}`);
    process.exitCode = error.exitCode;
  }
}

/**
 * Asks whether to go on, unless there is no terminal: a script has decided already.
 *
 * @param {string} question
 * @param {{ input: NodeJS.ReadableStream & { isTTY?: boolean }, output: NodeJS.WritableStream }} [terminal]
 * @returns {Promise<void>} Rejects with a {@link Failure} unless the answer is yes.
 */
export async function confirm(question, { input, output } = TERMINAL) {
  if (!input.isTTY) return;
  const terminal = createInterface({ input, output });
  // The end of the input is not a yes.
  const closed = once(terminal, 'close').then(() => '');
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('nothing was changed');
}
