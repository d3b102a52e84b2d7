/** Texts of `api.json` for tests. */

/**
 * @typedef {object} DeclaredRoute A route as `api.json` declares it, as far as tests vary it.
 * @property {string} [name]
 * @property {string} [path]
 * @property {{ name: string }} [parameter]
 * @property {string} [table]
 * @property {string} [key]
 * @property {object[]} [fields]
 * @property {object} [cache]
 * @property {object[]} [cases]
 * @property {object} [notFound]
 */

/**
 * The text of an `api.json` that is right where this is.
 *
 * @param {{ regions?: string[], routes: DeclaredRoute[] }} api
 */
export function apiText({ regions = ['ap-northeast-1'], routes }) {
  return JSON.stringify({
    cors: { allowedOrigins: [], allowOrigin: '*', maxAgeSeconds: 0 },
    dynamodb: { regions },
    routes: routes.map((route, index) => ({
      name: `route${index}`,
      path: `/api/${index}`,
      parameter: { name: 'id' },
      table: 'Table',
      key: 'Id',
      fields: [{ name: 'value', attribute: 'Value', type: 'any' }],
      ...route,
    })),
  });
}
