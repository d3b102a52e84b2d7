/** URLs that are worth trying. */

import { escapePattern } from '../api/escape-pattern.js';

/** @import { Route } from '../api/load.js' */
/** @import { StoredItem } from './items.js' */
/** @import { Item } from './tables.js' */

/** @typedef {Route['parameters'][number]} Parameter */
/** @typedef {Route['table']['partitionKey']} KeyAttribute */
/** @typedef {Map<string, string>} Values Of parameters, by name. */

/**
 * A URL for each route: of the first item that it can answer, or one that shows the form.
 *
 * @param {Route[]} routes
 * @param {string} origin
 * @param {StoredItem[]} items
 */
export function exampleUrls(routes, origin, items) {
  return routes.map((route) => {
    const [values = placeholders(route)] = valuesOfItems(route, items);
    return origin + target(route, values);
  });
}

/**
 * The values with which a route reads each of the items that it can answer.
 *
 * @param {Route} route
 * @param {StoredItem[]} items
 */
export function valuesOfItems(route, items) {
  return items
    .filter(({ table }) => table === route.table.name)
    .map(({ item }) => valuesOf(item, route))
    .filter((values) => values !== undefined);
}

/**
 * The values with which a route reads an item.
 *
 * @param {Item} item
 * @param {Route} route
 * @returns {Values | undefined} Undefined if there are none.
 */
export function valuesOf(item, { parameters, table: { partitionKey, sortKey } }) {
  /** @type {Values} */
  const values = new Map();
  for (const key of sortKey === undefined ? [partitionKey] : [partitionKey, sortKey]) {
    const found = inverted(key, item);
    if (found === undefined) return undefined;
    for (const [name, value] of found) {
      if (values.has(name) && values.get(name) !== value) return undefined;
      values.set(name, value);
    }
  }
  return parameters.every((it) => canSend(it, values.get(it.name))) ? values : undefined;
}

/**
 * The values that make a key what it is in an item: `USER#{id}` made `USER#42` with the id 42.
 *
 * @param {KeyAttribute} key
 * @param {Item} item
 * @returns {[name: string, value: string][] | undefined}
 */
function inverted({ name, type, value }, item) {
  const text = /** @type {any} */ (item[name])?.[type];
  if (text === undefined) return undefined;
  // Every second part is the name of a parameter.
  const parts = value.split(/\{([^{}]+)\}/);
  const names = parts.filter((_, i) => i % 2 === 1);
  const expression = parts.map((part, i) => (i % 2 === 1 ? '(.+?)' : escapePattern(part)));
  const found = new RegExp(`^${expression.join('')}$`, 's').exec(text);
  return found === null ? undefined : names.map((name, i) => [name, found[i + 1]]);
}

/**
 * @param {Parameter} parameter
 * @param {string} [value]
 */
function canSend({ in: place, separators }, value) {
  if (value === undefined || separators.some((text) => value.includes(text))) return false;
  // URLs resolve these, however they are escaped.
  return place === 'query' || !['.', '..'].includes(value);
}

/**
 * Values that only show the form.
 *
 * @param {Route} route
 * @returns {Values}
 */
export function placeholders({ parameters }) {
  return new Map(parameters.map(({ name, type }) => [name, type === 'number' ? '1' : name]));
}

/**
 * @param {Route} route
 * @param {Values} values
 */
export function target({ path, parameters }, values) {
  const textOf = (/** @type {string} */ name) => (values.get(name) ?? '').toWellFormed();
  const filled = path.replaceAll(/\{([^{}]+)\}/g, (_, name) => encodeURIComponent(textOf(name)));
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name }) => [name, textOf(name)]);
  return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query)}`;
}
