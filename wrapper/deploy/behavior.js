/** What a route's cache behavior is, wherever it is written. */

export const VIEWER_PROTOCOL_POLICY = 'redirect-to-https';

/** All methods reach the function, which answers those that it does not serve with JSON. */
export const METHODS =
  /** @satisfies {Record<string, import('@aws-sdk/client-cloudfront').Method[]>} */ ({
    allowed: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
    cached: ['GET', 'HEAD'],
  });

export const COMPRESS = true;

/** @typedef {'viewer-request' | 'origin-request'} Trigger */

/** @type {Trigger[]} */
export const TRIGGERS = ['viewer-request', 'origin-request'];
