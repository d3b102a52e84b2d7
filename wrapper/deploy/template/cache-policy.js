/** What of a request to a route is in the cache key, and for how long its answer is kept. */

import { Scalar } from 'yaml';

/**
 * At viewer-request CloudFront caches no answer of ours: the times, in seconds, only have to be such
 * that it compresses.
 *
 * At origin-request it does, for as long as the answer's `Cache-Control` says. There `Origin` is in
 * the cache key too, for the function never sees a request that is answered from the cache: with one
 * entry for all, an origin that is not allowed would get what another one has asked for. What is in
 * the key is sent on, and so the function sees both.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html
 *
 * @param {import('../api.js').Route} route
 * @returns An `AWS::CloudFront::CachePolicy`.
 */
export function cachePolicy(route) {
  const { name, path, parameter } = route;
  return {
    Type: 'AWS::CloudFront::CachePolicy',
    Properties: {
      CachePolicyConfig: {
        Name: { 'Fn::Sub': `\${AWS::StackName}-${name}` },
        Comment: `${path}: only ${parameter.name} counts`.slice(0, COMMENT_LIMIT),
        MinTTL: atOriginRequest(0, 1),
        DefaultTTL: atOriginRequest(0, 5),
        MaxTTL: atOriginRequest(longest(route), 5),
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: {
            QueryStringBehavior: 'whitelist',
            QueryStrings: [quoted(parameter.name)],
          },
          HeadersConfig: atOriginRequest(
            { HeaderBehavior: 'whitelist', Headers: ['Origin'] },
            { HeaderBehavior: 'none' },
          ),
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

/**
 * @param {unknown} value
 * @param {unknown} otherwise
 */
function atOriginRequest(value, otherwise) {
  return { 'Fn::If': ['AtOriginRequest', value, otherwise] };
}
