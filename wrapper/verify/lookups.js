/** What there is to look up: paths that the user names, and items that are in the tables. */

import { target, valuesOf } from '../local/example-urls.js';
import { UsageError } from '../terminal.js';
import { missingValues } from './unlikely-values.js';

/** @import { Route } from '../api/load.js' */
/** @import { StoredItem } from '../local/items.js' */
/** @import { Reference } from './reference.js' */
/** @import { Lookups } from './requests.js' */

/**
 * The lookups of each route. Of its items one is enough to show how it reads.
 *
 * @param {Route[]} routes
 * @param {{ reference: Reference, items: StoredItem[], paths: string[] }} known
 * @returns {Map<Route, Lookups>}
 * @throws {UsageError} If a path is not one that a route looks up.
 */
export function lookupsOf(routes, { reference, items, paths }) {
  const named = paths.map((path) => routeOf(path, reference));
  return new Map(
    routes.map((route) => {
      const [item] = items.flatMap(({ table, item }) => {
        const values = table === route.table.name ? valuesOf(item, route) : undefined;
        const path = values && target(route, values);
        const isFound = path !== undefined && reference.finds(path, item).type === 'get-item';
        return isFound ? [{ path, values }] : [];
      });
      const found = paths.filter((_, i) => named[i] === route.name);
      if (item !== undefined && !found.includes(item.path)) found.push(item.path);
      const unlikely = missingValues(route, reference.core, item?.values);
      const missing = unlikely && target(route, unlikely);
      return [route, { found, missing, values: item?.values ?? unlikely }];
    }),
  );
}

/**
 * The name of the route that looks a path up. It is noted that it finds something.
 *
 * @param {string} path
 * @param {Reference} reference
 */
function routeOf(path, reference) {
  const decision = reference.finds(path);
  if (decision.type === 'get-item') return decision.route;
  const { status, body } = decision.response;
  throw new UsageError(`--request ${path}: the API refuses it with ${status} ${body}`);
}
