/** The page for any API: a form for each route. */

/** @import { RoutesJson } from '../routes-page.js' */
/** @import { RouteCard } from './route.js' */

import { valuesOfTarget } from './address.js';
import { byId, element, icon } from './dom.js';
import { createFinder } from './finder.js';
import { createRoute } from './route.js';

/** With more routes than this, they can be searched. */
const MANY = 8;

/** @param {string} text For those who do not see what has happened. */
function say(text) {
  byId('status').textContent = text;
}

await start();

async function start() {
  try {
    // What is not there is to be seen, so it cannot be a part of this script.
    const [{ load }, json] = await Promise.all([import('../index.js'), routesJson()]);
    const { config, facts, hasOwnPage } = json;
    const api = await load({ config });
    const cards = config.routes.map((route, i) =>
      createRoute({ route, facts: facts[i], api, say, label: `route-${i}` }),
    );
    byId('own-page').hidden = !hasOwnPage;
    byId('routes').replaceChildren(...cards.map((card) => card.element));
    if (cards.length > MANY) createFinder(cards);
    const showAddress = () => openNamed(config, cards);
    window.addEventListener('hashchange', showAddress);
    if (!showAddress()) cards[0].element.open = true;
  } catch (error) {
    showFailure(error);
  }
}

/** @returns {Promise<RoutesJson>} */
async function routesJson() {
  const response = await fetch('/__edge/routes/routes.json');
  if (!response.ok) throw new Error(`routes.json: status ${response.status}`);
  return response.json();
}

/**
 * Opens the form of the request that the address names, filled in.
 *
 * @param {RoutesJson['config']} config
 * @param {RouteCard[]} cards
 * @returns {boolean} Whether there is one.
 */
function openNamed({ routes }, cards) {
  const named = valuesOfTarget(routes, location.hash.slice(1));
  if (named === undefined) return false;
  const card = cards[named.index];
  card.element.open = true;
  card.fill(named.values);
  card.element.scrollIntoView({ block: 'start' });
  return true;
}

/** @param {unknown} error */
function showFailure(error) {
  const again = element('button', { type: 'button' }, 'Reload');
  again.addEventListener('click', () => location.reload());
  const failure = byId('failure');
  failure.hidden = false;
  failure.replaceChildren(
    icon('failed'),
    element(
      'div',
      {},
      element('p', { class: 'notice-title' }, 'This page could not start.'),
      element('p', {}, 'Is edge-lookup local still running?'),
      element('p', { class: 'answer' }, element('code', {}, String(error))),
      again,
    ),
  );
}
