/**
 * The cache behavior of a route: what the template, the attachment to a distribution and the local
 * edge render, each in its own form.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */

import { hasWildcard, patternOf } from './path-pattern.js';

/** @import { Description, EventType, Route } from './load.js' */

/** @type {EventType[]} The first is the default. */
export const EVENT_TYPES = ['viewer-request', 'origin-request'];

/** All methods reach the function, which answers those that it does not serve with JSON. */
const ALLOWED_METHODS = /** @satisfies {Method[]} */ ([
  'GET',
  'HEAD',
  'OPTIONS',
  'PUT',
  'POST',
  'PATCH',
  'DELETE',
]);
const CACHED_METHODS = /** @satisfies {Method[]} */ (['GET', 'HEAD']);

/** @typedef {import('@aws-sdk/client-cloudfront').Method} Method */

/**
 * @typedef {object} CachePolicy
 * @property {string} comment
 * @property {number} minTTL In seconds, as the other two.
 * @property {number} defaultTTL
 * @property {number} maxTTL
 * @property {string[]} queryStrings The query parameters in the cache key.
 * @property {string[]} headers The headers in the cache key. What is in the key is sent on, so that
 *   the function sees it.
 * @property {boolean} acceptEncoding Whether gzip and Brotli are in the cache key.
 *
 * @typedef {object} Behavior
 * @property {string} pathPattern
 * @property {string} route The route's name.
 * @property {EventType} eventType The event that runs the function.
 * @property {'redirect-to-https'} viewerProtocolPolicy
 * @property {Method[]} allowedMethods
 * @property {Method[]} cachedMethods
 * @property {boolean} compress
 * @property {boolean} includeBody Whether the function gets the request's body.
 * @property {CachePolicy} cachePolicy
 */

/**
 * The behaviors of an API in their order, of which the first that matches a path counts. A `*`
 * matches slashes too, so that a pattern can match a path with more segments than it has itself,
 * never one with fewer: the longer patterns come first. Among those of one length the core has made
 * sure that where two match the same path, one is the more literal.
 *
 * @param {Pick<Description, 'routes'>} description
 * @param {EventType} eventType
 * @returns {Behavior[]}
 */
export function behaviorsFor({ routes }, eventType) {
  const behaviors = routes.map((route) => behaviorOf(route, eventType));
  const [exact, patterned] = [false, true].map((isPatterned) =>
    behaviors.filter(({ pathPattern }) => hasWildcard(pathPattern) === isPatterned),
  );
  return [...exact, ...patterned.sort(byPrecedence)];
}

/**
 * @param {Behavior} a
 * @param {Behavior} b
 */
function byPrecedence(a, b) {
  const [segments, others] = [a, b].map(({ pathPattern }) => pathPattern.split('/'));
  return others.length - segments.length || literals(others) - literals(segments);
}

/** @param {string[]} segments */
function literals(segments) {
  return segments.filter((segment) => segment !== '*').length;
}

/**
 * @param {Route} route
 * @param {EventType} eventType
 * @returns {Behavior}
 */
export function behaviorOf(route, eventType) {
  return {
    pathPattern: patternOf(route.path),
    route: route.name,
    eventType,
    viewerProtocolPolicy: 'redirect-to-https',
    allowedMethods: ALLOWED_METHODS,
    cachedMethods: CACHED_METHODS,
    compress: true,
    includeBody: false,
    cachePolicy: cachePolicyOf(route, eventType),
  };
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html */
const COMMENT_LIMIT = 128;

/**
 * At origin-request the function never sees a request that is answered from the cache, so all that
 * its answer depends on is in the key: otherwise an origin that is not allowed would get what
 * another one has asked for.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html
 *
 * @param {Route} route
 * @param {EventType} eventType
 * @returns {CachePolicy}
 */
function cachePolicyOf({ path, parameters, readsHeaders, timeToLive }, eventType) {
  const names = parameters.filter((it) => it.in === 'query').map(({ name }) => name);
  const counted = names.length === 0 ? 'no query parameter' : `only ${names.join(', ')}`;
  const ttl = timeToLive[eventType];
  return {
    comment: `${path}: ${counted} counts`.slice(0, COMMENT_LIMIT),
    minTTL: ttl.min,
    defaultTTL: ttl.default,
    maxTTL: ttl.max,
    queryStrings: names,
    headers: eventType === 'origin-request' ? readsHeaders : [],
    acceptEncoding: true,
  };
}
