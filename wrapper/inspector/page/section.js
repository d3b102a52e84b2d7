/** Parts of the details that open and close, and stay so from one request to the next. */

import { element } from '../../browser/page/dom.js';
import { pretty, visible } from './words.js';

const open = new Set(['Violations', 'Response']);

/**
 * @param {string} name
 * @param {string} hint What stands beside the name.
 * @param {(Node | string)[]} content
 */
export function section(name, hint, ...content) {
  const summary = element(
    'summary',
    {},
    name,
    ' ',
    element('span', { class: 'hint' }, visible(hint)),
  );
  const made = element('details', { 'data-section': name }, summary, ...content);
  made.open = open.has(name);
  made.addEventListener('toggle', () => {
    if (made.open) open.add(name);
    else open.delete(name);
  });
  return made;
}

/** @param {unknown} value */
export function json(value) {
  return element('pre', {}, pretty(value));
}

/**
 * A body, as it is.
 *
 * @param {string | undefined} body
 */
export function bodyOf(body) {
  if (body === undefined) return [];
  if (body === '') return [element('p', { class: 'hint' }, 'No body.')];
  return [element('p', { class: 'hint' }, 'Body'), element('pre', {}, body)];
}

/** @param {[name: string, value: string][]} lines */
export function headers(lines) {
  if (lines.length === 0) return element('p', { class: 'hint' }, 'No headers.');
  return facts(lines);
}

/**
 * Names and values; those without a value are omitted.
 *
 * @param {[name: string, value: Node | string | undefined][]} pairs
 */
export function facts(pairs) {
  const told = pairs.filter(([, value]) => value !== undefined);
  return element(
    'dl',
    {},
    ...told.map(([name, value = '']) =>
      element(
        'div',
        {},
        element('dt', {}, element('bdi', {}, visible(name))),
        element('dd', {}, element('bdi', {}, shown(value))),
      ),
    ),
  );
}

/** @param {Node | string} value */
function shown(value) {
  return typeof value === 'string' ? visible(value) : value;
}
