/** Answers of a route, made by the core itself, so that what is shown of them cannot be wrong. */

import { eventOf, MISSING, responseOf } from '../local/ask-core.js';
import { target, valuesOf } from '../local/example-urls.js';
import { refusedRequests } from '../local/refused-requests.js';

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

/** Found items that are shown of each route. */
const MOST_ITEMS = 3;

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
    ...refusedRequests(route, core, found[0]?.values).map(({ title, answer }) =>
      answerOf(title, answer),
    ),
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
  return { type: 'get-item', route: name, frontDoor: 'viewer-request', body: '' };
}
