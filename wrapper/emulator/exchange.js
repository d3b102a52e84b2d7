/** One request and its outcome, recorded for whoever subscribes: plain JSON values. */

import { AsyncLocalStorage } from 'node:async_hooks';

/** @import { EventType } from '../api/load.js' */
/** @import { Behavior } from './behavior.js' */
/** @import { CloudFrontError } from './error.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */

/** @typedef {[name: string, value: string]} HeaderLine */

/**
 * @typedef {import('./rules.js').NamedViolation} Violation
 *
 * @typedef {object} Verdict What CloudFront would do with the function's response.
 * @property {boolean} accepted If so, violations are warnings.
 * @property {'LambdaValidationError' | 'LambdaExecutionError' | 'LambdaLimitExceeded' | 'RequestRefused' | 'NoOrigin'} [error]
 *   Absent when accepted.
 * @property {Violation[]} violations
 *
 * @typedef {object} Stage A step from the request to the response.
 * @property {'cache' | 'event' | 'function' | 'decide' | 'GetItem' | 'shape' | 'check'} name
 *   `function` is the whole call of the handler; `decide`, `GetItem` and `shape` are parts of it.
 * @property {number} ms
 *
 * @typedef {object} ReadResult How the item was read.
 * @property {number} attempts
 * @property {string} [region] The Region that answered; absent if none did.
 * @property {{ region: string, error: string }[]} failures
 *
 * @typedef {object} CacheUse
 * @property {'hit' | 'stale' | 'miss' | 'none'} outcome
 * @property {string} [key]
 * @property {number} [ageSeconds]
 * @property {number} [ttlSeconds]
 * @property {string} [reason]
 */

/**
 * @typedef {object} Exchange
 * @property {number} id
 * @property {string} time When the request arrived, in ISO 8601.
 * @property {number} ms From then to the end of the response.
 * @property {EventType} [eventType] Absent for a behavior without a function.
 * @property {string} behavior The path pattern of the cache behavior, `*` for the default one.
 * @property {string} [route] Absent for the default behavior, and with `--handler`.
 * @property {{ method: string, url: string, headers: HeaderLine[], hasBody?: true }} request
 * @property {Stage[]} stages In the order in which they happened.
 * @property {object} [event] The function's input; absent on a cache hit.
 * @property {{ type: string, body?: string, [member: string]: unknown }} [decision] The core's.
 * @property {object} [item] GetItem's response; absent if there was no read, or no response.
 * @property {ReadResult} [readResult]
 * @property {unknown} [result]
 *   What the function returned; absent on a cache hit, and if it failed.
 * @property {{ status: number, headers: HeaderLine[], body: string, size: number, cut?: boolean }} response
 *   What the viewer got; a long body is cut.
 * @property {CacheUse} [cache] On origin-request only.
 * @property {Verdict} verdict
 * @property {number} [replayOf]
 */

/** The current exchange, for code that the function calls. */
export const inExchange = /** @type {AsyncLocalStorage<Exchange>} */ (new AsyncLocalStorage());

/** The longest body to record, in characters. */
export const BODY_LIMIT = 65_536;

/**
 * @param {number} id
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @returns {Exchange}
 */
export function beginExchange(id, { sent }, behavior) {
  return {
    id,
    time: new Date().toISOString(),
    ms: 0,
    eventType: behavior.eventType,
    behavior: behavior.pathPattern,
    route: behavior.route,
    request: {
      method: sent.method,
      url: sent.target,
      headers: pairs(sent.rawHeaders),
      ...(sent.hasBody && { hasBody: true }),
    },
    stages: [],
    response: { status: 0, headers: [], body: '', size: 0 },
    verdict: { accepted: true, violations: [] },
  };
}

/**
 * Runs one step and records its duration. Steps are listed in the order in which they started.
 *
 * @template T
 * @param {Exchange} exchange
 * @param {Exchange['stages'][number]['name']} name
 * @param {() => T} work
 * @returns {T}
 */
export function stage(exchange, name, work) {
  const noted = { name, ms: 0 };
  exchange.stages.push(noted);
  const start = performance.now();
  const end = () => {
    noted.ms = performance.now() - start;
  };
  try {
    const result = work();
    if (!(result instanceof Promise)) {
      end();
      return result;
    }
    return /** @type {T} */ (result.finally(end));
  } catch (error) {
    end();
    throw error;
  }
}

/**
 * @param {Exchange} exchange
 * @param {CloudFrontError} error
 */
export function noteError(exchange, error) {
  exchange.verdict = {
    accepted: false,
    error: /** @type {Exchange['verdict']['error']} */ (error.name),
    violations: error.violations,
  };
}

/**
 * @param {Exchange} exchange
 * @param {Generated} response
 */
export function noteResponse(exchange, { status, headers, body }) {
  const text = body.toString();
  exchange.response = {
    status,
    headers,
    body: text.slice(0, BODY_LIMIT),
    size: body.length,
    ...(text.length > BODY_LIMIT && { cut: true }),
  };
}

/**
 * A result with its body cut to the limit.
 *
 * @param {any} result
 */
export function shortened(result) {
  const body = result?.body;
  if (typeof body !== 'string' || body.length <= BODY_LIMIT) return result;
  return { ...result, body: `${body.slice(0, BODY_LIMIT)}… (${body.length} characters in all)` };
}

/**
 * @param {string[]} rawHeaders
 * @returns {[string, string][]}
 */
function pairs(rawHeaders) {
  /** @type {[string, string][]} */
  const list = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) list.push([rawHeaders[i], rawHeaders[i + 1]]);
  return list;
}
