/**
 * A distribution of CloudFront with a function at a request event, in the order in which CloudFront
 * works: the behavior, its rules for requests, the cache, the function, its rules for responses.
 */

import { behaviorFor, TIMEOUT_SECONDS } from './behavior.js';
import { createCache } from './cache.js';
import { cacheKey } from './cache-key.js';
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
import { requestBreaches } from './request-rules.js';
import { errorPage, generatedResponse, sendable, toViewer } from './response.js';
import { isRequest, resultBreaches } from './rules.js';
import { timeToLive } from './time-to-live.js';

/** @import { CloudFrontRequestEvent, CloudFrontResultResponse } from 'aws-lambda' */
/** @import { Exchange } from '../inspector/exchange.js' */
/** @import { Behavior } from './behavior.js' */
/** @import { Fetched, Found } from './cache.js' */
/** @import { Handler } from './invoke.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */
/** @import { Breach } from './rules.js' */

/**
 * @typedef {object} DistributionOptions
 * @property {Behavior[]} behaviors In the order in which they are tried; the last is the default one.
 * @property {Handler} handler The function.
 * @property {(line: string) => void} log Is told of all that CloudFront would refuse.
 * @property {number} [timeoutMs] The function's timeout; by default 5 s at viewer-request, 30 s at
 *   origin-request.
 * @property {boolean} [lenient] Whether what breaks a rule is only reported, and sent if it can be.
 * @property {Record<string, number>} [errorCachingMinTTL] Seconds by status, 10 for all others.
 * @property {() => number} [now] The time of the cache, in milliseconds.
 * @property {(exchange: Exchange) => void} [observe] Gets each request and what became of it.
 */

/**
 * @callback Answer
 * @param {ViewerRequest} request
 * @param {number} [replayOf] The exchange whose request is sent again.
 * @returns {Promise<Generated & { exchange: Exchange }>}
 */

/**
 * @param {DistributionOptions} options
 * @returns {Answer}
 */
export function createDistribution({
  behaviors,
  handler,
  log,
  timeoutMs,
  lenient = false,
  errorCachingMinTTL = {},
  now = Date.now,
  observe = () => {},
}) {
  const cache = createCache({ now, errorCachingMinTTL });
  let exchanges = 0;

  return (request, replayOf) => {
    const behavior = behaviorFor(behaviors, request.uri);
    return observed(request, behavior, replayOf, async (exchange) => {
      const broken = requestBreaches(request, behavior);
      if (broken.length > 0 && !lenient) throw requestRefused(broken);
      warn(broken, exchange);
      return behavior.eventType === 'viewer-request'
        ? atViewerRequest(request, exchange)
        : atOriginRequest(request, behavior, exchange);
    });
  };

  /**
   * @param {ViewerRequest} request
   * @param {Behavior} behavior
   * @param {number | undefined} replayOf
   * @param {(exchange: Exchange) => Promise<Generated>} work
   */
  async function observed(request, behavior, replayOf, work) {
    exchanges += 1;
    const exchange = beginExchange(exchanges, request, behavior);
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
    observe(exchange);
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
    // The entry is GET's, for HEAD too.
    const renew = () => renewed(asGet(request), behavior, key);
    const kept = stage(exchange, 'cache', () => cache.find(key, renew));
    const found =
      kept ?? (await cache[request.method === 'HEAD' ? 'fetchHead' : 'fetch'](key, fetch));
    exchange.cache = cacheNote(found, key);
    return fromCache(found);
  }

  /**
   * What is fetched while a viewer already has what was kept: an exchange of its own.
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
    if (fetched === undefined) throw new Error('the function has no response');
    return fetched;
  }

  /**
   * What gets a response from the function, and says for how long it may be kept.
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
    const eventType = exchange.trigger;
    const limit = timeoutMs ?? TIMEOUT_SECONDS[eventType] * 1000;
    const result = await stage(exchange, 'function', () => invoke(handler, event, limit));
    exchange.result = shortened(result);
    const { request } = given.Records[0].cf;
    return stage(exchange, 'check', () => {
      const broken = resultBreaches({ eventType, request }, result);
      if (broken.length > 0 && !lenient) throw validationError(broken);
      if (isRequest(result)) throw noOrigin();
      const response = describe(/** @type {CloudFrontResultResponse} */ (result), broken);
      warn(broken, exchange);
      return response;
    });
  }

  /**
   * @param {Breach[]} broken
   * @param {Exchange} exchange
   */
  function warn(broken, exchange) {
    exchange.verdict.findings.push(...broken);
    for (const breach of broken) log(`warning: ${named(exchange)} ${line(breach)}`);
  }

  /**
   * @param {CloudFrontError} error
   * @param {Exchange} exchange
   */
  function report(error, exchange) {
    noteError(exchange, error);
    for (const breach of error.breaches) {
      log(`${error.status} ${named(exchange)} ${error.name} ${line(breach)}`);
    }
    if (error.cause instanceof Error) log(String(error.cause.stack));
  }
}

/**
 * @param {CloudFrontResultResponse} result
 * @param {Breach[]} broken What it breaks that is let through.
 */
function describe(result, broken) {
  if (broken.length === 0) return generatedResponse(result);
  try {
    return sendable(generatedResponse(result));
  } catch {
    throw validationError(broken);
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

/** The longest URL that a line of the console shows, in characters. */
const URL_LIMIT = 200;

/** @param {Exchange} exchange */
function named({ request: { method, url } }) {
  return `${method} ${url.length > URL_LIMIT ? `${url.slice(0, URL_LIMIT)}…` : url}`;
}

/** @param {Generated} response */
function missed({ status }) {
  return status < 400 ? 'Miss' : 'Error';
}
