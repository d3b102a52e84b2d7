/** The parameters of a lookup as text. */

/** @import { Params } from './index.d.ts' */

/**
 * What is not text is left out: `undefined` would be sent as a text of nine letters.
 *
 * @param {Params} params
 */
export function queryOf(params) {
  return new URLSearchParams(textsOf(params)).toString();
}

/**
 * The parameters of these names, in their order, so that equal lookups have equal URLs. Of one that is
 * there twice the first counts, as at the edge.
 *
 * @param {Params} params
 * @param {string[]} names
 */
export function pick(params, names) {
  const texts = new Map(textsOf(params).reverse());
  return names.flatMap((name) => {
    const value = texts.get(name);
    return value === undefined ? [] : [/** @type {[string, string]} */ ([name, value])];
  });
}

/** @param {Params} params */
function textsOf(params) {
  const texts = pairsOf(params).filter(([, value]) => typeof value === 'string');
  return /** @type {[string, string][]} */ (texts);
}

/**
 * @param {Params} params
 * @returns {[string, string | undefined][]}
 */
function pairsOf(params) {
  if (params === undefined || params === null) return [];
  return Symbol.iterator in params ? [...params] : Object.entries(params);
}
