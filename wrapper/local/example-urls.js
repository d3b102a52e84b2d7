/** URLs that are worth trying. */

/** @import { Route } from '../api/load.js' */
/** @import { StoredItem } from './items.js' */

/**
 * A URL for each route: of the first item in its table, or one that shows the form.
 *
 * @param {Route[]} routes
 * @param {string} origin
 * @param {StoredItem[]} items
 */
export function exampleUrls(routes, origin, items) {
  return routes.map(({ path, parameters, table: { name, partitionKey } }) => {
    const known = items.find(({ table }) => table === name);
    const value = known?.item[partitionKey].S ?? partitionKey;
    const query = new URLSearchParams(parameters.map((parameter) => [parameter.name, value]));
    return `${origin}${path}?${query}`;
  });
}
