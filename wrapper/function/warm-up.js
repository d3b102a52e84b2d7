/**
 * Does in advance what would slow the first request down. While the module loads, Lambda gives it a
 * whole processor; at 128 MB, requests get a fourteenth of one.
 */

import { setTimeout } from 'node:timers/promises';

/** @typedef {import('./core.js').Core} Core */

/** How long loading may wait, in milliseconds; connecting to a distant Region takes longer. */
const PATIENCE_MS = 300;

/**
 * Never rejects: what fails here fails again in the first request, which reports it.
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
    // The next call gets a fresh instance.
  }
  const patience = new AbortController();
  await Promise.race([connected, pause(PATIENCE_MS, patience.signal)]);
  patience.abort();
}

/**
 * A refused request and an item that does not fit run most of the code that others run.
 *
 * @param {Core} core
 * @param {import('./core.js').Settings['routes'][number]} route
 */
function use(core, { name: route, path }) {
  const headers = { origin: [{ key: 'Origin', value: 'https://warm-up.example' }] };
  const uri = path.replaceAll(/\{[^}]+\}/g, 'warm-up');
  const request = { method: 'GET', uri, querystring: 'warm-up=1', headers };
  const config = { eventType: 'viewer-request' };
  core.decide({ Records: [{ cf: { config, request } }] }, route);
  core.decide({ Records: [{ cf: { config, request: { ...request, headers: {} } } }] }, route);
  const read = /** @type {const} */ ({
    type: 'get-item',
    route,
    frontDoor: 'viewer-request',
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
