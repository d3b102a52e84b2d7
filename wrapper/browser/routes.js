/** The routes of an API, by name. */

/** @import { ClientRoute } from './index.d.ts' */

/**
 * @param {ClientRoute[]} routes
 * @returns {(name: string) => ClientRoute} Throws if there is no such route.
 */
export function byName(routes) {
  const all = new Map(routes.map((route) => [route.name, route]));
  return (name) => {
    const route = all.get(name);
    if (route !== undefined) return route;
    throw new Error(`no route ${name}: there are ${[...all.keys()].join(', ')}`);
  };
}
