/** The query string of a lookup. */

/**
 * What is not text is left out: `undefined` would be sent as a text of nine letters.
 *
 * @param {import('./index.d.ts').Params} params
 */
export function queryOf(params) {
  const texts = pairsOf(params).filter(([, value]) => typeof value === 'string');
  return new URLSearchParams(texts).toString();
}

/**
 * @param {import('./index.d.ts').Params} params
 * @returns {[string, string][]}
 */
function pairsOf(params) {
  if (params === undefined || params === null) return [];
  return Symbol.iterator in params ? [...params] : Object.entries(params);
}
