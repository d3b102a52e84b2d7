/** What of a request to a route is in the cache key, and for how long its answer is kept. */

import { Scalar } from 'yaml';

/**
 * The times to live of a route's policy, in seconds. At viewer-request CloudFront caches no answer of
 * ours: they only have to be such that it compresses. At origin-request it does, for as long as the
 * answer's `Cache-Control` says.
 *
 * @param {import('../api.js').Route} route
 */
export function timesToLive(route) {
  return {
    'viewer-request': { min: 1, default: 5, max: 5 },
    'origin-request': { min: 0, default: 0, max: longest(route) },
  };
}

/**
 * The headers in the cache key. At origin-request the function never sees a request that is answered
 * from the cache: with one entry for all, an origin that is not allowed would get what another one
 * has asked for. What is in the key is sent on, so that the function sees it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html
 *
 * @type {Record<import('../behavior.js').Trigger, string[]>}
 */
export const KEY_HEADERS = { 'viewer-request': [], 'origin-request': ['Origin'] };

/**
 * @param {import('../api.js').Route} route
 * @returns An `AWS::CloudFront::CachePolicy`.
 */
export function cachePolicy(route) {
  const { name, path, parameter } = route;
  const ttl = timesToLive(route);
  return {
    Type: 'AWS::CloudFront::CachePolicy',
    Properties: {
      CachePolicyConfig: {
        Name: { 'Fn::Sub': `\${AWS::StackName}-${name}` },
        Comment: `${path}: only ${parameter.name} counts`.slice(0, COMMENT_LIMIT),
        MinTTL: byTrigger((trigger) => ttl[trigger].min),
        DefaultTTL: byTrigger((trigger) => ttl[trigger].default),
        MaxTTL: byTrigger((trigger) => ttl[trigger].max),
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: {
            QueryStringBehavior: 'whitelist',
            QueryStrings: [quoted(parameter.name)],
          },
          HeadersConfig: byTrigger((trigger) => headersConfig(KEY_HEADERS[trigger])),
          CookiesConfig: { CookieBehavior: 'none' },
          EnableAcceptEncodingGzip: true,
          EnableAcceptEncodingBrotli: true,
        },
      },
    },
  };
}

const COMMENT_LIMIT = 128;

/**
 * A name that may look like a number, which not every reader of YAML takes for the same.
 *
 * @param {string} name
 */
function quoted(name) {
  return Object.assign(new Scalar(name), { type: Scalar.QUOTE_DOUBLE });
}

/**
 * The logical id of a route's cache policy. It has letters and digits only: `Z0` stands for `_`, and
 * `ZZ` for `Z`, so that no two routes have the same.
 *
 * @param {string} route
 */
export function cachePolicyId(route) {
  return `CachePolicy${route.replaceAll('Z', 'ZZ').replaceAll('_', 'Z0')}`;
}

/**
 * The longest that an answer of a route is fresh and then stale, which the longest time to live would
 * both cut short. Never 0: a policy that caches nothing cannot have a cache key of its own.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
 *
 * @param {import('../api.js').Route} route
 */
function longest({ cache, cases = [], notFound }) {
  const declared = [cache, notFound?.cache, ...cases.map((it) => it.cache)];
  const times = declared.map((it) => (it ? it.seconds + (it.staleSeconds ?? 0) : 0));
  return Math.max(1, ...times);
}

/** @param {string[]} headers */
function headersConfig(headers) {
  if (headers.length === 0) return { HeaderBehavior: 'none' };
  return { HeaderBehavior: 'whitelist', Headers: headers };
}

/** @param {(trigger: import('../behavior.js').Trigger) => unknown} value */
function byTrigger(value) {
  return { 'Fn::If': ['AtOriginRequest', value('origin-request'), value('viewer-request')] };
}
