/** What the commands print: progress on standard error, one line for a failure. */

import { spawn, spawnSync } from 'node:child_process';

/** A failure whose message is all that the user needs to see. */
export class Failure extends Error {}

/**
 * Runs a program with its output shown.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.hint] What to do if it fails.
 * @returns {Promise<void>} Rejects with a {@link Failure} if the program cannot be run or fails.
 */
export function run(program, args, { env = process.env, hint = 'see above' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: 'inherit' });
    child.on('error', (error) => reject(new Failure(`cannot run ${program}: ${error.message}`)));
    child.on('exit', (code, signal) => {
      const call = [program, ...args].join(' ');
      if (code === 0) resolve();
      else reject(new Failure(`${call} failed (${signal ?? `exit ${code}`}): ${hint}`));
    });
  });
}

/**
 * What a program prints; `null` if it is not there or fails.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function output(program, args, env = process.env) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', env });
  return status === 0 ? stdout : null;
}

/**
 * Does something that takes a while, and says what and how long.
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
 * Runs a command's main function: a {@link Failure} becomes one line and exit code 1.
 *
 * @param {() => Promise<void>} main
 * @returns {Promise<void>}
 */
export async function command(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`edge-lookup: ${error.message}`);
    process.exitCode = 1;
  }
}

/**
 * Runs all of several checks, then says which failed.
 *
 * @param {[title: string, work: () => Promise<void>][]} checks
 * @returns {Promise<void>} Rejects with a {@link Failure} that names the failed ones.
 */
export async function runAll(checks) {
  const failed = [];
  for (const [title, work] of checks) {
    try {
      await step(title, work);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.error(`✗ ${title}: ${error.message}`);
      failed.push(title);
    }
  }
  if (failed.length > 0) throw new Failure(`failed: ${failed.join(', ')}`);
}
