/** The library, and what the page says if it does not come. */

/** @import { ClientConfig } from '../../../wrapper/browser/index.d.ts' */
/** @import { Texts } from './texts.js' */

import { element, icon } from '../../../wrapper/browser/page/dom.js';
import { LOOKUPS } from './follow.js';

/**
 * Loads everything that looking up needs. An import that is part of the page's own script would
 * leave the page silent if it failed, so that this one comes later.
 *
 * @param {string} baseUrl Where the API is, if not where the page is.
 */
export async function startLibrary(baseUrl) {
  const [{ load }, config] = await Promise.all([import('./edge-lookup.js'), clientConfig()]);
  for (const lookup of Object.values(LOOKUPS)) {
    if (!config.routes.some(({ name }) => name === lookup)) {
      throw new Error(`the API has no lookup ${lookup}`);
    }
  }
  return { config, api: await load({ config, baseUrl }) };
}

/** @returns {Promise<ClientConfig>} */
async function clientConfig() {
  const response = await fetch('lookups.json');
  if (!response.ok) throw new Error(`lookups.json: status ${response.status}`);
  return response.json();
}

/**
 * @param {HTMLElement} notice
 * @param {unknown} error
 * @param {Texts['start']} texts
 */
export function showStartFailure(notice, error, { title, text, reload }) {
  const button = element('button', { type: 'button' }, reload);
  button.addEventListener('click', () => location.reload());
  notice.hidden = false;
  notice.replaceChildren(
    icon('failed'),
    element(
      'div',
      {},
      element('p', { class: 'notice-title' }, title),
      element('p', {}, text),
      element('p', { class: 'answer' }, element('code', { lang: 'en' }, String(error))),
      button,
    ),
  );
}
