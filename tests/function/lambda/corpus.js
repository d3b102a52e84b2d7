/** The cases of the table, and which handlers have to answer them, for each `api.json` of the table. */

import { CONFIG } from '../../support/core.js';
import { eventOf, responseOf, tables } from '../../support/table.js';

/**
 * @typedef {object} Corpus
 * @property {string} config The text of the `api.json`.
 * @property {string[]} handlers As `_HANDLER` names them.
 * @property {Question[]} questions
 *
 * @typedef {object} Question
 * @property {string} name
 * @property {string} handler As `_HANDLER` names it.
 * @property {import('../../support/table.js').Case} testCase
 * @property {unknown} event
 * @property {string} answer JSON text.
 */

/** Has numbers as no database gives them back: written in other ways than its own. */
const NOT_STORED = 'fields.json';

/** The handlers of the function that ships. */
export const HANDLERS = handlersOf(CONFIG);

/**
 * Every case as one or two questions: what `index.handler` answers to a GET of a route, that
 * route's own handler has to answer too.
 *
 * @returns {Corpus[]}
 */
export function corpora() {
  const stored = tables().filter(({ file }) => file !== NOT_STORED);
  return [...Map.groupBy(stored, ({ config }) => config)].map(([config, tables]) => ({
    config,
    handlers: handlersOf(config),
    questions: tables.flatMap(({ file, headers, cases }) =>
      cases.flatMap((testCase) => {
        const event = eventOf(testCase);
        const answer = JSON.stringify(responseOf(testCase, headers));
        return answering(config, testCase, event).map((handler) => {
          return { name: `${file}: ${testCase.name}`, handler, testCase, event, answer };
        });
      }),
    ),
  }));
}

/** @param {string} config */
function handlersOf(config) {
  return ['handler', ...routesOf(config).map(({ name }) => name)].map((name) => `index.${name}`);
}

/**
 * @param {string} config
 * @param {import('../../support/table.js').Case} testCase
 * @param {any} event
 */
function answering(config, { route, read }, event) {
  if (route !== undefined) return [`index.${route}`];
  const { method, uri } = event?.Records?.[0]?.cf?.request ?? {};
  const own = routesOf(config).filter(
    ({ name, path }) => method === 'GET' && (uri === path || name === read?.route),
  );
  return ['index.handler', ...own.map(({ name }) => `index.${name}`)];
}

/**
 * @param {string} config
 * @returns {{ name: string, path: string }[]}
 */
function routesOf(config) {
  return JSON.parse(config).routes;
}
