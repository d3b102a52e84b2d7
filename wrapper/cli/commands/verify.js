/** `edge-lookup verify` */

import { Argument, Option } from 'commander';
import { EVENT_TYPES } from '../../api/behavior.js';
import { isLoopback } from '../../api/loopback.js';
import { AwsError } from '../../deploy/aws.js';
import { readStack } from '../../deploy/stack.js';
import { tablesOf } from '../../local/declared-tables.js';
import { readItems } from '../../local/items.js';
import { UsageError } from '../../terminal.js';
import { findLogLine } from '../../verify/log-line.js';
import { verify } from '../../verify/verify.js';
import { apiOf } from '../config.js';
import { CONFIG, STACK, trigger } from '../options.js';

/** @import { EventType } from '../../api/load.js' */
/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'verify',
  summary: 'check a live deployment, and say what differs from the local edge',
  description:
    'Sends each kind of request to every route of a deployment: lookups, refusals, HEAD, a preflight, the ' +
    'same again. It compares the answers with those of the local edge, and looks for a line in the log. ' +
    'It reads a handful of items, and writes nothing.',
  notes:
    'Exit code: 0 if all that could be checked is right, 1 if not, 2 if the arguments are wrong.',
  arguments: [
    new Argument('<url>', 'where the site is, such as https://www.example.com').argParser(siteUrl),
  ],
  options: [
    CONFIG,
    new Option(
      '--request <path...>',
      'paths that find an item, such as /users/42; what is in the item is not compared',
    ).argParser(lookupPaths),
    new Option(
      '--items <file>',
      'items that are in the tables, in the form of `aws dynamodb batch-write-item --request-items`: ' +
        'for each route one is looked up and compared',
    ),
    trigger("the stack's, or else viewer-request"),
    STACK,
  ],
  run,
};

/**
 * @typedef {object} Options
 * @property {string} [config]
 * @property {string[]} [request]
 * @property {string} [items]
 * @property {EventType} [trigger]
 * @property {string} stack
 */

/**
 * @param {Options} options
 * @param {any[]} positionals
 */
async function run({ request: paths = [], items, stack, ...options }, [origin]) {
  const api = apiOf(options);
  const deployed = await triggerOf(stack);
  const isRight = await verify({
    origin,
    api,
    eventType: options.trigger ?? deployed.eventType ?? EVENT_TYPES[0],
    items: items === undefined ? [] : readItems(items, tablesOf(api.description)),
    paths,
    print: (line) => console.log(line),
    findLogLine: async (requestId, since) =>
      deployed.failure === undefined
        ? findLogLine(requestId, { stack, since })
        : { title: 'A line in the log', outcome: 'open', said: deployed.failure },
  });
  if (!isRight) process.exitCode = 1;
}

/**
 * @param {string} stack
 * @returns {Promise<{ eventType?: EventType, failure?: string }>} The failure if AWS cannot be asked.
 */
async function triggerOf(stack) {
  try {
    const deployed = await readStack(stack);
    if (deployed === undefined) {
      return { failure: `not looked for: there is no stack ${stack}, name it with --stack` };
    }
    return { eventType: /** @type {EventType} */ (deployed.outputs.Trigger) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { failure: `not looked for: ${error.message}` };
  }
}

/** @param {string} text */
function siteUrl(text) {
  const url = URL.parse(text);
  const isSecure = url?.protocol === 'https:';
  const isLocal = url?.protocol === 'http:' && isLoopback(url.hostname);
  const isBare =
    url?.pathname === '/' && url.search + url.hash + url.username + url.password === '';
  if (url !== null && (isSecure || isLocal) && isBare) return /** @type {any} */ (url);
  throw new UsageError(
    `the URL has to be https and without a path, such as https://www.example.com, is ${JSON.stringify(text)}`,
  );
}

/**
 * @param {string} path
 * @param {string[]} [before]
 */
function lookupPaths(path, before = []) {
  if (/^\/[!-~]*$/.test(path)) return [...before, path];
  throw new UsageError(
    `--request needs a path as a URL has it, such as /users/42, is ${JSON.stringify(path)}`,
  );
}
