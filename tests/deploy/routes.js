/** Routes as the core describes them. */

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
  return {
    name: path,
    path,
    parameters: [
      ...inPath.map((name) => parameter(name, 'path')),
      ...query.map((name) => parameter(name, 'query')),
    ],
    table: { name: 'Table', partitionKey: { name: 'Id', type: 'S', value: '{id}' } },
    found: { kind: 'fields', fields: [], cases: [] },
    notFound: { status: 404, message: 'Not found item.' },
    readsHeaders,
    caches: false,
    timeToLive: {
      'viewer-request': { min: 1, default: 5, max: 5 },
      'origin-request': { min: 0, default: 0, max: 1 },
    },
  };
}

/**
 * @param {string} name
 * @param {'path' | 'query'} where
 * @returns {Route['parameters'][number]}
 */
function parameter(name, where) {
  return { name, in: where, type: 'string', separators: [], maxBytes: 2_048 };
}
