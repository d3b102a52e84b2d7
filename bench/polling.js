/**
 * What polling costs: viewers of one running job ask for its status every two seconds, for a
 * minute of a simulated clock, through the local edge. Every answer is the core's.
 */

import { readFileSync } from 'node:fs';
import { parseApi } from '../wrapper/api/load.js';
import { createDistribution } from '../wrapper/emulator/distribution.js';
import { viewerRequest } from '../wrapper/emulator/request.js';
import { loadCore } from '../wrapper/function/core.js';
import { createHandlers } from '../wrapper/function/handler.js';
import { behaviorsOf } from '../wrapper/local/api-site.js';
import { PRICE, RUN_AT_EDGE, RUN_IN_REGION, SECONDS } from './prices.js';

/** @import { EventType } from '../wrapper/api/load.js' */
/** @import { Generated } from '../wrapper/emulator/response.js' */

const VIEWERS = 1000;
const EVERY_MS = 2000;
const MINUTE_MS = 60_000;

const RUNNING = Buffer.from(
  JSON.stringify({ Item: { JobStatus: { S: 'PROGRESSING' }, ProgressRate: { N: '37' } } }),
);
const api = JSON.parse(
  readFileSync(new URL('../examples/mediaconvert/api.json', import.meta.url), 'utf8'),
);
const wasm = readFileSync(new URL('../pkg/edge/edge_lookup_bg.wasm', import.meta.url));

/** What a run costs by way of an HTTP API. */
const VIA_HTTP_API = PRICE.httpApiRequest + RUN_IN_REGION;

/** @type {[cached: string, seconds: number, browsers: boolean][]} */
const TIMES = [
  ['nothing', 0, true],
  ['1 s', 1, true],
  ['5 s', 5, true],
  ['5 s, by CloudFront only', 5, false],
];

console.log(
  `\n${VIEWERS} viewers ask for one running job every ${EVERY_MS / 1000} s for a minute, one cache of CloudFront:\n`,
);
console.log(
  '| cached for | answered by | requests | function runs and reads | $ a million polls |',
);
console.log('|---|---|---|---|---|');
const polls = VIEWERS * (MINUTE_MS / EVERY_MS);
for (const [cached, seconds, browsers] of TIMES) {
  const viewer = await simulate('viewer-request', seconds, browsers);
  const origin = await simulate('origin-request', seconds, browsers);
  row(cached, 'HTTP API and Lambda', viewer, 0, VIA_HTTP_API);
  row(cached, 'viewer-request', viewer, PRICE.cloudFrontRequest, RUN_AT_EDGE);
  row(cached, 'origin-request', origin, PRICE.cloudFrontRequest, RUN_AT_EDGE);
  // CloudFront caches an origin's responses by the same rules.
  row(cached, 'CloudFront, HTTP API and Lambda', origin, PRICE.cloudFrontRequest, VIA_HTTP_API);
}
console.log(
  `\nA run is billed with ${SECONDS * 1000} ms of 128 MB. Prices of us-east-1, without free tiers and data transfer.`,
);

/**
 * @param {string} cached
 * @param {string} what
 * @param {{ requests: number, runs: number, reads: number }} count
 * @param {number} perRequest
 * @param {number} perRun
 */
function row(cached, what, { requests, runs, reads }, perRequest, perRun) {
  if (runs !== reads) throw new Error(`${runs} runs and ${reads} reads`);
  const dollars = requests * perRequest + runs * (perRun + PRICE.read);
  const cells = [cached, what, requests.toLocaleString('en'), runs.toLocaleString('en')];
  console.log(`| ${cells.join(' | ')} | ${((dollars / polls) * 1e6).toFixed(2)} |`);
}

/**
 * @param {EventType} eventType
 * @param {number} seconds For which the route declares a cache; 0 declares nothing.
 * @param {boolean} browsers Whether viewers cache answers too.
 */
async function simulate(eventType, seconds, browsers) {
  const { cache: _, ...declared } = api.routes[1];
  const route = { ...declared, cases: [], ...(seconds > 0 && { cache: { seconds } }) };
  const config = JSON.stringify({ ...api, routes: [route] });
  const count = { requests: 0, runs: 0, reads: 0 };
  let now = 0;
  const { compiled, description } = parseApi(config);
  const core = loadCore({ compiled, wasm });
  const { handler } = createHandlers({
    core,
    read: async (_, _budget, accept) => {
      count.reads += 1;
      return { answer: accept(RUNNING), attempts: 1, failures: [] };
    },
    log: () => {
      count.runs += 1;
    },
  });
  const answer = createDistribution({
    behaviors: behaviorsOf(description, eventType, { handler }),
    log: (line) => {
      throw new Error(line);
    },
    now: () => now,
  });
  const request = viewerRequest({
    method: 'GET',
    target: '/api/media/status?job_id=c123456789012-live01',
    rawHeaders: ['Host', 'd111111abcdef8.cloudfront.net', 'Origin', 'https://app.nightonly.com'],
    clientIp: '192.0.2.1',
  });

  /** Until when each viewer has a fresh answer of its own. */
  const fresh = Array.from({ length: VIEWERS }, () => 0);
  for (const { at, viewer } of pollTimes()) {
    now = at;
    if (browsers && now < fresh[viewer]) continue;
    count.requests += 1;
    fresh[viewer] = now + freshFor(await answer(request)) * 1000;
  }
  return count;
}

/** The polls in the order of time; viewers begin at any moment of the first two seconds. */
function pollTimes() {
  const random = sequence(1);
  return Array.from({ length: VIEWERS }, (_, viewer) => {
    const first = random() * EVERY_MS;
    const times = Array.from({ length: MINUTE_MS / EVERY_MS }, (_, n) => first + n * EVERY_MS);
    return times.map((at) => ({ at, viewer }));
  })
    .flat()
    .sort((a, b) => a.at - b.at);
}

/**
 * For how long a browser caches a response (RFC 9111, section 4.2), in seconds.
 *
 * @param {Generated} response
 */
function freshFor({ headers }) {
  const of = (/** @type {string} */ name) =>
    headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
  const maxAge = Number(/max-age=(\d+)/.exec(of('cache-control'))?.[1] ?? 0);
  return Math.max(0, maxAge - Number(of('age')));
}

/**
 * The same random numbers in each run: a linear congruential generator.
 *
 * @param {number} seed
 */
function sequence(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
