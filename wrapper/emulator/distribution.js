/**
 * A CloudFront distribution with a function at a request event, in the order in which CloudFront
 * works: the behavior, the rules for requests, the cache, the function, the rules for responses.
 */

import { behaviorFor, TIMEOUT_SECONDS } from './behavior.js';
import { createCache } from './cache.js';
import { cacheKey } from './cache-key.js';
import { exchanges } from './channel.js';
import { CloudFrontError, line, noOrigin, requestRefused, validationError } from './error.js';
import { originRequestEvent, viewerRequestEvent } from './event.js';
import {
  beginExchange,
  inExchange,
  noteError,
  noteResponse,
  shortened,
  stage,
} from './exchange.js';
import { invoke } from './invoke.js';
import { requestViolations } from './request-rules.js';
import { errorPage, generatedResponse, restOfSite, sendable, toViewer } from './response.js';
import { isRequest, resultViolations } from './rules.js';
import { timeToLive } from './time-to-live.js';

/** @import { CloudFrontRequestEvent, CloudFrontResultResponse } from 'aws-lambda' */
/** @import { Behavior } from './behavior.js' */
/** @import { EventType } from '../api/load.js' */
/** @import { Fetched, Found } from './cache.js' */
/** @import { Exchange } from './exchange.js' */
/** @import { Handler } from './invoke.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */
/** @import { NamedViolation } from './rules.js' */

/**
 * @typedef {object} DistributionConfig
 * @property {Behavior[]} behaviors In the order in which they are tried; the last is the default.
 * @property {Handler} handler The function.
 * @property {number} [timeoutMs] The function's timeout (default: 5 s at viewer-request, 30 s at
 *   origin-request).
 * @property {Record<string, number>} [errorCachingMinTTL] Seconds by status (default: 10).
 */

/**
 * @typedef {object} Surroundings
 * @property {(line: string) => void} log Gets a line for each violation.
 * @property {boolean} [lenient] Whether violations are only reported, and the response sent if possible.
 * @property {() => number} [now] The cache's clock, in milliseconds.
 *
 * @typedef {DistributionConfig & Surroundings} DistributionOptions
 */

/**
 * @callback Answer
 * @param {ViewerRequest} request
 * @param {number} [replayOf] The exchange that this request repeats.
 * @returns {Promise<Generated & { exchange: Exchange }>}
 */

/**
 * A distribution. Its `update` takes another configuration, and empties the cache.
 *
 * @typedef {Answer & { update: (config: DistributionConfig) => void }} Distribution
 */

/**
 * @param {DistributionOptions} options
 * @returns {Distribution}
 */
export function createDistribution({ log, lenient = false, now = Date.now, ...config }) {
  let { behaviors, handler, timeoutMs, errorCachingMinTTL = {} } = config;
  let cache = createCache({ now, errorCachingMinTTL });
  let count = 0;

  /** @type {Distribution} */
  const answer = (request, replayOf) => {
    const behavior = behaviorFor(behaviors, request.uri);
    return observed(request, behavior, replayOf, async (exchange) => {
      const violations = requestViolations(request, behavior);
      if (violations.length > 0 && !lenient) throw requestRefused(violations);
      warn(violations, exchange);
      switch (behavior.eventType) {
        case 'viewer-request':
          return atViewerRequest(request, exchange);
        case 'origin-request':
          return atOriginRequest(request, behavior, exchange);
        default:
          return toViewer(restOfSite(request, pathsOf(behaviors)), { xCache: 'Error' });
      }
    });
  };
  answer.update = (config) => {
    ({ behaviors, handler, timeoutMs, errorCachingMinTTL = {} } = config);
    cache = createCache({ now, errorCachingMinTTL });
  };
  return answer;

  /**
   * @param {ViewerRequest} request
   * @param {Behavior} behavior
   * @param {number | undefined} replayOf
   * @param {(exchange: Exchange) => Promise<Generated>} work
   */
  async function observed(request, behavior, replayOf, work) {
    count += 1;
    const exchange = beginExchange(count, request, behavior);
    if (replayOf !== undefined) exchange.replayOf = replayOf;
    const start = performance.now();
    const response = await inExchange.run(exchange, work, exchange).catch((error) => {
      if (!(error instanceof CloudFrontError)) throw error;
      report(error, exchange);
      const isFunctions = error.name.startsWith('Lambda');
      return toViewer(errorPage(error), { xCache: isFunctions ? error.name : 'Error' });
    });
    exchange.ms = performance.now() - start;
    noteResponse(exchange, response);
    if (exchanges.hasSubscribers) exchanges.publish({ distribution: answer, exchange });
    return { ...response, exchange };
  }

  /**
   * @param {ViewerRequest} request
   * @param {Exchange} exchange
   */
  async function atViewerRequest(request, exchange) {
    const event = stage(exchange, 'event', () => viewerRequestEvent(request));
    const response = await generate(event, exchange);
    const { requestId } = event.Records[0].cf.config;
    return toViewer(response, { xCache: 'LambdaGeneratedResponse', requestId });
  }

  /**
   * @param {ViewerRequest} request
   * @param {Behavior} behavior
   * @param {Exchange} exchange
   */
  async function atOriginRequest(request, behavior, exchange) {
    const { cachePolicy, cachedMethods } = behavior;
    const fetch = fetcher(request, behavior, exchange);
    if (!cachedMethods.includes(request.method)) {
      const { response } = await fetch();
      const reason = `${request.method} is not cached`;
      exchange.cache = { outcome: 'none', key: '', ageSeconds: 0, ttlSeconds: 0, reason };
      return toViewer(response, { xCache: missed(response) });
    }
    const key = cacheKey(cachePolicy, request);
    // GET and HEAD share an entry.
    const renew = () => renewed(asGet(request), behavior, key);
    const stored = stage(exchange, 'cache', () => cache.find(key, renew));
    const found =
      stored ?? (await cache[request.method === 'HEAD' ? 'fetchHead' : 'fetch'](key, fetch));
    exchange.cache = cacheNote(found, key);
    return fromCache(found);
  }

  /**
   * Renews a stale entry after its viewer was answered: an exchange of its own.
   *
   * @param {ViewerRequest} request
   * @param {Behavior} behavior
   * @param {string} key
   */
  async function renewed(request, behavior, key) {
    /** @type {Fetched | undefined} */
    let fetched;
    await observed(request, behavior, undefined, async (exchange) => {
      fetched = await fetcher(request, behavior, exchange)();
      exchange.cache = cacheNote({ ...fetched, outcome: 'miss', ageSeconds: 0 }, key);
      return fetched.response;
    });
    if (fetched === undefined) throw new Error('the function returned no response');
    return fetched;
  }

  /**
   * Makes what gets a response from the function, with its time to live.
   *
   * @param {ViewerRequest} request
   * @param {Behavior} behavior
   * @param {Exchange} exchange
   */
  function fetcher(request, { cachePolicy }, exchange) {
    return async () => {
      const event = stage(exchange, 'event', () => originRequestEvent(request, cachePolicy));
      const response = await generate(event, exchange);
      return { response, ttl: timeToLive(response, cachePolicy, errorCachingMinTTL, now()) };
    };
  }

  /**
   * @param {CloudFrontRequestEvent} event
   * @param {Exchange} exchange
   */
  async function generate(event, exchange) {
    // The function may change its event.
    const given = structuredClone(event);
    exchange.event = given;
    const eventType = /** @type {EventType} */ (given.Records[0].cf.config.eventType);
    const limit = timeoutMs ?? TIMEOUT_SECONDS[eventType] * 1000;
    const result = await stage(exchange, 'function', () => invoke(handler, event, limit));
    exchange.result = shortened(result);
    const { request } = given.Records[0].cf;
    return stage(exchange, 'check', () => {
      const violations = resultViolations({ eventType, request }, result);
      if (violations.length > 0 && !lenient) throw validationError(violations);
      if (isRequest(result)) throw noOrigin();
      const response = describe(/** @type {CloudFrontResultResponse} */ (result), violations);
      warn(violations, exchange);
      return response;
    });
  }

  /**
   * @param {NamedViolation[]} violations
   * @param {Exchange} exchange
   */
  function warn(violations, exchange) {
    exchange.verdict.violations.push(...violations);
    for (const violation of violations) log(`warning: ${named(exchange)} ${line(violation)}`);
  }

  /**
   * @param {CloudFrontError} error
   * @param {Exchange} exchange
   */
  function report(error, exchange) {
    noteError(exchange, error);
    for (const violation of error.violations) {
      log(`${error.status} ${named(exchange)} ${error.name} ${line(violation)}`);
    }
    if (error.cause instanceof Error) log(String(error.cause.stack));
  }
}

/**
 * The paths at which the function runs.
 *
 * @param {Behavior[]} behaviors
 */
function pathsOf(behaviors) {
  return behaviors.filter(({ eventType }) => eventType).map(({ pathPattern }) => pathPattern);
}

/**
 * @param {CloudFrontResultResponse} result
 * @param {NamedViolation[]} violations Those that are let through.
 */
function describe(result, violations) {
  if (violations.length === 0) return generatedResponse(result);
  try {
    return sendable(generatedResponse(result));
  } catch {
    throw validationError(violations);
  }
}

/**
 * @param {ViewerRequest} request
 * @returns {ViewerRequest}
 */
function asGet(request) {
  if (request.method !== 'HEAD') return request;
  return { ...request, method: 'GET', sent: { ...request.sent, method: 'GET' } };
}

/** @param {Found} found */
function fromCache({ response, outcome, ageSeconds }) {
  if (outcome === 'miss') return toViewer(response, { xCache: missed(response) });
  return toViewer(response, { xCache: response.status < 400 ? 'Hit' : 'Error', ageSeconds });
}

/**
 * @param {Omit<Found, 'outcome'> & { outcome: NonNullable<Exchange['cache']>['outcome'] }} found
 * @param {string} key
 */
function cacheNote({ outcome, ageSeconds, ttl }, key) {
  return { outcome, key, ageSeconds, ttlSeconds: ttl.fresh, reason: ttl.reason };
}

/** The longest URL in a line of the log, in characters. */
const URL_LIMIT = 200;

/** @param {Exchange} exchange */
function named({ request: { method, url } }) {
  return `${method} ${url.length > URL_LIMIT ? `${url.slice(0, URL_LIMIT)}…` : url}`;
}

/** @param {Generated} response */
function missed({ status }) {
  return status < 400 ? 'Miss' : 'Error';
}
