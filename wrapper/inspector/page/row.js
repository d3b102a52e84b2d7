/** One line of the list: a link to the details. */

/** @import { Exchange } from '../../emulator/exchange.js' */

import { element } from '../../browser/page/dom.js';
import { clock, duration, shortened, toneOfStatus, verdictOf, visible } from './words.js';

/** More of a path than any window shows; a screen reader reads it all. */
const MOST_OF_PATH = 200;

/** @param {Exchange} exchange */
export function rowOf(exchange) {
  const { id, time, ms, request, response, cache } = exchange;
  const verdict = verdictOf(exchange);
  const link = element(
    'a',
    { href: `#${id}`, class: 'cells', tabindex: '-1' },
    cell('time', clock(time)),
    cell('method', request.method),
    cell('path', shortened(request.url, MOST_OF_PATH)),
    cell(`status ${toneOfStatus(response.status)}`, String(response.status)),
    cell('number', duration(ms)),
    cell('cache', cache?.outcome ?? ''),
    cell(`verdict ${verdict.tone}`, verdict.text),
  );
  return element('li', {}, link);
}

/** @param {string} name @param {string} text */
function cell(name, text) {
  return element('span', { class: name }, element('bdi', {}, visible(text)), ' ');
}
