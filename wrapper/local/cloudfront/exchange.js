/** One request and what became of it, noted for who looks on. */

import { AsyncLocalStorage } from 'node:async_hooks';

/** @import { Behavior } from './behavior.js' */
/** @import { CloudFrontError } from './error.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */
/** @import { Exchange } from '../inspector/exchange.js' */

/** The exchange in which code runs, for what is called by way of the function. */
export const inExchange = /** @type {AsyncLocalStorage<Exchange>} */ (new AsyncLocalStorage());

/** The longest body that is noted, in characters. */
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
    trigger: behavior.eventType,
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
    verdict: { accepted: true, findings: [] },
  };
}

/**
 * Does a part of the work, and notes how long it took. Parts stand in the order of their beginning.
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
    findings: error.breaches,
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
 * A result, of whose body only the beginning is kept.
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
