/** Rules of a request that the function returns, for CloudFront to go on with. */

import { EVENT, GUIDE, isObject, kind, quote } from './violation.js';

/** @import { Rule } from './violation.js' */

const RESTRICTIONS = `${GUIDE}/edge-function-restrictions-all.html`;
const QUERY_STRING = `${RESTRICTIONS}#function-restrictions-query-string`;
const URI = `${RESTRICTIONS}#function-restrictions-uri`;
const ENCODING = `${RESTRICTIONS}#function-restrictions-encoding`;
const CLOUDFRONT_HEADERS = `${GUIDE}/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-cloudfront-headers`;

const MAX_URL_CHARACTERS = 8192;

/** @type {Rule} */
export function uriIsAPath({ uri }) {
  if (typeof uri === 'string' && uri.startsWith('/')) return [];
  const message = `must be a string that begins with /, is ${quote(uri)}`;
  return [{ field: 'uri', message, link: EVENT }];
}

/**
 * It is sent on as it is, and such a request line is none (RFC 9112, section 3).
 *
 * @type {Rule}
 */
export function uriHasNoSpaceOrControl({ uri }) {
  if (typeof uri !== 'string' || !/[\0- \x7f]/.test(uri)) return [];
  const message = `has a space or a control character: ${quote(uri)}; percent-encode it`;
  return [{ field: 'uri', message, link: ENCODING }];
}

/** @type {Rule} */
export function querystringIsText({ querystring }) {
  if (querystring === undefined || typeof querystring === 'string') return [];
  const message = `must be a string, is ${kind(querystring)}`;
  return [{ field: 'querystring', message, link: EVENT }];
}

/** @type {Rule} */
export function querystringHasNoSpaceControlOrFragment({ querystring }) {
  if (typeof querystring !== 'string' || !/[\0- #\x7f]/.test(querystring)) return [];
  const message = `has a space, a control character or #: ${quote(querystring)}`;
  return [{ field: 'querystring', message, link: QUERY_STRING }];
}

/** @type {Rule} */
export function forwardedUrlFitsTheQuota({ uri, querystring }) {
  if (typeof uri !== 'string') return [];
  const length = uri.length + (typeof querystring === 'string' ? querystring.length : 0);
  if (length < MAX_URL_CHARACTERS) return [];
  const message = `and querystring have ${length} characters; fewer than ${MAX_URL_CHARACTERS} are allowed`;
  return [{ field: 'uri', message, link: URI }];
}

/** @type {Rule} */
export function methodIsUnchanged({ method }, { request }) {
  if (method === request.method) return [];
  const message = `is read-only: must be ${quote(request.method)}, is ${quote(method)}`;
  return [{ field: 'method', message, link: EVENT }];
}

/**
 * Other headers of CloudFront's may be added.
 *
 * @type {Rule}
 */
export function viewerCountryIsNotAdded({ headers }, { eventType, request }) {
  const name = 'cloudfront-viewer-country';
  if (eventType !== 'viewer-request' || !isObject(headers)) return [];
  const added = Object.keys(headers).find((it) => it.toLowerCase() === name);
  if (added === undefined || Object.hasOwn(request.headers ?? {}, name)) return [];
  const message = 'CloudFront adds this header after viewer-request: no function may before';
  return [{ field: `headers.${added}`, message, link: CLOUDFRONT_HEADERS }];
}
