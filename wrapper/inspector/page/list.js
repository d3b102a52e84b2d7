/** The list of requests. Whatever comes and goes, the focus stays, and so does what is read. */

/** @import { Exchange } from '../../emulator/exchange.js' */

import { byId } from '../../browser/page/dom.js';
import { createAbove } from './above.js';
import { rowOf } from './row.js';

/** @type {Record<string, (links: HTMLElement[], at: number) => HTMLElement | undefined>} */
const MOVES = {
  ArrowDown: (links, at) => links[at + 1],
  ArrowUp: (links, at) => links[at - 1],
  Home: (links) => links[0],
  End: (links) => links.at(-1),
};

export function createList() {
  const list = byId('list');
  /** @type {WeakMap<Exchange, HTMLLIElement>} */
  const rows = new WeakMap();
  let chosen = '';
  const scroller = () => scrollerOf(list);
  const tellAbove = createAbove(scroller, () => links()[0]?.focus());

  const links = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('a')]);
  const focused = () => links().find((link) => link === document.activeElement);
  const linkTo = (/** @type {string} */ id) =>
    links().find((link) => link.getAttribute('href') === `#${id}`);

  list.addEventListener('keydown', (event) => {
    const at = focused();
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (!isPlain || !(event.key in MOVES)) return;
    event.preventDefault();
    const all = links();
    MOVES[event.key](all, at ? all.indexOf(at) : -1)?.focus();
  });
  list.addEventListener('focusin', mark);

  /** Tab leads to one line only: where the person is, or the chosen one, or the newest. */
  function mark() {
    const all = links();
    const current = linkTo(chosen);
    const stop = focused() ?? current ?? all[0];
    for (const link of all) {
      link.tabIndex = link === stop ? 0 : -1;
      if (link === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  /** @param {Exchange} exchange */
  function row(exchange) {
    const known = rows.get(exchange);
    if (known) return known;
    const made = rowOf(exchange);
    rows.set(exchange, made);
    return made;
  }

  /** @param {Exchange[]} exchanges */
  function replace(exchanges) {
    const wanted = exchanges.map(row);
    const rows = new Set(wanted);
    for (const old of [...list.children]) {
      if (!rows.has(/** @type {HTMLLIElement} */ (old))) old.remove();
    }
    // What stays is not moved, which would take the focus from it.
    let at = list.firstElementChild;
    for (const li of wanted) {
      if (li === at) at = at.nextElementSibling;
      else list.insertBefore(li, at);
    }
  }

  return {
    /** @param {Exchange[]} exchanges The newest first. */
    show(exchanges) {
      const hadFocus = focused();
      const isRead = hadFocus?.matches(':focus-visible') || scroller().scrollTop > 0;
      const anchor = isRead ? (hadFocus ?? links().find(isInView)) : undefined;
      const first = list.firstElementChild;
      const before = anchor?.getBoundingClientRect().top ?? 0;
      replace(exchanges);
      if (hadFocus && !hadFocus.isConnected) (links().at(-1) ?? list).focus();
      if (anchor?.isConnected) scroller().scrollTop += anchor.getBoundingClientRect().top - before;
      if (first?.isConnected) tellAbove([...list.children].indexOf(first));
      mark();
    },
    /** @param {string} id Of the exchange whose details are shown; empty for none. */
    choose(id) {
      chosen = id;
      mark();
    },
    toTop() {
      scroller().scrollTop = 0;
    },
    /** @param {string} id The line to go back to. */
    focus(id) {
      const link = linkTo(id) ?? links()[0] ?? list;
      link.focus();
      link.scrollIntoView({ block: 'nearest' });
    },
  };
}

/** @param {HTMLElement} link */
function isInView(link) {
  return link.getBoundingClientRect().bottom > 0;
}

/**
 * In a wide window the list scrolls in its pane, in a narrow one with the page.
 *
 * @param {HTMLElement} list
 */
function scrollerOf(list) {
  const pane = /** @type {HTMLElement} */ (list.parentElement);
  return getComputedStyle(pane).overflowY === 'auto' ? pane : document.documentElement;
}
