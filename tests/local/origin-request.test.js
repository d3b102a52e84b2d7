/** Declared caching at origin-request: the function of an api.json behind CloudFront's cache. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';
import { subscribe } from '../../wrapper/emulator/channel.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { viewerRequest } from '../../wrapper/emulator/request.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { behaviorsOf, errorCachingMinTtl } from '../../wrapper/local/api-site.js';
import { CONFIG, testCore } from '../support/core.js';
import { reading } from '../support/reads.js';

/** @import { Exchange } from '../../wrapper/emulator/exchange.js' */

const STATUS = '/api/media/status?job_id=c1';

const RUNNING = { JobStatus: { S: 'PROGRESSING' }, ProgressRate: { N: '37' } };
const CANCELED = { JobStatus: { S: 'CANCELED' }, ProgressRate: { N: '37' } };

/** Running jobs are kept for 2 s and then for 3 s more, canceled ones for an hour. */
const api = JSON.parse(CONFIG);
const route = {
  ...api.routes[1],
  cache: { seconds: 2, staleSeconds: 3 },
  cases: [
    { attribute: 'JobStatus', equals: 'CANCELED', fields: [], cache: { seconds: 3600 } },
    { attribute: 'JobStatus', equals: 'SUBMITTED', fields: [], cache: { seconds: 0 } },
  ],
  notFound: { cache: { seconds: 60 } },
};

/**
 * A distribution with a clock, and with the item that is in the table.
 *
 * @param {object} [item] None is a DynamoDB that does not answer.
 */
function edge(item) {
  /** @type {Exchange[]} */
  const exchanges = [];
  const state = { item, now: 0, reads: 0, exchanges };
  const config = JSON.stringify({ ...api, routes: [route] });
  const core = testCore(config);
  const { description } = parseApi(config);
  const { handler } = createHandlers({
    core,
    read: (...args) => {
      state.reads += 1;
      return reading(state.item && Buffer.from(JSON.stringify(state.item)))(...args);
    },
    log: () => {},
  });
  const answer = createDistribution({
    behaviors: behaviorsOf(description, 'origin-request', { handler }),
    log: assert.fail,
    errorCachingMinTTL: errorCachingMinTtl(description),
    now: () => state.now * 1000,
  });
  after(subscribe(answer, (exchange) => exchanges.push(exchange)));

  /** @param {string} [target] @param {Record<string, string>} [headers] */
  async function get(target = STATUS, headers = {}, method = 'GET') {
    const rawHeaders = Object.entries(headers).flat();
    const sent = { method, target, rawHeaders, clientIp: '192.0.2.1' };
    const response = await answer(viewerRequest(sent));
    const lines = response.headers.map(([name, value]) => [name.toLowerCase(), value]);
    return { status: response.status, body: String(response.body), ...Object.fromEntries(lines) };
  }
  return { state, get };
}

test('a running job is read once in its time, and says for how long it may be kept', async () => {
  const { state, get } = edge({ Item: RUNNING });
  const first = await get();
  assert.equal(first['x-cache'], 'Miss from cloudfront');
  assert.equal(first['cache-control'], 'max-age=2, stale-while-revalidate=3, stale-if-error=3');
  assert.equal(first.vary, 'Origin');
  state.now = 1.9;
  const second = await get();
  assert.equal(second['x-cache'], 'Hit from cloudfront');
  assert.equal(second.age, '1');
  assert.equal(second.body, first.body);
  assert.equal(state.reads, 1);
});

test('after that it is served stale once more, while a fresh one is read', async () => {
  const { state, get } = edge({ Item: RUNNING });
  await get();
  state.now = 3;
  state.item = { Item: CANCELED };
  assert.match((await get()).body, /PROGRESSING/);
  await new Promise(setImmediate);
  assert.match((await get()).body, /CANCELED/);
  assert.equal(state.reads, 2);
});

test('and when even that is over, it is read anew', async () => {
  const { state, get } = edge({ Item: RUNNING });
  await get();
  state.now = 5.1;
  state.item = { Item: CANCELED };
  assert.match((await get()).body, /CANCELED/);
});

test('while DynamoDB fails, it is served as long as declared, and then it is a 503', async () => {
  const { state, get } = edge({ Item: RUNNING });
  await get();
  state.item = undefined;
  state.now = 4.9;
  assert.equal((await get()).status, 200);
  state.now = 5.1;
  const failed = await get();
  assert.equal(failed.status, 503);
  assert.equal(failed['cache-control'], 'no-store');
});

test('a failure is not kept', async () => {
  const { state, get } = edge(undefined);
  assert.equal((await get()).status, 503);
  state.item = { Item: RUNNING };
  assert.equal((await get()).status, 200);
});

test('a case has a time of its own', async () => {
  const { state, get } = edge({ Item: CANCELED });
  assert.equal((await get())['cache-control'], 'max-age=3600, stale-if-error=0');
  state.now = 3599;
  assert.equal((await get())['x-cache'], 'Hit from cloudfront');
});

test('a case that declares no time is asked for each time', async () => {
  const { state, get } = edge({ Item: { ...RUNNING, JobStatus: { S: 'SUBMITTED' } } });
  assert.equal((await get())['cache-control'], 'no-store');
  assert.equal((await get())['x-cache'], 'Miss from cloudfront');
  assert.equal(state.reads, 2);
});

test('a missing item is for browsers to keep: CloudFront keeps no 422', async () => {
  const { state, get } = edge({});
  const missing = await get();
  assert.equal(missing.status, 422);
  assert.equal(missing['cache-control'], 'max-age=60, stale-if-error=0');
  await get();
  assert.equal(state.reads, 2);
});

test('an origin that is not allowed never gets what another one has asked for', async () => {
  const { get } = edge({ Item: RUNNING });
  const [own, other] = ['https://app.nightonly.com', 'https://example.com'];
  assert.equal((await get(STATUS, { Origin: own })).status, 200);
  const refused = await get(STATUS, { Origin: other });
  assert.equal(refused.body, '{"success":false,"message":"ORIGIN is invalid."}');
  assert.equal((await get(STATUS, { Origin: own }))['x-cache'], 'Hit from cloudfront');
});

test('parameters that nobody declared are not in the cache key', async () => {
  const { state, get } = edge({ Item: RUNNING });
  await get(`${STATUS}&utm_source=a`);
  assert.equal((await get(`${STATUS}&utm_source=b`))['x-cache'], 'Hit from cloudfront');
  assert.equal((await get('/api/media/status?job_id=c2'))['x-cache'], 'Miss from cloudfront');
  assert.equal(state.reads, 2);
});

test('HEAD gets what GET has left', async () => {
  const { get } = edge({ Item: RUNNING });
  await get();
  assert.equal((await get(STATUS, {}, 'HEAD')).status, 200);
});

test('a hit tells its route to who looks on', async () => {
  const { state, get } = edge({ Item: RUNNING });
  await get();
  await get();
  const [miss, hit] = state.exchanges;
  assert.equal(hit.cache?.outcome, 'hit');
  assert.equal(hit.route, route.name);
  assert.equal(miss.route, route.name);
});

test('a hundred viewers at once are one read', async () => {
  const { state, get } = edge({ Item: RUNNING });
  await Promise.all(Array.from({ length: 100 }, () => get()));
  assert.equal(state.reads, 1);
});
