/** Rules of a request that the function returns, for CloudFront to go on with. */

import { isDeepStrictEqual } from 'node:util';
import { isReadOnly } from '../restricted-headers.js';
import { GUIDE, HEADERS, isObject, kind, quote } from './violation.js';

/** @import { CloudFrontRequest } from 'aws-lambda' */
/** @import { EventType } from '../../api/load.js' */
/** @import { Fields, Violation } from './violation.js' */

/**
 * @typedef {object} Given
 * @property {EventType} eventType
 * @property {Partial<CloudFrontRequest>} request That of the event.
 *
 * @typedef {(request: Fields, given: Given) => Violation[]} ForwardingRule
 */

const EVENT = `${GUIDE}/lambda-event-structure.html#lambda-event-structure-request`;

const RESTRICTIONS = `${GUIDE}/edge-function-restrictions-all.html`;
const QUERY_STRING = `${RESTRICTIONS}#function-restrictions-query-string`;
const URI = `${RESTRICTIONS}#function-restrictions-uri`;

const MAX_URL_CHARACTERS = 8192;

/** @type {ForwardingRule} */
export function uriIsAPath({ uri }) {
  if (typeof uri === 'string' && uri.startsWith('/')) return [];
  const message = `must be a string that begins with /, is ${quote(uri)}`;
  return [{ field: 'uri', message, link: EVENT }];
}

/** @type {ForwardingRule} */
export function querystringIsText({ querystring }) {
  if (querystring === undefined || typeof querystring === 'string') return [];
  const message = `must be a string, is ${kind(querystring)}`;
  return [{ field: 'querystring', message, link: EVENT }];
}

/** @type {ForwardingRule} */
export function querystringHasNoSpaceControlOrFragment({ querystring }) {
  if (typeof querystring !== 'string' || !/[\0- #\x7f]/.test(querystring)) return [];
  const message = `has a space, a control character or #: ${quote(querystring)}`;
  return [{ field: 'querystring', message, link: QUERY_STRING }];
}

/** @type {ForwardingRule} */
export function forwardedUrlFitsTheQuota({ uri, querystring }) {
  if (typeof uri !== 'string') return [];
  const length = uri.length + (typeof querystring === 'string' ? querystring.length : 0);
  if (length < MAX_URL_CHARACTERS) return [];
  const message = `and querystring have ${length} characters; fewer than ${MAX_URL_CHARACTERS} are allowed`;
  return [{ field: 'uri', message, link: URI }];
}

/** @type {ForwardingRule} */
export function methodIsUnchanged({ method }, { request }) {
  if (method === request.method) return [];
  const message = `is read-only: must be ${quote(request.method)}, is ${quote(method)}`;
  return [{ field: 'method', message, link: EVENT }];
}

/** @type {ForwardingRule} */
export function readOnlyHeadersAreUnchanged({ headers }, { eventType, request }) {
  const [given, returned] = [request.headers, headers].map((it) => (isObject(it) ? it : {}));
  const names = new Set([...Object.keys(given), ...Object.keys(returned)]);
  return [...names]
    .filter((name) => isReadOnly(eventType, name.toLowerCase()))
    .filter((name) => !isDeepStrictEqual(given[name], returned[name]))
    .map((name) => ({
      field: `headers.${name}`,
      message: `is read-only in ${eventType}, and was changed`,
      link: HEADERS,
    }));
}
