/** The requests that show what a route does: each kind of answer once. */

import { hasWildcard, patternOf } from '../api/path-pattern.js';
import { eventOf } from '../local/ask-core.js';
import { placeholders, target } from '../local/example-urls.js';
import { refusedRequests, STRANGER } from '../local/refused-requests.js';

/** @import { Route } from '../api/load.js' */
/** @import { Core } from '../function/core.js' */
/** @import { Values } from '../local/example-urls.js' */

/**
 * @typedef {object} Request
 * @property {string} title
 * @property {string} method
 * @property {string} target
 * @property {Record<string, string>} headers
 *
 * @typedef {object} Lookups What a route reads, as targets.
 * @property {string[]} found
 * @property {string} [missing]
 * @property {Values} [values] Some that keep the rules.
 */

/**
 * The reads of a route.
 *
 * @param {Route} route
 * @param {Lookups} lookups
 */
export function lookupRequests({ readsHeaders }, { found, missing }) {
  // A response headers policy acts on CORS headers only where there is an origin; where the API
  // refuses the stranger, that request shows it.
  /** @type {Record<string, string>} */
  const headers = readsHeaders.includes('Origin') ? {} : { Origin: STRANGER };
  return [
    ...found.map((it) => get('An item', it, headers)),
    ...(missing === undefined ? [] : [get('No such item', missing, headers)]),
  ];
}

/**
 * The other requests to a route: most of them cost no read.
 *
 * @param {Route} route
 * @param {Core} core
 * @param {Lookups} lookups
 * @returns {Request[]}
 */
export function otherRequests(route, core, { found, missing, values }) {
  const lookup = found[0] ?? missing;
  return [
    ...(lookup === undefined ? [] : ofLookup(route, lookup)),
    ...refusedRequests(route, core, values).map(({ title, target, origin }) =>
      get(title, target, origin === undefined ? {} : { Origin: origin }),
    ),
    { title: 'Another method', method: 'POST', target: example(route), headers: {} },
    preflight(route),
    ...unanswered(route, core),
  ];
}

/**
 * What a browser asks before a request to another site. It costs no read.
 *
 * @param {Route} route
 * @returns {Request}
 */
export function preflight(route) {
  return {
    title: 'A preflight',
    method: 'OPTIONS',
    target: example(route),
    headers: { Origin: STRANGER, 'Access-Control-Request-Method': 'GET' },
  };
}

/**
 * A target that has a route's form; its values may break the rules.
 *
 * @param {Route} route
 */
export function example(route) {
  return target(route, placeholders(route));
}

/**
 * @param {Route} route
 * @param {string} lookup
 * @returns {Request[]}
 */
function ofLookup({ parameters }, lookup) {
  const repeated = parameters.find((it) => it.in === 'query');
  return [
    { title: 'HEAD', method: 'HEAD', target: lookup, headers: {} },
    ...(repeated === undefined
      ? []
      : [
          get(`${repeated.name} twice`, `${lookup}&${new URLSearchParams([[repeated.name, '-']])}`),
        ]),
  ];
}

/**
 * A path that the route's pattern matches, and that no route answers.
 *
 * @param {Route} route
 * @param {Core} core
 */
function unanswered({ path }, core) {
  const pattern = patternOf(path);
  if (!hasWildcard(pattern)) return [];
  const longer = pattern.replaceAll('*', 'edge-lookup/verify');
  const decision = core.decide(eventOf(longer));
  return decision.type === 'respond' && decision.code === 'no-route'
    ? [get('A path that no route answers', longer)]
    : [];
}

/**
 * @param {string} title
 * @param {string} target
 * @param {Record<string, string>} [headers]
 * @returns {Request}
 */
function get(title, target, headers = {}) {
  return { title, method: 'GET', target, headers };
}
