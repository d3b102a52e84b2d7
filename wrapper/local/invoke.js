/** One event through a function, and CloudFront's verdict on the result. */

import { TIMEOUT_SECONDS as API_TIMEOUT_SECONDS } from '../api/lambda.js';
import { TIMEOUT_SECONDS } from '../emulator/behavior.js';
import { CloudFrontError, validationError } from '../emulator/error.js';
import { invoke } from '../emulator/invoke.js';
import { isRequest, resultViolations } from '../emulator/rules.js';
import { UsageError } from '../terminal.js';
import { startApiFunction } from './api-function.js';
import { setLambdaEnvironment } from './environment.js';
import { loadHandlerFile } from './handler-file.js';

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */
/** @import { Api, EventType } from '../api/load.js' */

/**
 * @typedef {object} InvokeOptions
 * @property {unknown} event
 * @property {Api} [api] The API, unless there is another function.
 * @property {string} [handlerFile] The module of the other function.
 * @property {string} [route] The API's route to take (default: found by the event's `uri`).
 * @property {string} [itemsFile] Items for the embedded DynamoDB.
 * @property {string} [data] The directory of the embedded DynamoDB.
 * @property {URL} [dynamodb] The endpoint of another DynamoDB.
 * @property {number} [timeoutMs]
 *
 * @typedef {object} Outcome
 * @property {unknown} [result] Absent if the function failed.
 * @property {EventType} eventType
 * @property {boolean} isForwarded Whether the result is a request for CloudFront to go on with.
 * @property {CloudFrontError} [error] Why CloudFront would refuse the result; absent if it would not.
 */

/**
 * @param {InvokeOptions} options
 * @returns {Promise<Outcome>} Rejects with a {@link UsageError} if there is nothing to invoke.
 */
export async function invokeEvent(options) {
  const { event, eventType } = requestEvent(options.event);
  const request = structuredClone(event.Records[0].cf.request);
  /** @type {(() => unknown)[]} */
  const opened = [];
  try {
    const { handler, seconds } = await loadHandler(options, eventType, (close) =>
      opened.push(close),
    );
    return await judge(handler, event, options.timeoutMs ?? seconds * 1000, { eventType, request });
  } finally {
    await Promise.allSettled(opened.map(async (close) => close()));
  }
}

/**
 * @param {import('../emulator/invoke.js').Handler} handler
 * @param {CloudFrontRequestEvent} event
 * @param {number} timeoutMs
 * @param {import('../emulator/rules/forwarded-request.js').Given} given
 * @returns {Promise<Outcome>}
 */
async function judge(handler, event, timeoutMs, given) {
  const { eventType } = given;
  try {
    const result = await invoke(handler, event, timeoutMs);
    const violations = resultViolations(given, result);
    const error = violations.length > 0 ? validationError(violations) : undefined;
    return { result, eventType, isForwarded: isRequest(result), error };
  } catch (error) {
    if (!(error instanceof CloudFrontError)) throw error;
    return { eventType, isForwarded: false, error };
  }
}

/**
 * @param {InvokeOptions} options
 * @param {EventType} eventType
 * @param {(close: () => unknown) => void} onClose
 */
async function loadHandler({ api, handlerFile, route, ...source }, eventType, onClose) {
  if (handlerFile !== undefined) {
    setLambdaEnvironment(process.env);
    return { handler: await loadHandlerFile(handlerFile), seconds: TIMEOUT_SECONDS[eventType] };
  }
  if (api === undefined) throw new UsageError('name an API or a handler');
  const write = (/** @type {string} */ entry) => process.stderr.write(entry);
  const { handlers } = await startApiFunction({ api, ...source, onClose, write });
  const handler = handlers[route ?? 'handler'];
  if (handler !== undefined) return { handler, seconds: API_TIMEOUT_SECONDS };
  const names = api.description.routes.map(({ name }) => name).join(', ');
  throw new UsageError(`there is no route ${JSON.stringify(route)}: there are ${names}`);
}

/**
 * An event without a type counts as viewer-request, whose limits are the stricter ones.
 *
 * @param {any} event
 * @returns {{ event: CloudFrontRequestEvent, eventType: EventType }}
 */
function requestEvent(event) {
  const cf = event?.Records?.[0]?.cf;
  if (typeof cf?.request !== 'object') {
    throw new UsageError(
      'this is not a CloudFront request event: there is no Records[0].cf.request in it',
    );
  }
  const eventType = cf.config?.eventType ?? 'viewer-request';
  if (eventType !== 'viewer-request' && eventType !== 'origin-request') {
    throw new UsageError(
      `this is an event of ${eventType}: only viewer-request and origin-request can be invoked`,
    );
  }
  return { event, eventType };
}
