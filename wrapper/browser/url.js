/** Where a route answers. */

import { pick, queryOf } from './query.js';

/** @import { ClientRoute, Params } from './index.d.ts' */

/**
 * The path and the query string of a request. Parameters that the route does not declare are left
 * out.
 *
 * @param {ClientRoute} route
 * @param {Params} params With a value for each parameter of the path.
 */
export function urlOf({ path, parameters }, params) {
  const named = (/** @type {'path' | 'query'} */ place) =>
    parameters.filter((it) => it.in === place).map(({ name }) => name);
  const segments = new Map(pick(params, named('path')));
  const query = queryOf(pick(params, named('query')));
  const filled = path.replaceAll(/\{([^/{}]*)\}/g, (_, name) => encode(segments.get(name) ?? ''));
  return query === '' ? filled : `${filled}?${query}`;
}

/**
 * A lone surrogate, which has no UTF-8, becomes U+FFFD, as it does in a query string.
 *
 * @param {string} value
 */
function encode(value) {
  return encodeURIComponent(value.toWellFormed());
}
