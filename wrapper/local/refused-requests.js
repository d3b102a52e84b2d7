/** Requests of each kind that a route refuses before it reads anything. */

import { eventOf } from './ask-core.js';
import { target } from './example-urls.js';

/** @import { Route } from '../api/load.js' */
/** @import { Answer, Core } from '../function/core.js' */
/** @import { Parameter, Values } from './example-urls.js' */

/**
 * @typedef {object} Refused
 * @property {string} title
 * @property {string} target
 * @property {string} [origin]
 * @property {Answer} answer The core's.
 *
 * @typedef {Omit<Refused, 'answer'> & { code: string }} Asked With the reason that is meant: another
 *   parameter may be wrong too.
 */

/** An origin that nobody has, for what is answered to one that is not allowed. */
export const STRANGER = 'https://stranger.invalid';

/**
 * @param {Route} route
 * @param {Core} core
 * @param {Values} [values] With which it finds an item.
 * @returns {Refused[]}
 */
export function refusedRequests(
  route,
  core,
  values = new Map(route.parameters.map(({ name }) => [name, '1'])),
) {
  const { parameters, readsHeaders } = route;
  const whole = target(route, values);
  const unknown = `not-${parameters.map(({ name }) => name).join('-')}`;
  const without = (/** @type {string} */ name) => withoutParameter(whole, name, unknown);
  const having = (/** @type {string} */ name, /** @type {string} */ value) =>
    target(route, new Map(values).set(name, value));
  const inQuery = parameters.filter((it) => it.in === 'query');
  /** @type {Asked[][]} Of each kind, those to try in turn. */
  const kinds = [
    readsHeaders.includes('Origin')
      ? [{ code: 'origin', title: 'The origin is not allowed', target: whole, origin: STRANGER }]
      : [],
    inQuery.length > 0
      ? [{ code: 'no-parameter', title: 'No parameter', target: whole.replace(/\?.*/s, '') }]
      : [],
    ...inQuery.flatMap(({ name }) => [
      [{ code: 'parameter-absent', title: `No ${name}`, target: without(name) }],
      [{ code: 'parameter-blank', title: `${name} is blank`, target: having(name, '') }],
    ]),
    ...parameters.map((parameter) =>
      impossibleValues(parameter).map((value) => ({
        code: 'parameter-invalid',
        title: `${parameter.name} is not possible`,
        target: having(parameter.name, value),
      })),
    ),
  ];
  return kinds.flatMap((kind) => kind.flatMap(asked).slice(0, 1));

  /**
   * @param {Asked} asked
   * @returns {Refused[]} None if it is not refused for that reason.
   */
  function asked({ code, ...request }) {
    const answer = core.decide(eventOf(request.target, request.origin), route.name);
    return answer.type === 'respond' && answer.code === code ? [{ ...request, answer }] : [];
  }
}

/**
 * Values one of which breaks a rule, the shortest first: a firewall may refuse long URLs.
 *
 * @param {Parameter} parameter
 */
function impossibleValues({ maxLength = 0, maxBytes }) {
  return ['~', 'x'.repeat(maxLength + 1), 'x'.repeat(maxBytes + 1)];
}

/**
 * A request that has some other parameter, so that it is not without any.
 *
 * @param {string} whole
 * @param {string} name
 * @param {string} unknown A name that no parameter has.
 */
function withoutParameter(whole, name, unknown) {
  const [path, query = ''] = whole.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete(name);
  parameters.append(unknown, '');
  return `${path}?${parameters}`;
}
