/** Answers of a route, made by the core itself, so that what is shown of them cannot be wrong. */

import { target, valuesOf } from '../local/example-urls.js';

/** @import { Route } from '../api/load.js' */
/** @import { Answer as CoreAnswer, Core } from '../function/core.js' */
/** @import { StoredItem } from '../local/items.js' */
/** @import { Values } from '../local/example-urls.js' */

/**
 * @typedef {object} Answer
 * @property {string} title
 * @property {number} status
 * @property {Record<string, string>} headers By their usual names.
 * @property {string} [body] Its JSON.
 * @property {Values} [values] The parameters for which it is given.
 */

/**
 * @typedef {object} Asked A request that is refused.
 * @property {string} code For which reason; another parameter may be wrong too.
 * @property {string} title
 * @property {string} url
 * @property {string} [origin]
 */

/** Found items that are shown of each route. */
const MOST_ITEMS = 3;

/** An origin that nobody has, for what is answered to one that is not allowed. */
const STRANGER = 'https://stranger.invalid';

const MISSING = Buffer.from('{}');

/**
 * What the core answers: for the sample items, for requests that it refuses, and for reads that fail.
 *
 * @param {Route} route
 * @param {Core} core
 * @param {StoredItem[]} items
 * @returns {Answer[]}
 */
export function answersOf(route, core, items) {
  const found = foundAnswers(route, core, items);
  return [
    ...found,
    ...refusals(route, core, found[0]?.values),
    answerOf('No such item', core.shape(readOf(route), MISSING)),
    answerOf('DynamoDB fails, or does not answer in time', core.shape(readOf(route))),
    answerOf('Something is wrong internally, such as the item', core.lastResort),
  ];
}

/**
 * @param {Route} route
 * @param {Core} core
 * @param {StoredItem[]} items
 * @returns {Answer[]}
 */
function foundAnswers(route, core, items) {
  const stored = items.filter(({ table }) => table === route.table.name);
  const answers = stored.flatMap(({ item }) => {
    const values = valuesOf(item, route);
    if (values === undefined) return [];
    const decision = core.decide(eventOf(target(route, values)), route.name);
    if (decision.type === 'respond') return [];
    const answer = core.shape(decision, responseOf(item));
    const title = [...values.values()].join(', ') || 'Found';
    return answer.code === undefined ? [{ ...answerOf(title, answer), values }] : [];
  });
  return answers.slice(0, MOST_ITEMS);
}

/**
 * What is refused before anything is read.
 *
 * @param {Route} route
 * @param {Core} core
 * @param {Values} [values] With which it finds an item.
 * @returns {Answer[]}
 */
function refusals(route, core, values = new Map(route.parameters.map(({ name }) => [name, '1']))) {
  const { parameters, readsHeaders } = route;
  const url = target(route, values);
  const without = (/** @type {string} */ name) => withoutParameter(url, name);
  const having = (/** @type {string} */ name, /** @type {string} */ value) =>
    target(route, new Map(values).set(name, value));
  const inQuery = parameters.filter((it) => it.in === 'query');
  /** @type {Asked[]} */
  const requests = [
    ...(readsHeaders.includes('origin')
      ? [{ code: 'origin', title: 'The origin is not allowed', url, origin: STRANGER }]
      : []),
    ...(inQuery.length > 0
      ? [{ code: 'no-parameter', title: 'No parameter', url: url.replace(/\?.*/s, '') }]
      : []),
    ...inQuery.flatMap(({ name }) => [
      { code: 'parameter-absent', title: `No ${name}`, url: without(name) },
      { code: 'parameter-blank', title: `${name} is blank`, url: having(name, '') },
    ]),
    ...parameters.map(({ name, maxBytes }) => ({
      code: 'parameter-invalid',
      title: `${name} is not possible`,
      url: having(name, 'x'.repeat(maxBytes + 1)),
    })),
  ];
  return requests.flatMap(({ code, title, url, origin }) => {
    const decision = core.decide(eventOf(url, origin), route.name);
    const isMeant = decision.type === 'respond' && decision.code === code;
    return isMeant ? [answerOf(title, decision)] : [];
  });
}

/**
 * A request that has some other parameter, so that it is not without any.
 *
 * @param {string} url
 * @param {string} name
 */
function withoutParameter(url, name) {
  const [path, query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete(name);
  parameters.append('other', '');
  return `${path}?${parameters}`;
}

/**
 * @param {string} title
 * @param {CoreAnswer} answer
 * @returns {Answer}
 */
function answerOf(title, { response: { status, headers, body } }) {
  const fields = Object.values(headers).flatMap((values) => values.map((it) => [it.key, it.value]));
  return { title, status: Number(status), headers: Object.fromEntries(fields), body };
}

/**
 * A read of no item in particular.
 *
 * @param {Route} route
 * @returns {import('../function/core.js').GetItem}
 */
function readOf({ name }) {
  return { type: 'get-item', route: name, eventType: 'viewer-request', body: '' };
}

/**
 * @param {string} url
 * @param {string} [origin]
 */
function eventOf(url, origin) {
  const [uri, querystring = ''] = url.split(/\?(.*)/s);
  const headers = origin === undefined ? {} : { origin: [{ key: 'Origin', value: origin }] };
  const request = { method: 'GET', uri, querystring, headers };
  return { Records: [{ cf: { config: { eventType: 'viewer-request' }, request } }] };
}

/**
 * The body with which DynamoDB answers where there is an item.
 *
 * @param {StoredItem['item']} item
 */
function responseOf(item) {
  const json = JSON.stringify({ Item: item }, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
  return Buffer.from(json);
}
