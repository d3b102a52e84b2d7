/** What answers a request at the cache: an entry of it, or what is fetched. */

import { cacheKey } from './cache-key.js';
import { notModified } from './conditional.js';
import { stage } from './exchange.js';
import { fetchResponse } from './fetch.js';
import { withCloudFrontHeaders } from './origin-headers.js';
import { partial } from './range.js';

/** @import { Behavior, CustomErrorResponse } from './behavior.js' */
/** @import { createCache, Fetch, Fetched, Found } from './cache.js' */
/** @import { Exchange } from './exchange.js' */
/** @import { FetchContext } from './fetch.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */

/**
 * @typedef {object} Caching
 * @property {Behavior[]} behaviors
 * @property {CustomErrorResponse[]} customErrorResponses
 * @property {string} [defaultRootObject]
 * @property {ReturnType<typeof createCache>} cache
 * @property {Record<string, string>} cloudFrontHeaders Those that CloudFront makes, by name.
 * @property {Observe} observe
 *
 * @callback Observe Does some work in an exchange of its own.
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @param {(exchange: Exchange) => Promise<Generated>} work
 * @returns {Promise<Generated>}
 *
 * @typedef {FetchContext & Caching} Context
 *
 * @typedef {object} Served
 * @property {Generated} response
 * @property {string} xCache
 * @property {number} [ageSeconds] Of what comes from the cache.
 */

/** What of an outcome is told in `X-Cache`, unless the status is an error. */
const X_CACHE = { hit: 'Hit', stale: 'Hit', refreshed: 'RefreshHit', miss: 'Miss' };

/**
 * @param {ViewerRequest} viewers As a function at viewer-request leaves it.
 * @param {Behavior} behavior
 * @param {Exchange} exchange
 * @param {Context} context
 * @returns {Promise<Served>}
 */
export async function cachedResponse(viewers, behavior, exchange, context) {
  const { cache, cloudFrontHeaders } = context;
  const request = withCloudFrontHeaders(viewers, behavior, cloudFrontHeaders);
  /** @type {Fetch} */
  const fetch = (expired) => fetchResponse(request, behavior, exchange, context, expired);
  if (!behavior.cachedMethods.includes(request.method)) {
    const { response } = await fetch();
    const reason = `${request.method} is not cached`;
    exchange.cache = { outcome: 'none', key: '', ageSeconds: 0, ttlSeconds: 0, reason };
    return { response, xCache: response.status < 400 ? 'Miss' : 'Error' };
  }
  const key = cacheKey(behavior.cachePolicy, request);
  // GET and HEAD share an entry.
  const renew = (/** @type {Generated | undefined} */ expired) =>
    renewed(asGet(request), behavior, key, context, expired);
  const stored = stage(exchange, 'cache', () => cache.find(key, renew, request.method));
  const isHead = request.method === 'HEAD';
  const found = stored ?? (await cache[isHead ? 'fetchHead' : 'fetch'](key, fetch));
  exchange.cache = cacheNote(found, key);
  const { response, outcome, ageSeconds } = found;
  return {
    response: askedFor(request, response),
    xCache: response.status < 400 ? X_CACHE[outcome] : 'Error',
    ...((outcome === 'hit' || outcome === 'stale') && { ageSeconds }),
  };
}

/**
 * What of a response a viewer asks for: nothing, if it has it; or a part of it.
 *
 * @param {ViewerRequest} request
 * @param {Generated} response
 */
function askedFor({ method, headers }, response) {
  if (method === 'OPTIONS' || response.status !== 200) return response;
  return (
    notModified(headers, response) ??
    (method === 'GET' ? partial(headers, response) : undefined) ??
    response
  );
}

/**
 * Renews a stale entry after its viewer was answered: an exchange of its own.
 *
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @param {string} key
 * @param {Context} context
 * @param {Generated} [expired]
 * @returns {Promise<Fetched>}
 */
async function renewed(request, behavior, key, context, expired) {
  /** @type {Fetched | undefined} */
  let fetched;
  await context.observe(request, behavior, async (exchange) => {
    fetched = await fetchResponse(request, behavior, exchange, context, expired);
    const outcome = fetched.isRefreshed ? 'refreshed' : 'miss';
    exchange.cache = cacheNote({ ...fetched, outcome, ageSeconds: 0 }, key);
    return fetched.response;
  });
  if (fetched === undefined) throw new Error('there is no response');
  return fetched;
}

/**
 * @param {ViewerRequest} request
 * @returns {ViewerRequest}
 */
function asGet(request) {
  if (request.method !== 'HEAD') return request;
  return { ...request, method: 'GET', sent: { ...request.sent, method: 'GET' } };
}

/**
 * @param {Found} found
 * @param {string} key
 * @returns {NonNullable<Exchange['cache']>}
 */
function cacheNote({ outcome, ageSeconds, ttl }, key) {
  return { outcome, key, ageSeconds, ttlSeconds: ttl.fresh, reason: ttl.reason };
}
