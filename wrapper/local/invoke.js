/** The command `edge-lookup invoke`: one event, the function's result, CloudFront's verdict. */

import { Console } from 'node:console';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

import { command, UsageError } from '../../scripts/terminal.js';
import { inCheckout } from './checkout.js';
import { TIMEOUT_SECONDS } from './cloudfront/behavior.js';
import { CloudFrontError, line, validationError } from './cloudfront/error.js';
import { invoke } from './cloudfront/invoke.js';
import { isRequest, resultBreaches } from './cloudfront/rules.js';
import { setLambdaEnvironment } from './environment.js';
import { loadHandlerFile } from './handler-file.js';
import { INVOKE_USAGE, parseInvokeOptions } from './options.js';

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */
/** @import { EventType } from './cloudfront/restricted-headers.js' */
/** @import { InvokeOptions } from './options.js' */

/** @type {(() => unknown)[]} What to close at the end. */
const opened = [];

await command(async () => {
  const options = parseInvokeOptions(process.argv.slice(2));
  if (options.help) console.log(INVOKE_USAGE);
  else await run(options);
});
await Promise.allSettled(opened.map(async (close) => close()));
await written(process.stderr);
// A function may leave open what would keep this process.
process.exit();

/** @param {InvokeOptions} options */
async function run(options) {
  // The standard output is for the result alone; what the function logs goes to the other one.
  globalThis.console = new Console(process.stderr);
  const { event, eventType } = await readEvent(options.eventFile);
  const request = structuredClone(event.Records[0].cf.request);
  const handler = await loadHandler(options);
  const timeoutMs = options.timeoutMs ?? TIMEOUT_SECONDS[eventType] * 1000;
  try {
    const result = await invoke(handler, event, timeoutMs);
    await written(process.stdout, `${JSON.stringify(result, null, 2)}\n`);
    const broken = resultBreaches({ eventType, request }, result);
    if (broken.length > 0) throw validationError(broken);
    const done = isRequest(result) ? 'go on with this request' : 'send this';
    console.error(`✓ CloudFront would ${done} at ${eventType}.`);
  } catch (error) {
    if (!(error instanceof CloudFrontError)) throw error;
    const reasons = error.breaches.map((breach) => `  ${line(breach)}\n`).join('');
    console.error(`✗ CloudFront would answer ${error.status} ${error.name}:\n${reasons.trimEnd()}`);
    process.exitCode = 1;
  }
}

/**
 * Writes to the end: what a pipe has not taken yet would be lost when the process exits.
 *
 * @param {NodeJS.WriteStream} stream
 */
function written(stream, text = '') {
  return new Promise((resolve) => stream.write(text, resolve));
}

/** @param {InvokeOptions} options */
async function loadHandler({ data, dynamodb, handlerFile }) {
  if (handlerFile !== undefined) {
    setLambdaEnvironment(process.env);
    return loadHandlerFile(handlerFile);
  }
  const onOpen = (/** @type {() => unknown} */ close) => opened.push(close);
  const write = (/** @type {string} */ entry) => process.stderr.write(entry);
  const { handler } = await inCheckout(async () => {
    const { startFunction } = await import('./function.js');
    return startFunction({ data, dynamodb, onOpen, write });
  });
  return handler;
}

/**
 * An event without a type is taken as one of viewer-request, whose limits are the stricter ones.
 *
 * @param {string} file
 * @returns {Promise<{ event: CloudFrontRequestEvent, eventType: EventType }>}
 */
async function readEvent(file) {
  const event = parse(await read(file), file);
  const cf = event?.Records?.[0]?.cf;
  if (typeof cf?.request !== 'object') {
    throw new UsageError(`${file} is no event of CloudFront: it has no Records[0].cf.request`);
  }
  const eventType = cf.config?.eventType ?? 'viewer-request';
  if (eventType !== 'viewer-request' && eventType !== 'origin-request') {
    throw new UsageError(
      `${file} is an event of ${eventType}: here are viewer-request and origin-request`,
    );
  }
  return { event, eventType };
}

/** @param {string} file */
async function read(file) {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });
}

/**
 * @param {string} json
 * @param {string} file
 */
function parse(json, file) {
  try {
    // A byte order mark, as some editors write it.
    return JSON.parse(json.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${/** @type {Error} */ (error).message}`);
  }
}
