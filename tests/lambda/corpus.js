/** The cases of the table that are of the shipped `api.json`, and which handlers have to answer. */

import { CONFIG } from '../core.js';
import { eventOf, responseOf, tables } from '../table.js';

/**
 * @typedef {object} Question
 * @property {string} name
 * @property {string} handler As `_HANDLER` names it.
 * @property {import('../table.js').Case} testCase
 * @property {unknown} event
 * @property {string} answer JSON text.
 */

/** @type {{ name: string, path: string }[]} */
const ROUTES = JSON.parse(CONFIG).routes;

/** The function's handlers, as `_HANDLER` names them. */
export const HANDLERS = ['handler', ...ROUTES.map(({ name }) => name)].map(
  (name) => `index.${name}`,
);

/**
 * Every case as one or two questions: what `index.handler` answers to a GET of a route, that
 * route's own handler has to answer too.
 *
 * @returns {Question[]}
 */
export function questions() {
  return tables()
    .filter(({ config }) => config === CONFIG)
    .flatMap(({ file, headers, cases }) =>
      cases.flatMap((testCase) => {
        const event = eventOf(testCase);
        const answer = JSON.stringify(responseOf(testCase, headers));
        return handlersOf(testCase, event).map((handler) => {
          return { name: `${file}: ${testCase.name}`, handler, testCase, event, answer };
        });
      }),
    );
}

/**
 * @param {import('../table.js').Case} testCase
 * @param {any} event
 */
function handlersOf({ route }, event) {
  if (route !== undefined) return [`index.${route}`];
  const { method, uri } = event?.Records?.[0]?.cf?.request ?? {};
  const own = ROUTES.filter(({ path }) => method === 'GET' && uri === path);
  return ['index.handler', ...own.map(({ name }) => `index.${name}`)];
}
