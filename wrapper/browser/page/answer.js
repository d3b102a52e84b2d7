/** The answer to a request, as it came. */

/** @import { Answer, Outcome } from './ask.js' */

import { element, icon } from './dom.js';
import { indented } from './indented.js';
import { duration, toneOfStatus, visible } from './words.js';

/** Where the inspector is. */
export const INSPECTOR = '/__edge/';

/** The headers that say how the answer came about and how long it lives. */
const TELLING = [
  ...['content-type', 'location', 'retry-after'],
  ...['cache-control', 'age', 'x-cache', 'vary'],
];

/**
 * @param {string} target What was asked for.
 * @param {Outcome} outcome
 * @returns {{ said: string, parts: Node[] }} In short, and in full.
 */
export function answerOf(target, outcome) {
  if ('error' in outcome) return failureOf(outcome.error);
  if ('redirectMs' in outcome) {
    const said = `A redirect, ${duration(outcome.redirectMs)}`;
    return {
      said,
      parts: [
        heading('good', 'A redirect', outcome.redirectMs, target),
        element(
          'p',
          {},
          'Where it leads to, a browser does not tell a page: curl and the inspector do.',
        ),
      ],
    };
  }
  const { status, reason, headers, ms } = outcome.answer;
  const title = `${status} ${reason}`;
  const id = headers.find(([name]) => name === 'x-amz-cf-id')?.[1] ?? target;
  return {
    said: `${title}, ${duration(ms)}`,
    parts: [
      heading(toneOfStatus(status), title, ms, id),
      list(headers.filter(([name]) => TELLING.includes(name))),
      ...bodyOf(outcome.answer),
      element(
        'details',
        {},
        element('summary', {}, `All ${headers.length} headers`),
        list(headers),
      ),
    ],
  };
}

/**
 * @param {string} tone
 * @param {string} title
 * @param {number} ms
 * @param {string} id What the inspector finds the request by.
 */
function heading(tone, title, ms, id) {
  return element(
    'div',
    { class: 'answer-head' },
    element('h3', { class: tone }, element('bdi', {}, visible(title))),
    element('span', { class: 'hint' }, duration(ms)),
    element('a', { href: `${INSPECTOR}#${id}` }, 'In the inspector'),
  );
}

/** @param {[name: string, value: string][]} headers */
function list(headers) {
  return element(
    'dl',
    { class: 'facts' },
    ...headers.map(([name, value]) =>
      element(
        'div',
        {},
        element('dt', {}, name),
        element('dd', {}, element('code', {}, element('bdi', {}, visible(value)))),
      ),
    ),
  );
}

/** @param {Answer} answer */
function bodyOf({ body, headers }) {
  if (body === '') return [element('p', { class: 'hint' }, 'No body.')];
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  const text = type.startsWith('application/json') ? indented(body) : body;
  const attributes = { class: 'body', tabindex: '0', role: 'group', 'aria-label': 'Body' };
  return [element('pre', attributes, visible(text))];
}

/**
 * @param {string} error
 * @returns {ReturnType<typeof answerOf>}
 */
function failureOf(error) {
  const said = 'No answer: is edge-lookup local still running?';
  const notice = element(
    'div',
    { class: 'notice failed' },
    icon('failed'),
    element(
      'div',
      {},
      element('p', { class: 'notice-title' }, said),
      element('p', { class: 'answer' }, element('code', {}, error)),
    ),
  );
  return { said, parts: [notice] };
}
