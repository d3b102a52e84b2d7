/** One request and its outcome, recorded for whoever subscribes: plain JSON values. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequestId } from './event.js';

/** @import { CloudFrontError } from './error.js' */
/** @import { HeaderLine } from './header-lines.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */

/**
 * @typedef {import('./rules.js').NamedViolation} Violation
 *
 * @typedef {object} Verdict What CloudFront would do with what the functions returned.
 * @property {boolean} accepted If so, violations are warnings.
 * @property {string} [error] Absent when accepted. `RequestRefused`, or what AWS calls it: `Lambda…` for what
 *   a function did, `Origin…` for what an origin did.
 * @property {Violation[]} violations
 *
 * @typedef {object} Stage A step from the request to the response.
 * @property {'cache' | 'event' | 'function' | 'decide' | 'GetItem' | 'shape' | 'check' | 'origin'} name
 *   `function` is the whole call of a handler; `decide`, `GetItem` and `shape` are parts of it.
 * @property {number} ms
 *
 * @typedef {object} ReadResult How the item was read.
 * @property {number} attempts
 * @property {string} [region] The Region that answered; absent if none did.
 * @property {{ region: string, error: string }[]} failures
 *
 * @typedef {object} CacheUse
 * @property {'hit' | 'stale' | 'refreshed' | 'miss' | 'none'} outcome
 * @property {string} [key]
 * @property {number} [ageSeconds]
 * @property {number} [ttlSeconds]
 * @property {string} [reason]
 *
 * @typedef {object} Run A run of a function.
 * @property {string} eventType CloudFront's, or the front door.
 * @property {object} event Its input; of a long body the beginning.
 * @property {unknown} [result] What it returned; absent if it failed.
 *
 * @typedef {object} OriginUse
 * @property {{ method: string, url: string, headers: HeaderLine[], size?: number }} request `size` is the body's.
 * @property {{ status: number, headers: HeaderLine[], size: number }} [response] Absent if it failed.
 * @property {true} [isStandIn] Nobody was asked: this is what would be.
 */

/**
 * @typedef {object} Exchange
 * @property {number} id
 * @property {string} time When the request arrived, in ISO 8601.
 * @property {number} ms From then to the end of the response.
 * @property {string} requestId
 * @property {string[]} triggers The events at which the behavior has a function, or the front door.
 * @property {string} behavior The path pattern of the cache behavior, `*` for the default one.
 * @property {string} [route] Absent for the default behavior, and with `--handler`.
 * @property {{ method: string, url: string, headers: HeaderLine[], hasBody?: true, body?: string }} request
 *   `body` in base64, if something has read it and it is not too long.
 * @property {Stage[]} stages In the order in which they happened.
 * @property {Run[]} runs In the order in which they happened.
 * @property {OriginUse} [origin] Absent if the origin was not needed.
 * @property {{ type: string, body?: string, [member: string]: unknown }} [decision] The core's.
 * @property {object} [item] GetItem's response; absent if there was no read, or no response.
 * @property {ReadResult} [readResult]
 * @property {{ status: number, headers: HeaderLine[], body: string, size: number, cut?: boolean }} response
 *   What the viewer got; a long body is cut.
 * @property {CacheUse} [cache] Absent if CloudFront did not get so far.
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
 * @param {{ triggers: string[], pathPattern: string, route?: string }} place
 * @returns {Exchange}
 */
export function beginExchange(id, { sent }, { triggers, pathPattern, route }) {
  return {
    id,
    time: new Date().toISOString(),
    ms: 0,
    requestId: createRequestId(),
    triggers,
    behavior: pathPattern,
    route,
    request: {
      method: sent.method,
      url: sent.target,
      headers: pairs(sent.rawHeaders),
      ...(sent.hasBody && { hasBody: true }),
    },
    stages: [],
    runs: [],
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
    error: error.name,
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
 * Notes a body, as far as it can be sent again.
 *
 * @param {Exchange} exchange
 * @param {Buffer} body
 */
export function noteBody({ request }, body) {
  if (body.length <= BODY_LIMIT) request.body = body.toString('base64');
}

/**
 * A result, or an event, with its bodies cut to the limit.
 *
 * @param {any} value
 */
export function shortened(value) {
  const body = value?.body;
  if (typeof body === 'string')
    return body.length > BODY_LIMIT ? { ...value, body: cut(body) } : value;
  if (typeof body?.data !== 'string' || body.data.length <= BODY_LIMIT) return value;
  return { ...value, body: { ...body, data: cut(body.data) } };
}

/** @param {string} text */
function cut(text) {
  return `${text.slice(0, BODY_LIMIT)}… (${text.length} characters in all)`;
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
