/** What the commands print: progress on standard error, one line for a failure. */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

const TERMINAL = { input: process.stdin, output: process.stderr };

/** A failure whose message is all that the user needs to see. */
export class Failure extends Error {
  exitCode = 1;
}

/** The command was called in a way that cannot work. */
export class UsageError extends Failure {
  exitCode = 2;
}

const HELP = /** @type {const} */ ({ help: { type: 'boolean', short: 'h' } });

/**
 * Reads a command's options.
 *
 * @template {import('node:util').ParseArgsOptionsConfig} T
 * @param {string[]} args
 * @param {T} options
 * @throws {UsageError}
 */
export function parseOptions(args, options) {
  return parse(args, options, false).values;
}

/**
 * Reads a command's options and what stands beside them.
 *
 * @template {import('node:util').ParseArgsOptionsConfig} T
 * @param {string[]} args
 * @param {T} options
 * @throws {UsageError}
 */
export function parseArguments(args, options) {
  return parse(args, options, true);
}

/**
 * @template {import('node:util').ParseArgsOptionsConfig} T
 * @param {string[]} args
 * @param {T} options
 * @param {boolean} allowPositionals
 */
function parse(args, options, allowPositionals) {
  const lost = Object.keys(options).find(isKeptByNpm);
  if (lost !== undefined) {
    const script = process.env.npm_lifecycle_event ?? 'SCRIPT';
    throw new UsageError(`put -- before the options: npm run ${script} -- --${lost} …`);
  }
  try {
    return parseArgs({ args, options, allowPositionals });
  } catch (error) {
    // Node.js goes on to explain `--`, which no argument here needs.
    const [reason] = String(/** @type {Error} */ (error).message).split('. ');
    throw new UsageError(`${reason.replaceAll('\n', ' ')} (--help shows the options)`);
  }
}

/**
 * Whether npm has taken an option for its own, as it does where `--` does not stand before it. What
 * was to be a plan would be done.
 *
 * @param {string} name
 */
function isKeptByNpm(name) {
  // To npm, `--plan` is `-p -l -a -n`.
  const settings = name === 'plan' ? ['parseable', 'long', 'all'] : [name];
  return settings.every((setting) => process.env[`npm_config_${setting}`] !== undefined);
}

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
 * Runs a command's main function: a {@link Failure} becomes one line and an exit code.
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
    process.exitCode = error.exitCode;
  }
}

/**
 * Runs a command that takes options; `--help` shows how it is used.
 *
 * @template {import('node:util').ParseArgsOptionsConfig} T
 * @param {string} usage
 * @param {T} options
 * @param {(values: ReturnType<typeof parseOptions<T>>) => Promise<void>} main
 * @returns {Promise<void>}
 */
export function commandWithOptions(usage, options, main) {
  return command(async () => {
    // Who pipes into `head` still wants the work done.
    process.stdout.on('error', () => {});
    const values = parseOptions(process.argv.slice(2), { ...options, ...HELP });
    if ('help' in values) console.log(usage);
    else await main(values);
  });
}

/**
 * Asks a person whether to go on. Where none is at the terminal, the command was meant as it is.
 *
 * @param {string} question
 * @param {{ input: NodeJS.ReadableStream & { isTTY?: boolean }, output: NodeJS.WritableStream }} [terminal]
 * @returns {Promise<void>} Rejects with a {@link Failure} unless the answer is yes.
 */
export async function confirm(question, { input, output } = TERMINAL) {
  if (!input.isTTY) return;
  const terminal = createInterface({ input, output });
  // Who ends the input has not said yes.
  const closed = once(terminal, 'close').then(() => '');
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('nothing was changed');
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
