/** The query string of a lookup. */

/**
 * What is not text is left out: `undefined` would be sent as a text of nine letters.
 *
 * @param {import('./index.d.ts').Params} params
 */
export function queryOf(params) {
  const texts = Object.entries(params ?? {}).filter(([, value]) => typeof value === 'string');
  return new URLSearchParams(texts).toString();
}
