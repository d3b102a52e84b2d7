/** Asking whether what has expired in the cache is still right. */

import { lineValue, without } from './header-lines.js';
import { sendsCookies } from './origin-headers.js';

/** @import { CloudFrontHeaders } from 'aws-lambda' */
/** @import { Behavior } from './behavior.js' */
/** @import { Generated } from './response.js' */

/**
 * What stays as it is stored (RFC 9111, section 3.2), where it may be compressed and have another ETag
 * then.
 */
const OF_STORED = [
  ...['content-encoding', 'content-length', 'content-range', 'content-type', 'etag'],
  ...['transfer-encoding', 'vary'],
];

/**
 * The conditions under which the origin need not send it again; none where it gets cookies.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomConditionalGETs
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html
 *
 * @param {Generated} expired
 * @param {Behavior} behavior
 * @returns {CloudFrontHeaders | undefined}
 */
export function conditionsOf({ headers, status }, behavior) {
  if (sendsCookies(behavior) || status !== 200) return undefined;
  const [etag, modified] = ['etag', 'last-modified'].map((name) => lineValue(headers, name));
  if (etag === undefined && modified === undefined) return undefined;
  return {
    ...(etag && { 'if-none-match': [{ key: 'If-None-Match', value: etag }] }),
    ...(modified && { 'if-modified-since': [{ key: 'If-Modified-Since', value: modified }] }),
  };
}

/**
 * What is stored, with what the origin says of it now.
 *
 * @param {Generated} expired
 * @param {Generated} answer A 304.
 * @returns {Generated}
 */
export function confirmed(expired, { headers }) {
  const said = without(headers, OF_STORED);
  const names = said.map(([name]) => name.toLowerCase());
  return { ...expired, headers: [...without(expired.headers, names), ...said] };
}
