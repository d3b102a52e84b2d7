/** What a screen reader says of the list, which is not to talk all the time. */

import { byId } from '../../browser/page/dom.js';
import { counted } from './words.js';

const PAUSE_MS = 10_000;

export function createNews() {
  const region = byId('news');
  let count = 0;
  let isDue = false;

  function sayCount() {
    region.textContent = counted(count, 'new request');
    count = 0;
    isDue = false;
  }
  return {
    /** @param {number} arrived */
    count(arrived) {
      count += arrived;
      if (!isDue) setTimeout(sayCount, PAUSE_MS);
      isDue = true;
    },
    /** @param {string} text */
    say(text) {
      region.textContent = text;
    },
  };
}
