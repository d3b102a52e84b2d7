/** The inspector's page: a list of requests, which the server adds to, and the details of one. */

/** @import { Exchange } from '../../emulator/exchange.js' */

import { byId } from '../../browser/page/dom.js';
import { createDetails } from './details.js';
import { follow } from './feed.js';
import { createFilter } from './filter.js';
import { createList } from './list.js';
import { isNamed } from './named.js';
import { createNews } from './news.js';
import { createStore } from './store.js';
import { counted } from './words.js';

/** Arrivals are drawn together: there may be hundreds in a second. */
const DRAW_MS = 50;

const store = createStore();
const list = createList();
const filter = createFilter(() => {
  list.toTop();
  draw();
});
const details = createDetails((id) => {
  location.hash = String(id);
});
const news = createNews();
const pause = byId('pause');

/** @type {Exchange[] | null} What was there when the person has paused. */
let frozen = null;
let isConnected = false;
/** How many have come since the list was drawn. */
let waiting = 0;
let isDue = false;
let chosen = '';

pause.addEventListener('click', () => {
  frozen = frozen ? null : store.all();
  draw();
});
window.addEventListener('hashchange', () => {
  const before = chosen;
  choose();
  keepFocus(before);
});
byId('back').addEventListener('click', close);
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') close();
});

follow({
  home(path) {
    const link = /** @type {HTMLAnchorElement} */ (byId('home'));
    link.href = path;
    link.hidden = false;
    details.offerForms(path);
  },
  exchange(exchange) {
    if (!store.add(exchange)) return;
    waiting += 1;
    filter.learn(exchange);
    if (isNamed(exchange, location.hash.slice(1))) choose();
    if (!isDue) setTimeout(update, DRAW_MS);
    isDue = true;
  },
  restart() {
    store.clear();
    frozen &&= [];
    waiting = 0;
    close();
    draw();
  },
  connection(now) {
    isConnected = now;
    showState();
  },
});

function update() {
  isDue = false;
  if (frozen) showState();
  else draw();
}

/** Draws the list, and with that takes in what has come. */
function draw() {
  if (waiting > 0 && !frozen) {
    news.count(waiting);
    waiting = 0;
  }
  const all = frozen ?? store.all();
  const listed = all.filter(filter.lets);
  const isPart = listed.length < all.length;
  list.show(listed);
  list.choose(chosen);
  byId('count').textContent =
    (isPart ? `${listed.length} of ` : '') + counted(all.length, 'request');
  byId('empty').hidden = listed.length > 0;
  byId('empty').textContent = isPart
    ? 'None of the requests is of this kind.'
    : 'Nothing yet. Requests to this server appear here as they come.';
  showState();
}

function showState() {
  const state = frozen ? 'Paused' : 'Live';
  const region = byId('connection');
  const text = isConnected ? state : 'Disconnected, retrying';
  if (region.textContent !== text) region.textContent = text;
  region.dataset.state = isConnected ? state : 'Disconnected';
  const more = waiting > 0 ? ` (${waiting} new)` : '';
  pause.textContent = frozen ? `Resume${more}` : 'Pause';
}

function close() {
  location.hash = '';
}

/** Shows the newest request that the address names, or none. One that is not here may yet come. */
function choose() {
  const name = location.hash.slice(1);
  const isMeant = (/** @type {Exchange} */ exchange) => isNamed(exchange, name);
  const exchange = frozen?.find(isMeant) ?? store.all().find(isMeant);
  if (name && !exchange) return;
  chosen = exchange ? String(exchange.id) : '';
  document.body.classList.toggle('detailed', exchange !== undefined);
  list.choose(chosen);
  details.show(exchange);
}

/**
 * Where what had the focus is gone, it goes on to what has come instead.
 *
 * @param {string} before The request that was chosen.
 */
function keepFocus(before) {
  const { activeElement, body } = document;
  const isThere = activeElement !== body && activeElement?.checkVisibility();
  if (isThere) news.say(chosen ? `Showing request ${chosen}` : '');
  else if (chosen) details.focus();
  else list.focus(before);
}
