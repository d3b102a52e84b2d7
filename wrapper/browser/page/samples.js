/** Values of items to click instead of typing. */

/** @import { Values } from './address.js' */

import { element } from './dom.js';
import { visible } from './words.js';

/**
 * @param {string} name Of the route.
 * @param {Values[]} samples
 * @param {(values: Values) => void} onChoose
 * @returns {Node[]} Nothing if there are none.
 */
export function samplesOf(name, samples, onChoose) {
  if (samples.length === 0) return [];
  const label = `Items to try with ${name}`;
  const buttons = samples.map((values) => {
    const texts = Object.values(values).map((value) => element('bdi', {}, visible(value)));
    const content = texts.flatMap((text, i) => (i === 0 ? [text] : [' · ', text]));
    const button = element('button', { type: 'button' }, ...content);
    button.addEventListener('click', () => onChoose(values));
    return button;
  });
  const title = element('span', { class: 'label', 'aria-hidden': 'true' }, 'Items to try');
  return [
    element('div', { class: 'samples', role: 'group', 'aria-label': label }, title, ...buttons),
  ];
}

/**
 * Whether a field of a form can hold the values: it takes no line breaks.
 *
 * @param {Values} values
 */
export function canBeTyped(values) {
  return Object.values(values).every((value) => !/[\r\n]/.test(value));
}
