/**
 * An allowed-origin pattern that looks harmless, and an `Origin` that an attacker made for it: what
 * each letter more costs the core, and what it costs a backtracking engine.
 */

import { readFileSync } from 'node:fs';
import { Api, initSync } from '../pkg/edge/edge_lookup.js';
import { parseApi } from '../wrapper/api/load.js';

const PATTERN = 'https://([a-z]+-?)+\\.example\\.com';
const LENGTHS = [12, 24, 36];

initSync({ module: readFileSync(new URL('../pkg/edge/edge_lookup_bg.wasm', import.meta.url)) });
const config = JSON.parse(
  readFileSync(new URL('../examples/mediaconvert/api.json', import.meta.url), 'utf8'),
);
config.cors.allowedOrigins = [PATTERN];
const api = new Api(parseApi(JSON.stringify(config)).compiled);
const backtracking = new RegExp(`^(?:${PATTERN})$`);

console.log(`\nAn Origin of n letters against ${PATTERN}, in ms:\n`);
console.log('   n   decide   RegExp of V8');
for (const length of LENGTHS) {
  const origin = `https://${'a'.repeat(length)}!`;
  const event = eventFrom(origin);
  api.decide(event);
  const linear = milliseconds(() => api.decide(event));
  const exponential = milliseconds(() => backtracking.test(origin));
  console.log(`${length.toString().padStart(4)} ${linear.padStart(8)} ${exponential.padStart(14)}`);
}
const long = eventFrom(`https://${'a'.repeat(8000)}!`);
console.log(`8000 ${milliseconds(() => api.decide(long)).padStart(8)}        not tried`);

/** @param {() => void} work */
function milliseconds(work) {
  const start = performance.now();
  work();
  return (performance.now() - start).toFixed(3);
}

/** @param {string} origin */
function eventFrom(origin) {
  const headers = { origin: [{ key: 'Origin', value: origin }] };
  const request = { method: 'GET', uri: '/api/media/status', querystring: 'job_id=c1', headers };
  return { Records: [{ cf: { config: { eventType: 'viewer-request' }, request } }] };
}
