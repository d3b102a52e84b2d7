/** The behaviors of an API: their patterns, their order, and what is in their cache keys. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { behaviorOf, behaviorsFor, EVENT_TYPES } from '../../wrapper/api/behavior.js';
import { matches } from '../../wrapper/api/path-pattern.js';
import { routeOf } from './routes.js';

/** @type {[name: string, paths: string[], expected: string[]][]} */
const ORDERS = [
  ['paths without parameters are in their own order', ['/b', '/a', '/c/d'], ['/b', '/a', '/c/d']],
  ['a path without parameters is first', ['/users/{id}', '/users/me'], ['/users/me', '/users/*']],
  ['the longer is first', ['/users/{id}', '/users/{id}/posts'], ['/users/*/posts', '/users/*']],
  ['the more literal is first', ['/{a}/{b}', '/a/{b}'], ['/a/*', '/*/*']],
  ['others are in their own order', ['/b/{id}', '/a/{id}'], ['/b/*', '/a/*']],
];

for (const [name, paths, expected] of ORDERS) {
  test(name, () => {
    assert.deepEqual(patterns(paths), expected);
  });
}

const SEGMENT = fc.constantFrom('a', 'b', '{}');
const ROUTES = fc.array(fc.array(SEGMENT, { minLength: 1, maxLength: 4 }), { maxLength: 12 });
const PATH = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });

test('the first behavior that matches a path is that of the route that answers it', () => {
  fc.assert(
    fc.property(ROUTES, PATH, (candidates, path) => {
      const routes = withoutClashes(candidates);
      const answering = routes
        .filter((route) => answers(route, path))
        .sort((a, b) => literals(b) - literals(a))[0];
      fc.pre(answering !== undefined);
      const behaviors = behaviorsFor({ routes: routes.map(routeOfSegments) }, EVENT_TYPES[0]);
      const first = behaviors.find(({ pathPattern }) => matches(pathPattern, `/${path.join('/')}`));
      assert.equal(first?.route, routeOfSegments(answering).name);
    }),
    { numRuns: 2_000 },
  );
});

for (const [name, route, queryStrings, comment] of /** @type {const} */ ([
  [
    'query parameters',
    routeOf('/api', { query: ['id', 'lang'] }),
    ['id', 'lang'],
    'Only id, lang counts',
  ],
  ['a parameter of its path', routeOf('/users/{id}'), [], 'No query parameter counts'],
  ['both', routeOf('/users/{id}', { query: ['lang'] }), ['lang'], 'Only lang counts'],
  ['no parameter', routeOf('/flags'), [], 'No query parameter counts'],
])) {
  test(`the cache key of a route with ${name} has its query parameters only`, () => {
    const { cachePolicy } = behaviorOf(route, 'origin-request');
    assert.deepEqual([cachePolicy.queryStrings, cachePolicy.comment], [queryStrings, comment]);
  });
}

for (const [eventType, readsHeaders, expected] of /** @type {const} */ ([
  ['viewer-request', ['Origin'], []],
  ['origin-request', ['Origin'], ['Origin']],
  ['origin-request', [], []],
])) {
  test(`at ${eventType} the cache key of a route that reads [${readsHeaders}] has [${expected}]`, () => {
    const route = routeOf('/flags', { readsHeaders: [...readsHeaders] });
    assert.deepEqual(behaviorOf(route, eventType).cachePolicy.headers, expected);
  });
}

/** @param {string[]} paths */
function patterns(paths) {
  const description = { routes: paths.map((path) => routeOf(path)) };
  return behaviorsFor(description, EVENT_TYPES[0]).map(({ pathPattern }) => pathPattern);
}

/**
 * Leaves out what the core refuses: a route that answers a path which another one answers, neither
 * being the more literal.
 *
 * @param {string[][]} routes
 */
function withoutClashes(routes) {
  /** @type {string[][]} */
  const taken = [];
  for (const route of routes) if (!taken.some((other) => clash(route, other))) taken.push(route);
  return taken;
}

/**
 * @param {string[]} a
 * @param {string[]} b
 */
function clash(a, b) {
  const isCommon =
    a.length === b.length && a.every((it, i) => it === b[i] || it === '{}' || b[i] === '{}');
  const isMoreLiteral = (/** @type {string[]} */ x, /** @type {string[]} */ y) =>
    literals(x) > literals(y) && x.every((it, i) => it === y[i] || y[i] === '{}');
  return isCommon && !isMoreLiteral(a, b) && !isMoreLiteral(b, a);
}

/**
 * @param {string[]} route
 * @param {string[]} path
 */
function answers(route, path) {
  return route.length === path.length && route.every((it, i) => it === path[i] || it === '{}');
}

/** @param {string[]} route */
function literals(route) {
  return route.filter((it) => it !== '{}').length;
}

/** @param {string[]} segments */
function routeOfSegments(segments) {
  const named = segments.map((it, i) => (it === '{}' ? `{p${i}}` : it));
  return routeOf(`/${named.join('/')}`);
}
