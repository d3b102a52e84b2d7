/** The error statuses that CloudFront caches by itself. */

/** @import { Description } from './load.js' */

/**
 * The statuses for which a distribution can have an error page and a caching time. A redirect
 * has neither, nor have 410 and 422.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html
 */
const CONFIGURABLE = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** What CloudFront itself answers where a function fails. */
const CLOUDFRONT = [502, 504];

/**
 * How long CloudFront caches an error unless it is told otherwise, in seconds.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
export const DEFAULT_TTL = 10;

/**
 * The statuses of an API's answers for which a distribution can have an error page.
 *
 * @param {Description} description
 */
export function errorStatuses({ statuses }) {
  return statuses.filter((status) => CONFIGURABLE.includes(status));
}

/**
 * The statuses that a distribution of ours tells CloudFront not to cache.
 *
 * @param {Description} description
 */
export function uncachedStatuses(description) {
  return [...errorStatuses(description), ...CLOUDFRONT].sort((a, b) => a - b);
}
