/** Conditional requests: 304 in place of a response that the viewer has already. */

import fresh from 'fresh';
import { headerValue, lineValue, without } from './header-lines.js';

/** @import { CloudFrontHeaders } from 'aws-lambda' */
/** @import { Generated } from './response.js' */

/** What describes content, of which a 304 has none (RFC 9110, section 15.4.5). */
const OF_CONTENT = [
  ...['accept-ranges', 'content-encoding', 'content-language', 'content-length', 'content-type'],
  'transfer-encoding',
];

/**
 * The 304 for a GET or HEAD whose condition a response does not meet (RFC 9110, section 13). Its
 * Cache-Control does not count: viewers cannot bypass CloudFront's cache.
 *
 * @param {CloudFrontHeaders} requestHeaders
 * @param {Generated} response
 * @returns {Generated | undefined} Nothing if the response is to be sent.
 */
export function notModified(requestHeaders, response) {
  if (response.status !== 200) return undefined;
  const etag = lineValue(response.headers, 'etag');
  const conditions = {
    // "If you do not specify an ETag value, CloudFront ignores" it:
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#ResponseCustomCaching
    'if-none-match': etag && headerValue(requestHeaders, 'if-none-match'),
    'if-modified-since': headerValue(requestHeaders, 'if-modified-since'),
  };
  const validators = { etag, 'last-modified': lineValue(response.headers, 'last-modified') };
  if (!fresh(conditions, validators)) return undefined;
  return {
    status: 304,
    reason: 'Not Modified',
    headers: without(response.headers, OF_CONTENT),
    body: Buffer.alloc(0),
  };
}
