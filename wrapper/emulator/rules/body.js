/** Rules of the body. */

import { isOriginEvent } from '../event-type.js';
import { entries } from './headers.js';
import { isBase64, kind, QUOTAS, quote, RESPONSE } from './violation.js';

/** @import { Rule } from './violation.js' */

const VIEWER_BYTES = 40 * 1024;
const ORIGIN_BYTES = 1024 * 1024;

/** @type {Rule} */
export function bodyIsText({ body }) {
  if (body === undefined || typeof body === 'string') return [];
  return [{ field: 'body', message: `must be a string, is ${kind(body)}`, link: RESPONSE }];
}

/** @type {Rule} */
export function bodyEncodingIsTextOrBase64({ bodyEncoding }) {
  if (bodyEncoding === undefined || bodyEncoding === 'text' || bodyEncoding === 'base64') return [];
  const message = `must be 'text' or 'base64', is ${quote(bodyEncoding)}`;
  return [{ field: 'bodyEncoding', message, link: RESPONSE }];
}

/** @type {Rule} */
export function base64BodyIsValid({ body, bodyEncoding }) {
  if (bodyEncoding !== 'base64' || typeof body !== 'string') return [];
  if (isBase64(body)) return [];
  return [{ field: 'body', message: 'is not valid base64', link: RESPONSE }];
}

/** @type {Rule} */
export function noContentHasNoBody({ status, body }, { eventType }) {
  if (eventType !== 'viewer-request' || String(status) !== '204' || !body) return [];
  return [{ field: 'body', message: 'must be empty with status 204', link: RESPONSE }];
}

/**
 * AWS does not say how it counts; here the bytes of each name and value, and of the body as
 * returned, so that base64 counts in full.
 *
 * @type {Rule}
 */
export function responseFitsTheQuota(response, { eventType }) {
  const headers = entries(response).flatMap(({ name, value }) => [name, value]);
  const bytes = [...headers, response.body]
    .map((part) => (typeof part === 'string' ? Buffer.byteLength(part) : 0))
    .reduce((sum, length) => sum + length, 0);
  const quota = isOriginEvent(eventType) ? ORIGIN_BYTES : VIEWER_BYTES;
  if (bytes <= quota) return [];
  const message = `makes the response ${bytes} bytes with its headers; ${eventType} allows ${quota}`;
  return [{ field: 'body', message, link: QUOTAS }];
}
