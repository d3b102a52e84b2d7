/** What of a request to a route is in the cache key, and for how long its answer is kept. */

import { createHash } from 'node:crypto';

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
          QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: [parameter.name] },
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
 * The logical id of a route's cache policy: letters and digits only, where names have `_` too.
 *
 * @param {string} route
 */
export function cachePolicyId(route) {
  const plain = route.replaceAll('_', '');
  if (plain === route) return `CachePolicy${route}`;
  return `CachePolicy${plain}${createHash('sha256').update(route).digest('hex').slice(0, 8)}`;
}

/** @param {string} which */
function ttl(which) {
  return { 'Fn::FindInMap': ['Ttl', { Ref: 'Trigger' }, which] };
}
