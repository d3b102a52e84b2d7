/** `edge-lookup invoke` */

import { Console } from 'node:console';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Argument, Option } from 'commander';
import { line } from '../../emulator/error.js';
import { invokeEvent } from '../../local/invoke.js';
import { oneLine, UsageError } from '../../terminal.js';
import { apiOf, itemsFile } from '../config.js';
import {
  CONFIG,
  checkSource,
  DATA,
  DYNAMODB,
  HANDLER,
  HANDLER_RUNTIME,
  ITEMS,
  TIMEOUT,
} from '../options.js';

/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'invoke',
  summary: 'run the function with one event, and judge the result as its front door would',
  description:
    'Runs the function once with an event, and prints what it returned and whether CloudFront would ' +
    'send it. The event may be of any of its four types (default: viewer-request), or that of an ' +
    'HTTP API, a REST API, a function URL or a load balancer, which is then the one that judges.',
  notes:
    'Exit code: 0 if the result would be sent, 1 if it would not, 2 if the arguments are wrong.',
  arguments: [new Argument('<event>', 'a file with the event as JSON; - is the standard input')],
  options: [
    CONFIG,
    ITEMS,
    new Option('--route <name>', "the route to take (default: found by the event's uri)"),
    TIMEOUT,
    DATA,
    DYNAMODB,
    HANDLER,
    HANDLER_RUNTIME,
  ],
  run,
};

/**
 * @typedef {object} Options
 * @property {string} [config]
 * @property {string} [items]
 * @property {string} [route]
 * @property {number} [timeout] In milliseconds.
 * @property {string} [data]
 * @property {URL} [dynamodb]
 * @property {string} [handler]
 * @property {string} [runtime]
 */

/**
 * @param {Options} options
 * @param {string[]} positionals
 */
async function run(options, [file]) {
  checkSource(options);
  const { route, timeout: timeoutMs, data, dynamodb, handler, runtime } = options;
  if (route !== undefined && handler !== undefined) {
    throw new UsageError('--route is of the API, --handler replaces it: drop one');
  }
  // Standard output is for the result alone; what the function logs goes to standard error.
  globalThis.console = new Console(process.stderr);
  const event = await readEvent(file);
  const outcome = await invokeEvent(
    handler !== undefined
      ? { event, timeoutMs, handlerFile: handler, runtime, dynamodb }
      : {
          event,
          timeoutMs,
          route,
          data,
          dynamodb,
          api: apiOf(options),
          itemsFile: itemsFile(options),
        },
  );
  if (outcome.result !== undefined) {
    await written(process.stdout, `${JSON.stringify(outcome.result, null, 2)}\n`);
  }
  console.error(verdict(outcome));
  await written(process.stderr);
  // A function may leave open what would keep this process alive.
  process.exit(outcome.error === undefined ? 0 : 1);
}

/** @param {import('../../local/invoke.js').Outcome} outcome */
function verdict({ sender, eventType, isForwarded, error }) {
  const subject = sender.replace(/^a/, 'A');
  if (error === undefined) {
    const action = isForwarded ? 'go on with this request' : 'send this';
    return `✓ ${subject} would ${action}${eventType === undefined ? '' : ` at ${eventType}`}.`;
  }
  const reasons = error.violations.map((violation) => `\n  ${line(violation)}`).join('');
  return `✗ ${subject} would answer ${error.status} ${error.name}:${reasons}`;
}

/**
 * Writes to the end: what a pipe has not taken yet would be lost when the process exits.
 *
 * @param {NodeJS.WriteStream} stream
 */
function written(stream, text = '') {
  return new Promise((resolve) => stream.write(text, resolve));
}

/** @param {string} file */
async function readEvent(file) {
  const json = await read(file);
  try {
    // Some editors write a byte order mark.
    return JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    const name = file === '-' ? 'standard input' : file;
    throw new UsageError(`${name} is not JSON: ${oneLine(error)}`);
  }
}

/** @param {string} file */
async function read(file) {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });
}
