/** Cache behaviors: what a distribution does with a request for a path. */

import { matches } from '../api/path-pattern.js';
import { MANAGED_CACHE_POLICIES } from './managed-policies.js';
import { normalizedPath } from './normalized-path.js';

/** @import { EventType } from './event-type.js' */
/** @import { Handler } from './invoke.js' */
/** @import { Origin } from './origin/origin.js' */
/** @import { Selection } from './selection.js' */

/**
 * @typedef {object} CachePolicy
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
 * @property {number} minTTL In seconds, as the other two.
 * @property {number} defaultTTL
 * @property {number} maxTTL
 * @property {Selection} queryStrings The parameters in the cache key.
 * @property {string[]} headers The headers in the cache key.
 * @property {Selection} cookies The cookies in the cache key.
 * @property {boolean} gzip Whether gzip is in the cache key.
 * @property {boolean} brotli Whether Brotli is.
 */

/**
 * What an origin is sent besides what is in the cache key.
 *
 * @typedef {object} OriginRequestPolicy
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html
 * @property {'allViewer' | string[] | { except: string[] } | { allViewerAnd: string[] }} headers
 * @property {Selection} cookies
 * @property {Selection} queryStrings
 */

/**
 * @typedef {object} EdgeFunction
 * @property {Handler} handler
 * @property {number} [timeoutMs] Default: 5 s at viewer events, 30 s at origin events.
 * @property {boolean} [includeBody] Whether it gets the request's body.
 */

/**
 * @typedef {object} Behavior
 * @property {string} pathPattern `*` is the default behavior.
 * @property {string} [route] The route that it answers, for display.
 * @property {Partial<Record<EventType, EdgeFunction>>} functions
 * @property {string[]} allowedMethods
 * @property {string[]} cachedMethods
 * @property {CachePolicy} cachePolicy
 * @property {OriginRequestPolicy} [originRequestPolicy]
 * @property {boolean} [compress] Whether CloudFront compresses what the origin answers.
 * @property {Origin} [origin] Without one, what would be asked is shown.
 */

/**
 * What a distribution answers in place of an error.
 *
 * @typedef {object} CustomErrorResponse
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html
 * @property {number} errorCode
 * @property {string} [responsePagePath]
 * @property {number} [responseCode] Default: the error's.
 */

/**
 * A behavior for any function, with AWS's cache policy UseOriginCacheControlHeaders-QueryStrings: the
 * headers of the response decide how long it is cached; all query strings and all cookies are in the key.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html#managed-cache-policy-origin-cache-headers-query-strings
 *
 * @type {Omit<Behavior, 'functions'>}
 */
export const ANY_PATH = {
  pathPattern: '*',
  allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
  cachedMethods: ['GET', 'HEAD'],
  compress: true,
  cachePolicy: MANAGED_CACHE_POLICIES['UseOriginCacheControlHeaders-QueryStrings'],
};

/**
 * The rest of a site, which other behaviors of the distribution answer: no function runs here.
 *
 * @type {Behavior}
 */
export const REST_OF_SITE = { ...ANY_PATH, functions: {} };

/**
 * The first behavior whose path pattern matches, or else the last one, which is the default.
 *
 * @param {Behavior[]} behaviors
 * @param {string} uri As the viewer sent it.
 */
export function behaviorFor(behaviors, uri) {
  const path = normalizedPath(uri);
  const found = behaviors.find(({ pathPattern }) => matches(pathPattern, path));
  return found ?? behaviors[behaviors.length - 1];
}
