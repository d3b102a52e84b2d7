/** Cache behaviors: the part of them on which a function's responses depend. */

import { matches } from '../api/path-pattern.js';

/** @import { EventType } from '../api/load.js' */

/**
 * @typedef {object} CachePolicy
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
 * @property {number} minTTL In seconds, as the other two.
 * @property {number} defaultTTL
 * @property {number} maxTTL
 * @property {string[] | 'all'} queryStrings The parameters in the cache key.
 * @property {string[]} headers The headers in the cache key.
 * @property {boolean} [acceptEncoding] Whether gzip and Brotli are in the cache key.
 */

/**
 * @typedef {object} Behavior
 * @property {string} pathPattern `*` is the default behavior.
 * @property {string} [route] The route that it answers, for display.
 * @property {EventType} [eventType] The event that runs the function; absent if there is no function.
 * @property {string[]} allowedMethods
 * @property {string[]} cachedMethods
 * @property {CachePolicy} cachePolicy
 */

/**
 * A behavior for any function, with AWS's cache policy UseOriginCacheControlHeaders-QueryStrings:
 * the function's own headers decide, and all query strings are in the key.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 *
 * @type {Omit<Behavior, 'eventType'>}
 */
export const ANY_PATH = {
  pathPattern: '*',
  allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
  cachedMethods: ['GET', 'HEAD'],
  cachePolicy: {
    minTTL: 0,
    defaultTTL: 0,
    maxTTL: 31_536_000,
    queryStrings: 'all',
    headers: ['Host', 'Origin', 'X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'],
    acceptEncoding: true,
  },
};

/**
 * The rest of a site, which other behaviors of the distribution answer: no function runs here.
 *
 * @type {Behavior}
 */
export const REST_OF_SITE = ANY_PATH;

/** A function's timeout in seconds (default). */
export const TIMEOUT_SECONDS = { 'viewer-request': 5, 'origin-request': 30 };

/**
 * The first behavior whose path pattern matches, or else the last one, which is the default.
 *
 * @param {Behavior[]} behaviors
 * @param {string} uri
 */
export function behaviorFor(behaviors, uri) {
  const found = behaviors.find(({ pathPattern }) => matches(pathPattern, uri));
  return found ?? behaviors[behaviors.length - 1];
}
