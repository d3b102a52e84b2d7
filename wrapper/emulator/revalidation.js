/** Asking whether what has expired in the cache is still right. */

import { sendsCookies } from './origin-headers.js';

/** @import { CloudFrontHeaders } from 'aws-lambda' */
/** @import { Behavior } from './behavior.js' */
/** @import { Generated } from './response.js' */

/** What a 304 says of itself, and not of what is stored (RFC 9111, section 3.2). */
const OF_304 = ['content-encoding', 'content-length', 'content-range', 'content-type'];

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
  const [etag, modified] = ['etag', 'last-modified'].map(
    (name) => headers.find(([key]) => key.toLowerCase() === name)?.[1],
  );
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
  const said = headers.filter(([name]) => !OF_304.includes(name.toLowerCase()));
  const names = new Set(said.map(([name]) => name.toLowerCase()));
  const kept = expired.headers.filter(([name]) => !names.has(name.toLowerCase()));
  return { ...expired, headers: [...kept, ...said] };
}
