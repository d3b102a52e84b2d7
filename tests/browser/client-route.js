/** Routes as pages load them. */

/** @import { ClientParameter, ClientRoute } from '../../wrapper/browser/index.d.ts' */

/**
 * A route with the parameters of its path and these of the query.
 *
 * @param {Partial<ClientRoute> & { query?: string[] }} [options]
 * @returns {ClientRoute}
 */
export function clientRoute({ path = '/job', query = [], ...rest } = {}) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return {
    name: 'job',
    path,
    parameters: [
      ...inPath.map((name) => parameter(name, 'path')),
      ...query.map((name) => parameter(name, 'query')),
    ],
    redirects: false,
    notFound: { status: 422, message: 'Not found item.' },
    ...rest,
  };
}

/**
 * @param {string} name
 * @param {'path' | 'query'} where
 * @returns {ClientParameter}
 */
function parameter(name, where) {
  return { name, in: where, type: 'string', separators: [], maxBytes: 2_048 };
}
