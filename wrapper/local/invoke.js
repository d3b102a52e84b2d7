/** One event through a function, and the verdict of its front door on the result. */

import { frontDoorOf } from '../api/front-door.js';
import { TIMEOUT_SECONDS as API_TIMEOUT_SECONDS } from '../api/lambda.js';
import { CloudFrontError, validationError } from '../emulator/error.js';
import { EVENT_TYPES, isRequestEvent, TIMEOUT_SECONDS } from '../emulator/event-type.js';
import { invoke } from '../emulator/invoke.js';
import { isRequest, resultViolations } from '../emulator/rules.js';
import { FRONT_DOORS, isFrontDoor } from '../front-doors/front-door.js';
import { failureOf, judgeResult } from '../front-doors/judge.js';
import { UsageError } from '../terminal.js';
import { startApiFunction } from './api-function.js';
import { startFileFunction } from './file-function.js';

/** @import { Api } from '../api/load.js' */
/** @import { EventType } from '../emulator/event-type.js' */

/**
 * @typedef {object} InvokeOptions
 * @property {unknown} event
 * @property {Api} [api] The API, unless there is another function.
 * @property {string} [handlerFile] The module of the other function, `FILE` or `FILE#export`.
 * @property {string} [runtime] Lambda's, whose rules hold for the other function.
 * @property {string} [route] The API's route to take (default: found by the event's `uri`).
 * @property {string} [itemsFile] Items for the embedded DynamoDB.
 * @property {string} [data] The directory of the embedded DynamoDB.
 * @property {URL} [dynamodb] The endpoint of another DynamoDB.
 * @property {number} [timeoutMs]
 *
 * @typedef {object} Outcome
 * @property {unknown} [result] Absent if the function failed.
 * @property {string} sender Who would send it: `CloudFront`, or `an HTTP API`.
 * @property {EventType} [eventType] CloudFront's.
 * @property {boolean} isForwarded Whether the result is a request for CloudFront to go on with.
 * @property {CloudFrontError} [error] Why the sender would refuse the result; absent if it would not.
 *
 * @typedef {object} Judge The front door of an event.
 * @property {string} sender
 * @property {EventType} [eventType]
 * @property {number} timeoutSeconds Of any function.
 * @property {(result: unknown) => CloudFrontError | undefined} judge
 * @property {(error: CloudFrontError) => CloudFrontError} fail What it makes of a function that fails.
 */

/**
 * @param {InvokeOptions} options
 * @returns {Promise<Outcome>} Rejects with a {@link UsageError} if there is nothing to invoke.
 */
export async function invokeEvent(options) {
  const { event } = options;
  const judge = judgeOf(event);
  /** @type {(() => unknown)[]} */
  const opened = [];
  try {
    const { handler, seconds } = await loadHandler(options, judge, (close) => opened.push(close));
    const { sender, eventType } = judge;
    const outcome = await run(handler, event, options.timeoutMs ?? seconds * 1000, judge);
    const isForwarded =
      eventType !== undefined && isRequestEvent(eventType) && isRequest(outcome.result);
    return { sender, eventType, isForwarded, ...outcome };
  } finally {
    await Promise.allSettled(opened.map(async (close) => close()));
  }
}

/**
 * @param {import('../emulator/invoke.js').Handler} handler
 * @param {any} event
 * @param {number} timeoutMs
 * @param {Judge} judge
 * @returns {Promise<Pick<Outcome, 'result' | 'error'>>}
 */
async function run(handler, event, timeoutMs, { judge, fail }) {
  try {
    const result = await invoke(handler, event, timeoutMs);
    return { result, error: judge(result) };
  } catch (error) {
    if (!(error instanceof CloudFrontError)) throw error;
    return { error: fail(error) };
  }
}

/**
 * @param {InvokeOptions} options
 * @param {Judge} judge
 * @param {(close: () => unknown) => void} onClose
 */
async function loadHandler({ api, handlerFile, route, ...source }, judge, onClose) {
  if (handlerFile !== undefined) {
    const { runtime, dynamodb } = source;
    const handler = await startFileFunction({ handler: handlerFile, runtime, dynamodb, onClose });
    return { handler, seconds: judge.timeoutSeconds };
  }
  if (api === undefined) throw new UsageError('name an API or a handler');
  const { eventType } = judge;
  if (eventType !== undefined && !isRequestEvent(eventType)) {
    throw new UsageError(`the function of an API answers requests: there is no ${eventType}`);
  }
  const write = (/** @type {string} */ entry) => process.stderr.write(entry);
  const { handlers } = await startApiFunction({ api, ...source, onClose, write });
  const handler = handlers[route ?? 'handler'];
  if (handler !== undefined) return { handler, seconds: API_TIMEOUT_SECONDS };
  const names = api.description.routes.map(({ name }) => name).join(', ');
  throw new UsageError(`there is no route ${JSON.stringify(route)}: there are ${names}`);
}

/**
 * @param {any} event
 * @returns {Judge}
 * @throws {UsageError} If nothing sends such an event.
 */
function judgeOf(event) {
  return (event?.Records ?? null) === null ? regionalJudge(event) : cloudFrontJudge(event);
}

/**
 * @param {any} event
 * @returns {Judge}
 */
function regionalJudge(event) {
  const name = frontDoorOf(event);
  if (!isFrontDoor(name)) throw new TypeError(name);
  const frontDoor = FRONT_DOORS[name];
  return {
    sender: frontDoor.title,
    timeoutSeconds: TIMEOUT_SECONDS['origin-request'],
    judge: (result) => judgeResult(frontDoor, result, event),
    fail: (error) => failureOf(frontDoor, error),
  };
}

/**
 * An event without a type counts as viewer-request, whose limits are the stricter ones.
 *
 * @param {any} event
 * @returns {Judge}
 */
function cloudFrontJudge(event) {
  const cf = event?.Records?.[0]?.cf;
  if (typeof cf?.request !== 'object') {
    throw new UsageError('this is not a CloudFront event: there is no Records[0].cf.request in it');
  }
  const eventType = EVENT_TYPES.find((it) => it === (cf.config?.eventType ?? 'viewer-request'));
  if (eventType === undefined) {
    throw new UsageError(
      `this is an event of ${cf.config.eventType}: CloudFront has ${EVENT_TYPES.join(', ')}`,
    );
  }
  if (!isRequestEvent(eventType) && typeof cf.response !== 'object') {
    throw new UsageError(`an event of ${eventType} has a response, and in this one is none`);
  }
  // The function may change its event.
  const { request, response } = structuredClone(cf);
  return {
    sender: 'CloudFront',
    eventType,
    timeoutSeconds: TIMEOUT_SECONDS[eventType],
    judge(result) {
      const violations = resultViolations({ eventType, request, response }, result);
      return violations.length > 0 ? validationError(violations) : undefined;
    },
    fail: (error) => error,
  };
}
