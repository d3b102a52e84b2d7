/** Rules of the headers. */

import { isDisallowed, isReadOnly } from '../restricted-headers.js';
import {
  controlCharacters,
  HEADERS,
  isObject,
  kind,
  quote,
  RESPONSE,
  VALIDATION,
} from './violation.js';

/** @import { Fields, Rule } from './violation.js' */

/** @type {Rule} */
export function headersIsAnObject({ headers }) {
  if (headers === undefined || isObject(headers)) return [];
  return [{ field: 'headers', message: `must be an object, is ${kind(headers)}`, link: RESPONSE }];
}

/** @type {Rule} */
export function headerIsAListOfEntries(response) {
  return lists(response).flatMap(({ field, list }) => {
    if (Array.isArray(list) && list.every(isObject)) return [];
    const actual = Array.isArray(list) ? 'has other entries' : `is ${kind(list)}`;
    return [{ field, message: `must be a list of { key, value }, ${actual}`, link: RESPONSE }];
  });
}

/** @type {Rule} */
export function headerNameIsAToken(response) {
  return lists(response)
    .filter(({ name }) => !/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name))
    .map(({ name }) => ({
      field: 'headers',
      message: `${quote(name)} is not a header name (RFC 9110, section 5.1)`,
      link: VALIDATION,
    }));
}

/**
 * The name in `headers` may have any letter case: AWS documents that CloudFront formats it.
 *
 * @type {Rule}
 */
export function headerKeyMatchesItsName(response) {
  return entries(response)
    .filter(({ name, key }) => key !== undefined && String(key).toLowerCase() !== name)
    .map(({ field, name, key }) => ({
      field: `${field}.key`,
      message: `must be ${quote(name)} in any letter case, is ${quote(key)}`,
      link: RESPONSE,
    }));
}

/** @type {Rule} */
export function headerValueIsText(response) {
  return entries(response)
    .filter(({ value }) => typeof value !== 'string')
    .map(({ field, value }) => ({
      field: `${field}.value`,
      message: `must be a string, is ${kind(value)}`,
      link: RESPONSE,
    }));
}

/** @type {Rule} */
export function headerValueHasNoControlCharacter(response) {
  return entries(response).flatMap(({ field, value }) =>
    typeof value === 'string' ? controlCharacters(`${field}.value`, value) : [],
  );
}

/** @type {Rule} */
export function headerIsNotDisallowed(response) {
  return lists(response)
    .filter(({ name }) => isDisallowed(name))
    .map(({ field }) => ({ field, message: 'CloudFront disallows this header', link: HEADERS }));
}

/** @type {Rule} */
export function headerIsNotReadOnly(response, { eventType }) {
  return lists(response)
    .filter(({ name }) => isReadOnly(eventType, name))
    .map(({ field }) => ({ field, message: `is read-only in ${eventType}`, link: HEADERS }));
}

/**
 * Every header with its list, whatever that is.
 *
 * @param {Fields} response
 */
function lists({ headers }) {
  if (!isObject(headers)) return [];
  return Object.entries(headers).map(([spelling, list]) => ({
    field: `headers.${spelling}`,
    name: spelling.toLowerCase(),
    list,
  }));
}

/**
 * Every entry of every header that is an object.
 *
 * @param {Fields} response
 */
export function entries(response) {
  return lists(response).flatMap(({ field, name, list }) =>
    (Array.isArray(list) ? list : []).flatMap((entry, i) =>
      isObject(entry)
        ? [{ field: `${field}[${i}]`, name, key: entry.key, value: entry.value }]
        : [],
    ),
  );
}
