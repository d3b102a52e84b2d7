/** Tells how many lines have come above those in view, and leads to them. */

import { byId } from '../../browser/page/dom.js';
import { counted } from './words.js';

/**
 * @param {() => Element} scroller Of the list, which depends on the window.
 * @param {() => void} lead Takes the focus to the first line.
 */
export function createAbove(scroller, lead) {
  const button = byId('above');
  let count = 0;

  function show() {
    button.hidden = count === 0;
    button.textContent = `↑ ${counted(count, 'new request')}`;
  }
  button.addEventListener('click', () => {
    scroller().scrollTop = 0;
    lead();
  });
  // Scrolling does not bubble, but it can be seen on its way down.
  document.addEventListener(
    'scroll',
    () => {
      if (scroller().scrollTop > 0) return;
      count = 0;
      show();
    },
    { capture: true, passive: true },
  );

  return (/** @type {number} */ arrived) => {
    if (arrived === 0 || scroller().scrollTop <= 0) return;
    count += arrived;
    show();
  };
}
