/** Running other programs: compilers, package managers, tests. */

import { spawn, spawnSync } from 'node:child_process';
import { Failure, step } from '../wrapper/terminal.js';

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
 * Runs a program that has nothing to say unless something is wrong: a warning counts as a failure.
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<void>} Rejects with a {@link Failure}.
 */
export async function runQuietly(program, args) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) throw new Failure(`cannot run ${program}: ${error.message}`);
  if (status === 0 && stdout + stderr === '') return;
  console.error(stdout + stderr);
  throw new Failure(`${[program, ...args].join(' ')} is not content: see above`);
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
