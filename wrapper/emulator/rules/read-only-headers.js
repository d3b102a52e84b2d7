/** The rule of headers that a function may see but not change. */

import { isDeepStrictEqual } from 'node:util';
import { isReadOnly } from '../restricted-headers.js';
import { HEADERS, isObject } from './violation.js';

/** @import { Rule } from './violation.js' */

/**
 * Of what was passed on, the values count and not the keys: frameworks write them anew.
 *
 * @type {Rule}
 */
export function readOnlyHeadersAreUnchanged({ headers }, { eventType, request, response }) {
  const given = valuesByName((response ?? request).headers);
  const returned = valuesByName(headers);
  const names = [...new Set([...given.keys(), ...returned.keys()])];
  return names
    .filter((name) => isReadOnly(eventType, name))
    .filter((name) => !isDeepStrictEqual(given.get(name) ?? [], returned.get(name) ?? []))
    .map((name) => ({
      field: `headers.${name}`,
      message: `is read-only in ${eventType}, and was ${changeOf(given.get(name), returned.get(name))}`,
      link: HEADERS,
    }));
}

/**
 * @param {unknown} headers
 * @returns {Map<string, unknown[]>}
 */
function valuesByName(headers) {
  if (!isObject(headers)) return new Map();
  return new Map(
    Object.entries(headers).map(([name, list]) => [
      name.toLowerCase(),
      Array.isArray(list) ? list.map((entry) => entry?.value) : [list],
    ]),
  );
}

/**
 * @param {unknown[]} [given]
 * @param {unknown[]} [returned]
 */
function changeOf(given, returned) {
  if (given === undefined) return 'added';
  return returned === undefined ? 'deleted' : 'changed';
}
