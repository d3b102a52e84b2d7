/**
 * The cache behavior of a route: what the template, the attachment to a distribution and the local
 * edge render, each in its own form.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */

import { cachePolicyOf } from './cache-policy.js';
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
 * @typedef {object} Behavior
 * @property {string} pathPattern
 * @property {string} route The route's name.
 * @property {EventType} eventType The event that runs the function.
 * @property {'redirect-to-https'} viewerProtocolPolicy
 * @property {Method[]} allowedMethods
 * @property {Method[]} cachedMethods
 * @property {boolean} compress
 * @property {boolean} includeBody Whether the function gets the request's body.
 * @property {import('./cache-policy.js').CachePolicy} cachePolicy
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
