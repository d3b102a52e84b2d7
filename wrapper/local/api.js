/** What the local edge reads of api.json, and the URLs that are worth trying. */

import { readFile } from 'node:fs/promises';

/** @import { Table } from './tables.js' */

/** @typedef {import('../deploy/api.js').Route & { key: string }} Route what the local edge reads of one */

/**
 * The routes of api.json. Checking the file is the function's part, and it tells every mistake: a
 * route that is not one is left out here.
 *
 * @param {URL} file
 * @returns {Promise<Route[]>}
 */
export async function readRoutes(file) {
  const api = parse(await readFile(file, 'utf8'));
  return Array.isArray(api?.routes) ? api.routes.filter(isRoute) : [];
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`api.json is not JSON: ${/** @type {Error} */ (cause).message}`, { cause });
  }
}

/**
 * @param {any} route
 * @returns {route is Route}
 */
function isRoute(route) {
  const texts = [route?.name, route?.path, route?.parameter?.name, route?.table, route?.key];
  return (
    texts.every((text) => typeof text === 'string' && text !== '') &&
    // Another name DynamoDB would refuse, with less to say than the function.
    /^[\w.-]{3,255}$/.test(route.table)
  );
}

/**
 * @param {Route[]} routes
 * @returns {Table[]} each once
 */
export function tablesOf(routes) {
  return [...new Map(routes.map(({ table, key }) => [table, { table, key }])).values()];
}

/**
 * URLs worth trying: one for every known key of a route's table, or one that shows the form.
 *
 * @param {Route[]} routes
 * @param {string} origin
 * @param {{ table: string, key: string, examples: string[] }[]} samples
 */
export function exampleUrls(routes, origin, samples) {
  return routes.flatMap(({ path, parameter, table, key }) => {
    const known = samples.find((sample) => sample.table === table && sample.key === key);
    return (known?.examples ?? [key]).map(
      (value) => `${origin}${path}?${new URLSearchParams({ [parameter.name]: value })}`,
    );
  });
}
