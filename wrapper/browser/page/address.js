/** What the page's address says to fill in: the path and query string of a request. */

/** @import { ClientRoute } from '../index.d.ts' */

/** @typedef {Record<string, string>} Values Of parameters, by name. */

/**
 * The route that answers a request, and the values that it has there.
 *
 * @param {ClientRoute[]} routes
 * @param {string} target Such as `/users/42?view=full`.
 * @returns {{ index: number, values: Values } | undefined} Undefined if none answers it.
 */
export function valuesOfTarget(routes, target) {
  const [path, query = ''] = target.split(/\?(.*)/s);
  const [best] = routes
    .flatMap((route, index) => {
      const inPath = valuesOfPath(route.path, path);
      return inPath === undefined ? [] : [{ index, inPath, literals: literalsOf(route.path) }];
    })
    .sort((one, other) => other.literals - one.literals);
  if (best === undefined) return undefined;
  // Of a parameter that is there twice, the first counts.
  const inQuery = Object.fromEntries([...new URLSearchParams(query)].reverse());
  return { index: best.index, values: { ...inQuery, ...best.inPath } };
}

/**
 * @param {string} template
 * @param {string} path
 * @returns {Values | undefined}
 */
function valuesOfPath(template, path) {
  const sent = path.split('/');
  const segments = template.split('/');
  if (sent.length !== segments.length) return undefined;
  /** @type {[string, string][]} */
  const values = [];
  for (const [i, segment] of segments.entries()) {
    const name = parameterOf(segment);
    if (name === undefined ? segment !== sent[i] : sent[i] === '') return undefined;
    if (name !== undefined) values.push([name, decoded(sent[i])]);
  }
  return Object.fromEntries(values);
}

/** @param {string} template */
function literalsOf(template) {
  return template.split('/').filter((segment) => parameterOf(segment) === undefined).length;
}

/** @param {string} segment */
function parameterOf(segment) {
  return /^\{(.+)\}$/.exec(segment)?.[1];
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // No form can send it again.
    return text;
  }
}
