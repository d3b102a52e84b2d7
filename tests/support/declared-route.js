/** Routes as the core describes them. */

/** @import { Route } from '../../wrapper/api/load.js' */

/** @typedef {Route['parameters'][number]} Parameter */
/** @typedef {Route['table']['partitionKey']} KeyAttribute */

/**
 * A route that reads by these keys. The parameters that its path does not name are in the query.
 *
 * @param {string} path
 * @param {string} table
 * @param {KeyAttribute[]} keys
 * @param {Partial<Parameter>[]} [parameters] Default: those that the keys use.
 * @returns {Route}
 */
export function routeOf(path, table, [partitionKey, sortKey], parameters) {
  const used = [partitionKey, sortKey].flatMap((key) => [
    ...(key?.value.matchAll(/\{(.+?)\}/g) ?? []).map(([, name]) => ({ name })),
  ]);
  return {
    name: 'route',
    path,
    parameters: (parameters ?? used).map(({ name = '', ...rest }) => ({
      name,
      in: path.includes(`{${name}}`) ? 'path' : 'query',
      type: 'string',
      separators: [],
      maxBytes: 2048,
      ...rest,
    })),
    table: { name: table, partitionKey, ...(sortKey && { sortKey }) },
    found: { kind: 'fields', fields: [], cases: [] },
    notFound: { status: 422, message: 'Not found item.' },
    readsHeaders: [],
    caches: false,
    timeToLive: { min: 0, default: 0, max: 0 },
  };
}

/**
 * @param {string} name
 * @param {string} value
 * @returns {KeyAttribute}
 */
export function text(name, value) {
  return { name, type: 'S', value };
}

/**
 * @param {string} name
 * @param {string} value
 * @returns {KeyAttribute}
 */
export function number(name, value) {
  return { name, type: 'N', value };
}

/**
 * The description of an API with these routes.
 *
 * @param {Route[]} routes
 * @param {string[]} [regions]
 * @returns {import('../../wrapper/api/load.js').Description}
 */
export function descriptionOf(routes, regions = ['us-east-1']) {
  return {
    regions,
    deadlineMs: 3000,
    hedgeMs: 500,
    logLevel: 'error',
    envelope: 'success',
    cors: { allowOrigin: '*', maxAge: 600 },
    statuses: [200, 400, 404, 422, 500, 503],
    headers: [],
    routes,
  };
}
