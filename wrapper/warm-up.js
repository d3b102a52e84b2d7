/**
 * Doing while the module loads what the first request would have to do besides. Lambda gives the
 * loading a whole processor, and at 128 MB requests a fourteenth of one.
 */

import { setTimeout } from 'node:timers/promises';

/** @typedef {import('./core.js').Core} Core */

/** How long the function may be held up, in milliseconds: a far Region's connection takes longer. */
const PATIENCE_MS = 300;

/**
 * Never rejects: what fails here fails again in the first request, which answers for it.
 *
 * @param {object} parts
 * @param {Core} parts.core
 * @param {() => Promise<void>} parts.connect
 */
export async function warmUp({ core, connect }) {
  const connected = connect();
  try {
    for (const route of core.settings.routes) use(core, route);
  } catch {
    // The core makes itself a fresh instance.
  }
  const patience = new AbortController();
  await Promise.race([connected, pause(PATIENCE_MS, patience.signal)]);
  patience.abort();
}

/**
 * A request that is refused, and an item that does not fit, take most of the way that others take.
 *
 * @param {Core} core
 * @param {string} route
 */
function use(core, route) {
  const headers = { origin: [{ key: 'Origin', value: 'https://warm-up.example' }] };
  const request = { method: 'GET', uri: '/', querystring: 'warm-up=1', headers };
  const config = { eventType: 'viewer-request' };
  core.decide({ Records: [{ cf: { config, request } }] }, route);
  core.decide({ Records: [{ cf: { config, request: { ...request, headers: {} } } }] }, route);
  const read = /** @type {const} */ ({
    type: 'get-item',
    route,
    trigger: 'viewer-request',
    body: '',
  });
  core.shape(read, ITEM);
}

const ITEM = Buffer.from('{"Item":{"warm-up":{"S":"1"},"number":{"N":"1"},"list":{"L":[]}}}');

/**
 * @param {number} ms
 * @param {AbortSignal} signal
 */
function pause(ms, signal) {
  return setTimeout(ms, undefined, { signal }).catch(() => {});
}
