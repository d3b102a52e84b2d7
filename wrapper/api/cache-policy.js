/** What of a request is in CloudFront's cache key, and how long an answer is kept. */

/** @import { EventType, Route } from './load.js' */

/**
 * @typedef {object} CachePolicy
 * @property {string} [id] Of one that AWS manages.
 * @property {string} comment
 * @property {number} minTTL In seconds, as the other two.
 * @property {number} defaultTTL
 * @property {number} maxTTL
 * @property {string[]} queryStrings The query parameters in the cache key.
 * @property {string[]} headers The headers in the cache key. What is in the key is sent on, so that
 *   the function sees it.
 * @property {boolean} acceptEncoding Whether gzip and Brotli are in the cache key.
 */

/**
 * At viewer-request CloudFront keeps nothing of ours, whatever the policy, and compresses only with
 * one that has encodings in its key. AWS's own needs no policy of the account's.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 *
 * @satisfies {CachePolicy}
 */
export const CACHING_OPTIMIZED = {
  id: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  comment: 'CachingOptimized',
  minTTL: 1,
  defaultTTL: 86_400,
  maxTTL: 31_536_000,
  queryStrings: [],
  headers: [],
  acceptEncoding: true,
};

/** The id of AWS's policy for what must not be cached, from the same page. */
export const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html */
const COMMENT_LIMIT = 128;

/**
 * At origin-request the function never sees a request that is answered from the cache, so all that
 * its answer depends on is in the key: otherwise an origin that is not allowed would get what
 * another one has asked for.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html
 *
 * @param {Pick<Route, 'parameters' | 'readsHeaders' | 'timeToLive'>} route
 * @param {EventType} eventType
 * @returns {CachePolicy}
 */
export function cachePolicyOf({ parameters, readsHeaders, timeToLive }, eventType) {
  if (eventType === 'viewer-request') return CACHING_OPTIMIZED;
  const names = parameters.filter((it) => it.in === 'query').map(({ name }) => name);
  const counted = names.length === 0 ? 'No query parameter' : `Only ${names.join(', ')}`;
  return {
    comment: `${counted} counts`.slice(0, COMMENT_LIMIT),
    minTTL: timeToLive.min,
    defaultTTL: timeToLive.default,
    maxTTL: timeToLive.max,
    queryStrings: names,
    headers: readsHeaders,
    acceptEncoding: true,
  };
}
