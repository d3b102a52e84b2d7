/** What of a request to a route is in the cache key, and for how long its answer is kept. */

import { Scalar } from 'yaml';

/**
 * Times to live in seconds. At viewer-request CloudFront caches no answer of ours: the times only
 * have to be such that it compresses. At origin-request it does, for as long as the answer's
 * `Cache-Control` says; the policy sends the query string on only if it can cache at all.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
 */
export const TTL = {
  'viewer-request': { Min: 1, Default: 5, Max: 5 },
  'origin-request': { Min: 0, Default: 0, Max: 1 },
};

/**
 * @param {import('../api.js').Route} route
 * @returns An `AWS::CloudFront::CachePolicy`.
 */
export function cachePolicy({ name, path, parameter }) {
  return {
    Type: 'AWS::CloudFront::CachePolicy',
    Properties: {
      CachePolicyConfig: {
        Name: { 'Fn::Sub': `\${AWS::StackName}-${name}` },
        Comment: `${path}: only ${parameter.name} counts`.slice(0, COMMENT_LIMIT),
        MinTTL: ttl('Min'),
        DefaultTTL: ttl('Default'),
        MaxTTL: ttl('Max'),
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: {
            QueryStringBehavior: 'whitelist',
            QueryStrings: [quoted(parameter.name)],
          },
          HeadersConfig: { HeaderBehavior: 'none' },
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

/** @param {string} which */
function ttl(which) {
  return { 'Fn::FindInMap': ['Ttl', { Ref: 'Trigger' }, which] };
}
