/** The options that commands share, each declared once. */

import { Option } from 'commander';
import { EVENT_TYPES } from '../api/behavior.js';
import { EXAMPLE, IN_CHECKOUT } from '../api/checkout.js';
import { RUNTIMES } from '../api/lambda.js';
import { isRegion } from '../api/region.js';
import { TARGETS } from '../deploy/target.js';
import { UsageError } from '../terminal.js';

/** Lambda's longest timeout, in seconds. */
const MAX_TIMEOUT_SECONDS = 900;

export const CONFIG = new Option(
  '--config <file>',
  `the API's declaration (default: ./api.json${IN_CHECKOUT ? `, or else ${EXAMPLE}` : ''})`,
);

export const ITEMS = new Option(
  '--items <file>',
  'items for the embedded DynamoDB, in the form of `aws dynamodb batch-write-item ' +
    '--request-items` (default: items.json beside the configuration, if it is there)',
);

export const OUT = new Option(
  '--out <file>',
  'write to this file (default: standard output)',
).argParser(path('--out needs a file'));

export const DATA = new Option(
  '--data <dir>',
  'store the embedded DynamoDB in this directory (default: in memory)',
).argParser(path('--data needs a directory'));

export const DYNAMODB = new Option(
  '--dynamodb <url>',
  'read from the DynamoDB at this URL; nothing is created or written there',
).argParser(endpoint);

export const HANDLER = new Option(
  '--handler <file>',
  'run any Lambda@Edge function instead of the API: the export `handler` of this module; FILE#NAME is ' +
    'another export. There is no embedded DynamoDB then',
).argParser(path('--handler needs a file'));

export const HANDLER_RUNTIME = new Option(
  '--runtime <runtime>',
  `for functions of your own, whose rules hold: ${RUNTIMES.join(' or ')} (default: ${RUNTIMES[0]}); nodejs22.x takes ` +
    'handlers with a callback',
).argParser(oneOf('--runtime', RUNTIMES));

export const TIMEOUT = new Option(
  '--timeout <seconds>',
  'stop the function after this time (default: 5; a function of your own at an origin event: 30)',
).argParser(milliseconds);

/** @param {string} fallback What holds without it. */
export function trigger(fallback) {
  return new Option(
    '--trigger <event>',
    `the event that runs the function: ${EVENT_TYPES.join(' or ')} (default: ${fallback})`,
  ).argParser(oneOf('--trigger', EVENT_TYPES));
}

export const STACK = new Option(
  '--stack <name>',
  'the stack, which is also the name of the function',
)
  .default('edge-lookup')
  .argParser(stackName);

/** @param {string} description */
export function distribution(description) {
  return new Option('--distribution <id>', description).argParser(distributionId);
}

export const TARGET = new Option(
  '--target <front door>',
  `what brings requests in a Region: ${TARGETS.join(', or ')}, which is behind a CloudFront of its own ` +
    "(default: none, the function runs at CloudFront's edge)",
).argParser(oneOf('--target', TARGETS));

/** @param {string} description */
export function regionOption(description) {
  return new Option('--region <region>', description).argParser(regionName);
}

export const PLAN = new Option('--plan', 'only print what would be done');

/**
 * Refuses combinations of the options that say which function runs, and on which data.
 *
 * @param {{ data?: string, dynamodb?: URL, handler?: string, runtime?: string }} options
 * @throws {UsageError}
 */
export function checkSource({ data, dynamodb, handler, runtime }) {
  if (data !== undefined && dynamodb !== undefined) {
    throw new UsageError('--data is for the embedded DynamoDB, --dynamodb replaces it: drop one');
  }
  if (handler !== undefined && data !== undefined) {
    throw new UsageError("--data is for the API's function, and another runs here: drop one");
  }
  if (handler === undefined && runtime !== undefined) {
    throw new UsageError(
      '--runtime is for functions of your own: drop it, or name one with --handler FILE',
    );
  }
}

/**
 * Requires a distribution.
 *
 * @param {{ distribution?: string }} options
 * @returns {string}
 * @throws {UsageError}
 */
export function requireDistribution({ distribution }) {
  return distribution ?? distributionId('');
}

/**
 * @param {string} option
 * @param {readonly string[]} allowed
 */
export function oneOf(option, allowed) {
  return (/** @type {string} */ value) => {
    if (allowed.includes(value)) return value;
    throw new UsageError(`${option} needs ${allowed.join(' or ')}, is ${JSON.stringify(value)}`);
  };
}

/**
 * A path, which is no option: commander takes the next argument whatever it is.
 *
 * @param {string} message
 */
export function path(message) {
  return (/** @type {string} */ value) => {
    if (value === '' || value.startsWith('-')) throw new UsageError(message);
    return value;
  };
}

/**
 * The name of a stack, and so of its function: a function's may have 64 characters.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 *
 * @param {string} name
 */
function stackName(name) {
  if (/^[A-Za-z][A-Za-z0-9-]{0,62}$/.test(name)) return name;
  throw new UsageError(
    `--stack needs a letter, then letters, digits and -, at most 63, is ${JSON.stringify(name)}`,
  );
}

/** @param {string} text */
function regionName(text) {
  if (isRegion(text)) return text;
  throw new UsageError(
    `--region needs an AWS Region such as eu-west-1, is ${JSON.stringify(text)}`,
  );
}

/** @param {string} id */
function distributionId(id) {
  if (/^E[0-9A-Z]{5,30}$/.test(id)) return id;
  const is = id === '' ? '' : `, is ${JSON.stringify(id)}`;
  throw new UsageError(
    `--distribution needs the id of a distribution, such as E2QWRUHEXAMPLE${is}`,
  );
}

/** @param {string} text Seconds. */
function milliseconds(text) {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS) return seconds * 1000;
  throw new UsageError(
    `--timeout needs seconds, more than 0 and at most ${MAX_TIMEOUT_SECONDS}, is ${JSON.stringify(text)}`,
  );
}

/** @param {string} text */
function endpoint(text) {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new UsageError(
    `--dynamodb needs a URL such as http://127.0.0.1:8000, is ${JSON.stringify(text)}`,
  );
}
