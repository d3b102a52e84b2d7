/** Cache behaviors, as far as the answers of a function depend on them. */

import { matches } from '../../deploy/path-pattern.js';

/** @import { EventType } from './restricted-headers.js' */

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
 * @property {string} [route] What it is for, for who looks on.
 * @property {EventType} eventType The event that runs the function.
 * @property {string[]} allowedMethods
 * @property {string[]} cachedMethods
 * @property {CachePolicy} cachePolicy
 */

/**
 * A behavior for a function of which nothing is known, with AWS's cache policy
 * UseOriginCacheControlHeaders-QueryStrings: what the function says counts, and all query strings.
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

/** A function's timeout in seconds, unless it is set. */
export const TIMEOUT_SECONDS = { 'viewer-request': 5, 'origin-request': 30 };

/**
 * The first behavior whose path pattern matches; the last of them is the default one.
 *
 * @param {Behavior[]} behaviors
 * @param {string} uri
 */
export function behaviorFor(behaviors, uri) {
  const found = behaviors.find(({ pathPattern }) => matches(pathPattern, uri));
  return found ?? behaviors[behaviors.length - 1];
}
