/** The options of the local commands. */

import { parseOptions as parse, parseArguments, UsageError } from '../../scripts/terminal.js';

/** @import { EventType } from './cloudfront/restricted-headers.js' */

export const LOCAL_USAGE = `Usage: npm start -- [OPTION …]
   or: npx edge-lookup local [OPTION …]

A local CloudFront on http://127.0.0.1:8080. It answers the lookups of api.json from an embedded
DynamoDB with sample items, and says what production would refuse, and why. What it does for each
request is to be seen on http://127.0.0.1:8080/__edge/.

  --trigger EVENT    run the function at viewer-request (the default) or at origin-request, behind
                     the cache
  --timeout SECONDS  stop the function after that long: 5 s at viewer-request, 30 s at
                     origin-request unless set
  --lenient          only warn of what CloudFront would refuse, and send it all the same
  --data DIR         keep the embedded DynamoDB in DIR; without, it is gone when this ends
  --dynamodb URL     read from the DynamoDB at URL; nothing is created or written there
  --handler FILE     run the function that FILE exports as handler, any Lambda@Edge module, in
                     place of this project's; there is no DynamoDB then
  -h, --help         show this

PORT=8081 npm start listens on another port; PORT=0 takes a free one.
`;

export const INVOKE_USAGE = `Usage: npx edge-lookup invoke EVENT [OPTION …]

Runs the function once with the event in the file EVENT (- is the standard input), and prints what
it returned and whether CloudFront would send it. The event may be of viewer-request or
origin-request; an embedded DynamoDB with sample items is read.

  --timeout SECONDS  stop the function after that long: 5 s at viewer-request, 30 s at
                     origin-request unless set
  --data DIR         read from the embedded DynamoDB in DIR
  --dynamodb URL     read from the DynamoDB at URL
  --handler FILE     run the function that FILE exports as handler, any Lambda@Edge module
  -h, --help         show this

Exit code: 0 if CloudFront would send it, 1 if it would not, 2 if the command cannot work so.
`;

const FUNCTION_OPTIONS = /** @type {const} */ ({
  data: { type: 'string' },
  dynamodb: { type: 'string' },
  handler: { type: 'string' },
  timeout: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
});

const LOCAL_OPTIONS = /** @type {const} */ ({
  ...FUNCTION_OPTIONS,
  trigger: { type: 'string', default: 'viewer-request' },
  lenient: { type: 'boolean', default: false },
});

/** Lambda's longest timeout, in seconds. */
const MAX_TIMEOUT_SECONDS = 900;

/**
 * @typedef {object} FunctionOptions
 * @property {boolean} help
 * @property {string} [data] A directory.
 * @property {URL} [dynamodb] An endpoint.
 * @property {string} [handlerFile]
 * @property {number} [timeoutMs]
 *
 * @typedef {FunctionOptions & { port: number, trigger: EventType, lenient: boolean }} LocalOptions
 * @typedef {FunctionOptions & { eventFile: string }} InvokeOptions
 */

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {LocalOptions}
 * @throws {UsageError}
 */
export function parseLocalOptions(args, env) {
  const values = parse(args, LOCAL_OPTIONS);
  const { trigger, lenient } = values;
  if (trigger !== 'viewer-request' && trigger !== 'origin-request') {
    throw new UsageError(
      `--trigger is viewer-request or origin-request, not ${JSON.stringify(trigger)}`,
    );
  }
  return { ...functionOptions(values), port: parsePort(env.PORT || '8080'), trigger, lenient };
}

/**
 * @param {string[]} args
 * @returns {InvokeOptions}
 * @throws {UsageError}
 */
export function parseInvokeOptions(args) {
  const { values, positionals } = parseArguments(args, FUNCTION_OPTIONS);
  if (!values.help && positionals.length !== 1) {
    throw new UsageError('give the file of one event, or - (--help shows the options)');
  }
  return { ...functionOptions(values), eventFile: positionals[0] };
}

/**
 * @param {{ data?: string, dynamodb?: string, handler?: string, timeout?: string, help?: boolean }} values
 * @returns {FunctionOptions}
 */
function functionOptions({ data, dynamodb, handler, timeout, help = false }) {
  if (data === '') throw new UsageError('--data needs a directory');
  if (handler === '') throw new UsageError('--handler needs a file');
  if (data !== undefined && dynamodb !== undefined) {
    throw new UsageError('--data is for the embedded DynamoDB, --dynamodb replaces it: drop one');
  }
  const unused = data === undefined ? dynamodb && '--dynamodb' : '--data';
  if (handler !== undefined && unused) {
    throw new UsageError(
      `${unused} is for this project's function, --handler replaces it: drop one`,
    );
  }
  return {
    help,
    data,
    dynamodb: dynamodb === undefined ? undefined : parseEndpoint(dynamodb),
    handlerFile: handler,
    timeoutMs: timeout === undefined ? undefined : parseTimeout(timeout),
  };
}

/** @param {string} text */
function parsePort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`PORT must be a number from 0 to 65535, is ${JSON.stringify(text)}`);
}

/** @param {string} text */
function parseTimeout(text) {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS) return seconds * 1000;
  throw new UsageError(
    `--timeout needs seconds, more than 0 and at most ${MAX_TIMEOUT_SECONDS}, is ${JSON.stringify(text)}`,
  );
}

/** @param {string} text */
function parseEndpoint(text) {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new UsageError(
    `--dynamodb needs a URL like http://127.0.0.1:8000, is ${JSON.stringify(text)}`,
  );
}
