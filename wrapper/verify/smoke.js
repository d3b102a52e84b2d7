/** One request after a deployment, which costs no read: whether the function answers there. */

import { ask } from './check.js';
import { createClient } from './client.js';
import { createReference } from './reference.js';
import { example, preflight } from './requests.js';
import { shown } from './transcript.js';

/**
 * @typedef {object} Smoke
 * @property {boolean} isRight
 * @property {string} line What came, and what was expected if it is another.
 * @property {string} url The first route's, with values that show its form.
 * @property {string} curl The same as a line for the terminal.
 */

/**
 * @param {URL} origin Of the distribution.
 * @param {object} options
 * @param {import('../api/load.js').Api} options.api What is deployed there.
 * @param {import('../api/load.js').EventType} options.eventType
 * @param {number} [options.timeoutMs]
 * @returns {Promise<Smoke>}
 */
export async function smokeTest(origin, { api, eventType, timeoutMs }) {
  const { routes, headers: names } = api.description;
  const client = createClient(origin, { timeoutMs });
  const reference = createReference(api, eventType);
  const { check } = await ask(preflight(routes[0]), { client, reference, names });
  client.close();
  const url = origin.origin + example(routes[0]);
  const cause = check.cause === undefined ? '' : `. Perhaps ${check.cause}`;
  return {
    isRight: check.outcome === 'right',
    line: `OPTIONS ${url}: ${shown(check.said)}${cause}`,
    url,
    curl: `curl -i '${url.replaceAll("'", "'\\''")}'`,
  };
}
