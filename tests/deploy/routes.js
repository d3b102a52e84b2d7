/** Routes of which a deployment needs the path, the query parameters and the headers. */

import { routeOf as declared, text } from '../support/declared-route.js';

/** @import { Route } from '../../wrapper/api/load.js' */

/**
 * The route of a path, which is its name too. Its parameters are those of the path and these of the query.
 *
 * @param {string} path
 * @param {{ query?: string[], readsHeaders?: string[] }} [options]
 * @returns {Route}
 */
export function routeOf(path, { query = [], readsHeaders = [] } = {}) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const parameters = [...inPath, ...query].map((name) => ({ name }));
  return {
    ...declared(path, 'Table', [text('Id', '{id}')], parameters),
    name: path,
    readsHeaders,
    timeToLive: { min: 0, default: 0, max: 1 },
  };
}
