/** Rules of the custom headers of an origin that a function returns. */

import { isDisallowed, isReadOnly } from '../restricted-headers.js';
import * as header from './headers.js';
import { eachOrigin, ORIGIN } from './origin.js';
import { GUIDE, isObject } from './violation.js';

/** @import { Fields, Given, Rule, Violation } from './violation.js' */

const DENYLIST = `${GUIDE}/add-origin-custom-headers.html#add-origin-custom-headers-denylist`;

const DENIED = new Set([
  'cache-control',
  'connection',
  'content-length',
  'cookie',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'max-forwards',
  'pragma',
  'proxy-authorization',
  'proxy-connection',
  'range',
  'request-range',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-real-ip',
]);

/** "The restrictions for request.headers also apply to custom headers." */
const SHAPE = [
  header.headersIsAnObject,
  header.headerIsAListOfEntries,
  header.headerNameIsAToken,
  header.headerKeyMatchesItsName,
  header.headerValueIsText,
  header.headerValueHasNoControlCharacter,
];

/** @type {Rule} */
export function originCustomHeadersAreLists(result, given) {
  return customHeaders(result, given).flatMap(({ field, headers }) =>
    SHAPE.flatMap((rule) => rule({ headers }, given)).map((violation) => ({
      ...violation,
      field: violation.field.replace(/^headers/, field),
      link: ORIGIN,
    })),
  );
}

/** @type {Rule} */
export function originCustomHeaderIsAllowed(result, given) {
  return eachCustomHeader(result, given, (name, field) => {
    if (!isDenied(name) && !isReadOnly(given.eventType, name)) return [];
    const message = 'CloudFront cannot add this header to a request for the origin';
    return [{ field, message, link: DENYLIST }];
  });
}

/**
 * What the distribution adds may be among the viewer's headers too, and replaces them.
 *
 * @type {Rule}
 */
export function originCustomHeaderIsNotInTheRequest(result, given) {
  const sent = isObject(result.headers) ? Object.keys(result.headers) : [];
  const names = new Set(sent.map((name) => name.toLowerCase()));
  const { custom, s3 } = given.request.origin ?? {};
  const added = (custom ?? s3)?.customHeaders ?? {};
  return eachCustomHeader(result, given, (name, field) => {
    if (!names.has(name) || name in added || isDenied(name)) return [];
    return [{ field, message: 'is in the headers of the request too', link: ORIGIN }];
  });
}

/**
 * @param {Fields} result
 * @param {Given} given
 * @param {(name: string, field: string) => Violation[]} judge
 */
function eachCustomHeader(result, given, judge) {
  return customHeaders(result, given).flatMap(({ field, headers }) =>
    Object.keys(isObject(headers) ? headers : {}).flatMap((name) =>
      judge(name.toLowerCase(), `${field}.${name}`),
    ),
  );
}

/**
 * @param {Fields} result
 * @param {Given} given
 */
function customHeaders(result, { eventType }) {
  /** @type {{ field: string, headers: unknown }[]} */
  const found = [];
  eachOrigin(result, eventType, ({ customHeaders: headers }, kind) => {
    if (headers !== undefined) found.push({ field: `origin.${kind}.customHeaders`, headers });
    return undefined;
  });
  return found;
}

/** @param {string} name in lower case */
function isDenied(name) {
  return DENIED.has(name) || isDisallowed(name) || /^x-(amz|edge)-/.test(name);
}
