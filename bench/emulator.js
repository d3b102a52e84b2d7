/**
 * What the emulator adds to a request over calling the function directly, without HTTP: the events, the
 * rules, the cache, the note for the inspector.
 */

import { ANY_PATH } from '../wrapper/emulator/behavior.js';
import { createDistribution } from '../wrapper/emulator/distribution.js';
import { EXAMPLE_ORIGIN, viewerRequestEvent } from '../wrapper/emulator/event.js';
import { viewerRequest } from '../wrapper/emulator/request.js';

/** @import { Behavior, EdgeFunction } from '../wrapper/emulator/behavior.js' */
/** @import { EventType } from '../wrapper/emulator/event-type.js' */

const CALLS = 5_000;

const RESULT = {
  status: '200',
  headers: { 'cache-control': [{ key: 'Cache-Control', value: 'max-age=3600' }] },
  body: '{"success":true,"job_status":"PROGRESSING","progress_rate":37}',
};

/** @type {EdgeFunction} */
const GENERATES = { handler: async () => RESULT };
/** @type {EdgeFunction} */
const PASSES = { handler: async ({ Records: [{ cf }] }) => cf.response ?? cf.request };

/** @type {Behavior['origin']} */
const ORIGIN = {
  settings: EXAMPLE_ORIGIN,
  ask: async () => ({ status: 200, reason: 'OK', headers: [], body: Buffer.from(RESULT.body) }),
};

/** @type {[what: string, behavior: Partial<Behavior>, target: (i: number) => string][]} */
const ROWS = [
  ['viewer-request', { functions: { 'viewer-request': GENERATES } }, () => '/a?b=c'],
  ['origin-request', { functions: { 'origin-request': GENERATES } }, (i) => `/a?b=${i}`],
  ['origin-request, from the cache', { functions: { 'origin-request': GENERATES } }, () => '/a'],
  ['four functions and an origin', { functions: all(), origin: ORIGIN }, (i) => `/a?b=${i}`],
];

console.log(`\nThe emulator, medians of ${CALLS} requests one after the other, in ms:\n`);
const direct = await median(async () => {
  await GENERATES.handler(viewerRequestEvent(requestOf('/a?b=c')), /** @type {any} */ ({}));
});
console.log(`  ${'the function called directly'.padEnd(34)} ${direct.toFixed(3)}`);
for (const [what, behavior, target] of ROWS) {
  const answer = createDistribution({
    behaviors: [{ ...ANY_PATH, functions: {}, ...behavior }],
    log: console.error,
  });
  const time = await median(async (i) => {
    const { status } = await answer(requestOf(target(i)));
    if (status !== 200) throw new Error(`${what}: ${status}`);
  });
  console.log(`  ${what.padEnd(34)} ${time.toFixed(3)}, adds ${(time - direct).toFixed(3)}`);
}

/** @returns {Record<EventType, EdgeFunction>} */
function all() {
  return {
    'viewer-request': PASSES,
    'origin-request': PASSES,
    'origin-response': PASSES,
    'viewer-response': PASSES,
  };
}

/** @param {string} target */
function requestOf(target) {
  const rawHeaders = ['Host', '127.0.0.1', 'Accept', '*/*', 'User-Agent', 'bench'];
  return viewerRequest({ method: 'GET', target, rawHeaders, clientIp: '127.0.0.1' });
}

/**
 * The time of one call in milliseconds, after some that are not counted.
 *
 * @param {(i: number) => Promise<void>} call
 */
async function median(call) {
  const times = [];
  for (let i = 0; i < CALLS + 500; i++) {
    const start = performance.now();
    await call(i);
    times.push(performance.now() - start);
  }
  return times.slice(500).sort((a, b) => a - b)[CALLS / 2] ?? Number.NaN;
}
