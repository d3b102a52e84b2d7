/** What a route's cache behavior is, wherever it is written. */

export const VIEWER_PROTOCOL_POLICY = 'redirect-to-https';

/** All methods reach the function, which answers those that it does not serve with JSON. */
export const METHODS =
  /** @satisfies {Record<string, import('@aws-sdk/client-cloudfront').Method[]>} */ ({
    allowed: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
    cached: ['GET', 'HEAD'],
  });

export const COMPRESS = true;

/**
 * AWS's policy CORS-CustomOrigin. At origin-request the function sees the `Origin` header only
 * where a policy sends it on; it is no part of the cache key.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
export const ORIGIN_HEADER_POLICY = '59781a5b-3903-41f3-afcb-af62929ccde1';

/** @typedef {'viewer-request' | 'origin-request'} Trigger */

/** @type {Trigger[]} */
export const TRIGGERS = ['viewer-request', 'origin-request'];
