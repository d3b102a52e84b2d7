/** How long CloudFront caches a response. */

import { valuesOf } from './header-lines.js';

/** @import { CachePolicy } from './behavior.js' */
/** @import { Generated } from './response.js' */

/**
 * @typedef {object} TimeToLive In seconds.
 * @property {number} fresh
 * @property {number} staleWhileRevalidate How long after that it is served while it is renewed.
 * @property {number} staleIfError How long after that it is served in place of a 5xx.
 * @property {number} max How old it ever gets.
 * @property {string} reason Of `fresh`.
 */

/** What a distribution has for a status unless it is set. */
const ERROR_CACHING_MIN_TTL = 10;

/**
 * What answers a range or a condition of one viewer. CloudFront keeps ranges too, and puts them together.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RangeGETs.html
 */
const PARTS = [206, 304];

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-3xx-status-codes.html
 */
const CACHED_WITH_CACHE_CONTROL = [307, 308];

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-cached-errors
 * AWS lists 410 only among the statuses whose `no-store` counts.
 */
const CACHED_ERRORS = [404, 410, 414, 500, 501, 502, 503, 504];

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-cached-errors-with-cache-control
 */
const CACHED_IF_SAID = [400, 403, 405, 412, 415];

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
const NO_STORE_HONOURED = [404, 410, 414, 501];

/**
 * @param {Pick<Generated, 'status' | 'headers'>} response
 * @param {CachePolicy} policy
 * @param {Record<string, number>} errorCachingMinTTL Seconds by status.
 * @param {number} now In milliseconds.
 * @returns {TimeToLive}
 */
export function timeToLive(response, policy, errorCachingMinTTL, now) {
  const said = cacheControl(response.headers);
  const { fresh, reason, isCacheable } = freshness(response, said, policy, errorCachingMinTTL, now);
  return {
    fresh,
    reason,
    staleWhileRevalidate: isCacheable ? (said.get('stale-while-revalidate') ?? 0) : 0,
    // Without the directive CloudFront serves what it has as long as it has it.
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-no-custom-error-pages-in-cache
    staleIfError: isCacheable ? (said.get('stale-if-error') ?? Number.POSITIVE_INFINITY) : 0,
    // "After the maximum TTL duration, the stale object won't be available from the edge cache":
    // read as the age, which is the stricter of two readings.
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#stale-content
    max: policy.maxTTL,
  };
}

/**
 * How long CloudFront goes on without asking again after an error.
 *
 * @param {number} status
 * @param {Record<string, number>} errorCachingMinTTL
 */
export function errorMinTTL(status, errorCachingMinTTL) {
  return errorCachingMinTTL[status] ?? ERROR_CACHING_MIN_TTL;
}

/**
 * @param {Pick<Generated, 'status' | 'headers'>} response
 * @param {Map<string, number>} said
 * @param {CachePolicy} policy
 * @param {Record<string, number>} errorCachingMinTTL
 * @param {number} now
 * @returns {{ fresh: number, reason: string, isCacheable: boolean }} `isCacheable` if it can be cached at all, even if
 *   only while stale.
 */
function freshness({ status, headers }, said, policy, errorCachingMinTTL, now) {
  const { minTTL, defaultTTL, maxTTL } = policy;
  if (maxTTL === 0) return uncacheable('the maximum TTL is 0');
  const forbidden = ['no-store', 'no-cache', 'private'].find((directive) => said.has(directive));
  const asked = askedFor(said, headers, now);
  if (PARTS.includes(status)) return uncacheable(`status ${status} is not a complete response`);
  if (CACHED_WITH_CACHE_CONTROL.includes(status) && said.size === 0) {
    return uncacheable(`status ${status} is cached only with Cache-Control`);
  }
  if (status < 400) {
    if (forbidden && minTTL === 0) return uncacheable(forbidden);
    if (forbidden) return cacheable(minTTL, `${forbidden}, and the minimum TTL`);
    if (asked) return clamp(asked, minTTL, maxTTL);
    return cacheable(Math.max(minTTL, defaultTTL), 'the default TTL');
  }
  const isAged = said.has('max-age') || said.has('s-maxage');
  if (CACHED_IF_SAID.includes(status) && (forbidden || !isAged)) {
    return uncacheable(`status ${status} is cached only with max-age or s-maxage`);
  }
  if (![...CACHED_ERRORS, ...CACHED_IF_SAID].includes(status)) {
    return uncacheable(`CloudFront does not cache status ${status}`);
  }
  if (forbidden && NO_STORE_HONOURED.includes(status)) return uncacheable(forbidden);
  const least = errorMinTTL(status, errorCachingMinTTL);
  const capped = Math.min(forbidden ? 0 : (asked?.fresh ?? 0), maxTTL);
  if (asked && capped >= least) return cacheable(capped, asked.reason);
  return cacheable(least, `the error caching minimum TTL of ${status}`);
}

/**
 * @param {number} fresh
 * @param {string} reason
 */
function cacheable(fresh, reason) {
  return { fresh, reason, isCacheable: true };
}

/** @param {string} reason */
function uncacheable(reason) {
  return { fresh: 0, reason, isCacheable: false };
}

/**
 * Of `max-age` and `s-maxage` the latter counts, and `Expires` only without them.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#expiration-individual-objects
 *
 * @param {Map<string, number>} said
 * @param {Generated['headers']} headers
 * @param {number} now
 */
function askedFor(said, headers, now) {
  for (const directive of ['s-maxage', 'max-age']) {
    const fresh = said.get(directive);
    if (fresh !== undefined) return { fresh, reason: `${directive}=${fresh}` };
  }
  const expires = valuesOf(headers, 'expires')[0];
  if (expires === undefined) return undefined;
  const until = Date.parse(expires);
  // RFC 9111, section 5.3: an invalid date is in the past.
  const fresh = Number.isNaN(until) ? 0 : Math.max(0, Math.floor((until - now) / 1000));
  return { fresh, reason: `Expires in ${fresh} s` };
}

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist
 *
 * @param {{ fresh: number, reason: string }} asked
 * @param {number} minTTL
 * @param {number} maxTTL
 */
function clamp(asked, minTTL, maxTTL) {
  if (asked.fresh < minTTL) return cacheable(minTTL, `${asked.reason}, under the minimum`);
  if (asked.fresh > maxTTL) return cacheable(maxTTL, `${asked.reason}, over the maximum`);
  return cacheable(asked.fresh, asked.reason);
}

/**
 * The directives of `Cache-Control` (RFC 9111, section 5.2), with their seconds where they have any.
 *
 * @param {Generated['headers']} headers
 * @returns {Map<string, number>}
 */
function cacheControl(headers) {
  const directives = valuesOf(headers, 'cache-control')
    .join()
    .matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,]*)))?/g);
  return new Map(
    [...directives].map(([, name, quoted, token]) => {
      const seconds = /^\d+$/.exec(quoted ?? token ?? '');
      return [name.toLowerCase(), Number(seconds?.[0] ?? 0)];
    }),
  );
}
