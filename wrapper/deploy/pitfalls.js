/** Settings of a distribution that would keep our answers from the viewer. */

import { findBehavior, isOf } from './behaviors.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */

/**
 * The statuses of our answers for which a distribution can have an error page. 422 is none.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html
 */
const STATUSES = [400, 404, 500, 503];

/** How long CloudFront keeps an error unless it is told otherwise, in seconds. */
const DEFAULT_TTL = 10;

/**
 * @param {DistributionConfig} config
 * @param {import('./behaviors.js').Lookups} lookups
 * @returns {string[]} What the user should know before anything is written.
 */
export function pitfalls(config, lookups) {
  return [...errorPages(config, lookups), ...functionsBefore(config, lookups)];
}

/**
 * @param {DistributionConfig} config
 * @param {import('./behaviors.js').Lookups} lookups
 */
function errorPages({ CustomErrorResponses }, { trigger }) {
  const settings = CustomErrorResponses?.Items ?? [];
  return STATUSES.flatMap((status) => {
    const setting = settings.find(({ ErrorCode }) => ErrorCode === status);
    if (setting?.ResponsePagePath) return [page(status, setting)];
    // At viewer-request CloudFront caches no answer of a function.
    const ttl = setting?.ErrorCachingMinTTL ?? DEFAULT_TTL;
    return trigger === 'origin-request' && ttl > 0 ? [cached(status, ttl)] : [];
  });
}

/**
 * At viewer-request ours takes the place of another function.
 *
 * @param {DistributionConfig} config
 * @param {import('./behaviors.js').Lookups} lookups
 */
function functionsBefore(config, { trigger, routes, versionArn }) {
  if (trigger === 'viewer-request') return [];
  const before = routes.flatMap(({ path }) => {
    const behavior = findBehavior(config, path);
    return [
      ...(behavior?.LambdaFunctionAssociations?.Items ?? [])
        .filter((it) => it.EventType === 'viewer-request' && !isOf(versionArn, it))
        .map((it) => ({ path, arn: it.LambdaFunctionARN })),
      ...(behavior?.FunctionAssociations?.Items ?? [])
        .filter((it) => it.EventType === 'viewer-request')
        .map((it) => ({ path, arn: it.FunctionARN })),
    ];
  });
  return before.map(
    ({ path, arn }) =>
      `the behavior ${path} also runs ${arn}, at viewer-request: what that answers never reaches ours`,
  );
}

/**
 * @param {number} status
 * @param {import('@aws-sdk/client-cloudfront').CustomErrorResponse} setting
 */
function page(status, { ResponsePagePath, ResponseCode }) {
  if (ResponseCode === '200') {
    return (
      `the distribution turns every ${status} into 200 ${ResponsePagePath}, as single-page ` +
      `applications want it: our answers of status ${status} would be that page. An S3 origin ` +
      'answers 403, not 404, for what is not there, unless it may list the bucket: often the rule ' +
      'for 403 is enough, and this one can go'
    );
  }
  return (
    `the distribution replaces every ${status} by the page ${ResponsePagePath}: it would come ` +
    `instead of our JSON of status ${status}. Take the page out of the distribution's error pages`
  );
}

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 *
 * @param {number} status
 * @param {number} ttl
 */
function cached(status, ttl) {
  return (
    `at origin-request CloudFront keeps an answer of status ${status} for ${ttl} s: set the error ` +
    `caching minimum TTL of ${status} to 0 in the distribution's error pages`
  );
}
