/** Whether http is redirected to https. */

import { createClient } from './client.js';

/** @import { Check } from './check.js' */

/**
 * @param {URL} origin Where http is asked.
 * @param {string} target
 * @param {string} location Where it has to lead.
 * @param {{ timeoutMs?: number }} [options]
 * @returns {Promise<Check>}
 */
export async function askForRedirect(origin, target, location, options) {
  const client = createClient(origin, options);
  const line = { title: 'http is redirected to https', request: `GET ${origin.origin}${target}` };
  const reply = await client.send({ method: 'GET', target, headers: {} });
  client.close();
  if ('failure' in reply) return { ...line, outcome: 'wrong', said: reply.failure };
  const { status, headers } = reply;
  if ([301, 307, 308].includes(status) && headers.location === location) {
    return { ...line, outcome: 'right', said: `${status} ${location}` };
  }
  const came = `${status} ${headers.location ?? ''}`.trim();
  return { ...line, outcome: 'wrong', said: `expected 301 ${location}, came ${came}` };
}
