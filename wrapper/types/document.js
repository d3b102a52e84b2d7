/** A TypeScript file with the types of an API: the parameters and the answer of each route. */

import { answerType } from './answer.js';
import { literal, objectType } from './syntax.js';

/** @import { Description, Route } from '../api/load.js' */

/** What the program that has the types imports, not this one. */
const LIBRARY = 'edge-lookup/browser';

const HEAD = `\
// Made by \`edge-lookup types\`. Change api.json in its place, and make it again.

import type { LookupOptions, Refusal, Result, WatchOptions } from ${literal(LIBRARY)};
`;

const TAIL = `\
/** The name of a route. */
export type RouteName = keyof Routes;

/** The name of a route that can be looked up: of all but those that redirect. */
export type LookupName = {
  [N in RouteName]: Routes[N] extends { answer: unknown } ? N : never;
}[RouteName];

/** The parameters of a route. */
export type RouteParams<N extends RouteName> = Routes[N]['params'];

/**
 * The fields that a route answers with where it finds the item. Where that depends on the item, a field that
 * is there tells which: \`if (job.duration_ms !== undefined)\`. One of the types is
 * \`Extract<Answer<'status'>, { job_status: 'COMPLETE' }>\`.
 */
export type Answer<N extends LookupName> = Routes[N] extends { answer: infer A } ? A : never;

type Pairs = Iterable<[string, string]>;

/** What is typed so far, of each route. */
type Typed = { [N in RouteName]: Partial<RouteParams<N>> };

/**
 * The library with the types of these routes:
 * \`const api: TypedLookupApi = await load({ config })\`.
 */
export interface TypedLookupApi {
  /** Some parameters may be missing yet. */
  validate<N extends RouteName>(route: N, params: Typed[N] | Pairs): Refusal | null;

  url<N extends RouteName>(route: N, params: RouteParams<N> | Pairs): string;

  lookup<N extends LookupName>(
    route: N,
    params: RouteParams<N> | Pairs,
    options?: LookupOptions,
  ): Promise<Result<Answer<N>>>;

  watch<N extends LookupName>(
    route: N,
    params: RouteParams<N> | Pairs,
    options?: WatchOptions<Answer<N>>,
  ): Promise<Result<Answer<N>>>;
}
`;

/**
 * @param {Description} description
 * @returns {string}
 */
export function typesOf({ routes, envelope }) {
  const members = routes.map((route) => ({
    name: route.name,
    type: routeType(route),
    comment: `GET ${route.path}${route.found.kind === 'redirect' ? ', which redirects' : ''}`,
  }));
  const beside = envelope === 'success' ? ', without the `success` that is beside them' : '';
  const declared = `/** The routes by name; \`answer\` has the fields of a found item${beside}. */
export interface Routes ${objectType(members)}
`;
  return [HEAD, declared, TAIL].join('\n');
}

/** @param {Route} route */
function routeType({ parameters, found }) {
  const params = objectType(parameters.map(({ name }) => ({ name, type: 'string' })));
  const answer = answerType(found);
  return objectType([
    { name: 'params', type: params },
    ...(answer === undefined ? [] : [{ name: 'answer', type: answer }]),
  ]);
}
