/**
 * The commands of deployment, run in this process one after the other: to start one of its own for each
 * takes most of the time. What they say and their exit codes are the same.
 */

import { format, stripVTControlCharacters } from 'node:util';
import { ENVIRONMENT } from './command.js';

/** @import { Result } from './command.js' */

/** @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * @param {string} name
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {URL} root The checkout whose command it is.
 * @returns {Promise<Result>}
 */
export function runCommand(name, args, env, root) {
  const run = last.then(() => runAlone(name, args, env, root));
  last = run.catch(() => {});
  return run;
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {URL} root
 * @returns {Promise<Result>}
 */
async function runAlone(name, args, env, root) {
  const { main } = await import(new URL('wrapper/cli/main.js', root).href);
  const output = { stdout: '', stderr: '' };
  const { log, error } = console;
  const before = { ...process.env };
  const { exitCode } = process;
  Object.assign(process.env, ENVIRONMENT, env);
  console.log = (...values) => {
    output.stdout += `${stripVTControlCharacters(format(...values))}\n`;
  };
  console.error = (...values) => {
    output.stderr += `${stripVTControlCharacters(format(...values))}\n`;
  };
  process.exitCode = 0;
  try {
    await main([name, ...args]);
    return { code: Number(process.exitCode), ...output };
  } finally {
    process.exitCode = exitCode;
    Object.assign(console, { log, error });
    for (const key of Object.keys(process.env)) if (!(key in before)) delete process.env[key];
    Object.assign(process.env, before);
    process.stdout.removeAllListeners('error');
  }
}
