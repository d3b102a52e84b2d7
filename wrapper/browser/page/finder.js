/** Finds routes by name and path, where there are many. */

/** @import { RouteCard } from './route.js' */

import { byId } from './dom.js';

/** @param {RouteCard[]} cards */
export function createFinder(cards) {
  const wanted = /** @type {HTMLInputElement} */ (byId('wanted'));
  const find = () => {
    const text = wanted.value.trim().toLowerCase();
    for (const { element, title } of cards) element.hidden = !title.toLowerCase().includes(text);
    const count = cards.filter(({ element }) => !element.hidden).length;
    byId('found').textContent = `${count} of ${cards.length} routes`;
  };
  wanted.addEventListener('input', find);
  byId('find').hidden = false;
  find();
}
