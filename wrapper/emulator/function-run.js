/** A run of a function at one event: its input, its result, and what CloudFront makes of that. */

import { validationError } from './error.js';
import { TIMEOUT_SECONDS } from './event-type.js';
import { shortened, stage } from './exchange.js';
import { invoke } from './invoke.js';
import { generatedResponse, sendable, updatedResponse } from './response.js';
import { isRequest, resultViolations } from './rules.js';

/** @import { CloudFrontRequest, CloudFrontResultResponse } from 'aws-lambda' */
/** @import { EdgeFunction } from './behavior.js' */
/** @import { Exchange } from './exchange.js' */
/** @import { EdgeEvent } from './invoke.js' */
/** @import { Generated } from './response.js' */
/** @import { NamedViolation } from './rules.js' */
/** @import { Given } from './rules/violation.js' */

/**
 * @callback Warn
 * @param {NamedViolation[]} violations What is let through.
 * @param {Exchange} exchange
 *
 * @typedef {object} Leniency
 * @property {boolean} lenient Whether violations are only reported.
 * @property {Warn} warn
 */

/**
 * Runs a function at a request event.
 *
 * @template R
 * @param {EdgeFunction} fn
 * @param {EdgeEvent} event
 * @param {Exchange} exchange
 * @param {Leniency} leniency
 * @param {(request: CloudFrontRequest) => R} pass Makes of a returned request the one to go on with.
 * @returns {Promise<{ response: Generated, passed?: undefined } | { passed: R, response?: undefined }>}
 */
export function runAtRequest(fn, event, exchange, leniency, pass) {
  return judged(fn, event, exchange, leniency, (result, isBroken) =>
    isRequest(result)
      ? { passed: pass(/** @type {any} */ (result)) }
      : { response: described(generatedResponse(asResponse(result)), isBroken) },
  );
}

/**
 * Runs a function at a response event.
 *
 * @param {EdgeFunction} fn
 * @param {EdgeEvent} event
 * @param {Exchange} exchange
 * @param {Leniency} leniency
 * @param {Generated} before
 * @returns {Promise<Generated>}
 */
export function runAtResponse(fn, event, exchange, leniency, before) {
  return judged(fn, event, exchange, leniency, (result, isBroken) =>
    described(updatedResponse(asResponse(result), before), isBroken),
  );
}

/**
 * @template T
 * @param {EdgeFunction} fn
 * @param {EdgeEvent} event
 * @param {Exchange} exchange
 * @param {Leniency} leniency
 * @param {(result: unknown, isBroken: boolean) => T} make Throws if nothing can be made of the result.
 * @returns {Promise<T>}
 */
async function judged({ handler, timeoutMs }, event, exchange, { lenient, warn }, make) {
  const given = givenOf(event);
  const { eventType } = given;
  /** @type {Exchange['runs'][number]} */
  const run = { eventType, event: recorded(event) };
  exchange.runs.push(run);
  const limit = timeoutMs ?? TIMEOUT_SECONDS[eventType] * 1000;
  // A function may change what it is given, and that is its own.
  const own = structuredClone(event);
  const result = await stage(exchange, 'function', () => invoke(handler, own, limit));
  run.result = shortened(result);
  return stage(exchange, 'check', () => {
    const violations = resultViolations(given, result);
    if (violations.length === 0) return make(result, false);
    if (!lenient) throw validationError(violations);
    const made = orRefused(() => make(result, true), violations);
    warn(violations, exchange);
    return made;
  });
}

/**
 * What the rules compare the result with.
 *
 * @param {EdgeEvent} event
 * @returns {Given}
 */
function givenOf(event) {
  const { config, request, ...rest } = event.Records[0].cf;
  const response = 'response' in rest ? rest.response : undefined;
  return { eventType: config.eventType, request, response };
}

/** @param {EdgeEvent} event */
function recorded(event) {
  const { cf } = event.Records[0];
  return { Records: [{ cf: { ...cf, request: shortened(cf.request) } }] };
}

/**
 * @template T
 * @param {() => T} make
 * @param {NamedViolation[]} violations
 */
function orRefused(make, violations) {
  try {
    return make();
  } catch {
    throw validationError(violations);
  }
}

/**
 * @param {Generated} response
 * @param {boolean} isBroken
 */
function described(response, isBroken) {
  return isBroken ? sendable(response) : response;
}

/** @param {unknown} result */
function asResponse(result) {
  return /** @type {CloudFrontResultResponse} */ (result);
}
