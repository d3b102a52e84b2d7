/** What a request costs without its read: the item is there already. */

import { readFileSync } from 'node:fs';
import { handle } from 'hono/lambda-edge';
import { API } from '../../tests/support/example.js';
import { loadCore } from '../../wrapper/function/core.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { createLog } from '../../wrapper/function/log.js';
import { createApp } from '../peers/hono/app.js';
import { createHandler } from '../peers/node-sdk/lookup.js';
import { COMPLETE, eventOf } from '../stage/event.js';
import { medians } from './median.js';

const ROUNDS = 9;
const CALLS = 20_000;

/** @type {import('../peers/node-sdk/items.js').Item} */
const ITEM = {
  JobId: { S: 'c123456789012-smb6o7' },
  JobStatus: { S: 'COMPLETE' },
  ProgressRate: { N: '100' },
  DurationMs: { N: '596458' },
  WidthPx: { N: '1280' },
  HeightPx: { N: '720' },
  OutputPath: { S: 's3://example-output/big-buck-bunny/big-buck-bunny_720p.m3u8' },
  Playlists: { L: [{ S: 's3://example-output/big-buck-bunny/big-buck-bunny.m3u8' }] },
};
/** @type {any} The types that there are of events differ. */
const event = eventOf(COMPLETE);
const context = { getRemainingTimeInMillis: () => 5_000 };

/**
 * For a finished job, in microseconds: our `core` alone, from the event to the read and from
 * DynamoDB's bytes to the answer; and whole handlers, `ours` with its log, which goes nowhere. The
 * others get their item parsed.
 *
 * @returns {Promise<Record<'core' | 'ours' | 'plain' | 'hono', number>>}
 */
export async function ownCode() {
  const file = (/** @type {string} */ path) =>
    readFileSync(new URL(`../../${path}`, import.meta.url));
  const core = loadCore({ compiled: API.compiled, wasm: file('pkg/edge/edge_lookup_bg.wasm') });
  const response = Buffer.from(JSON.stringify({ Item: ITEM }));
  const { handler: ours } = createHandlers({
    core,
    read: async (_, _budget, accept) => ({
      answer: accept(response),
      region: 'ap-northeast-1',
      attempts: 1,
      failures: [],
    }),
    log: createLog('info', () => {}),
  });
  const plain = createHandler(async () => ITEM);
  const hono = handle(createApp(async () => ITEM));
  const calls = {
    core: () => {
      const decision = core.decide(event);
      if (decision.type === 'get-item') core.shape(decision, response);
    },
    ours: () => ours(event, context),
    plain: () => plain(event),
    hono: () => hono(event),
  };

  const rounds = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    rounds.push({
      core: await microseconds(calls.core),
      ours: await microseconds(calls.ours),
      plain: await microseconds(calls.plain),
      hono: await microseconds(calls.hono),
    });
  }
  return medians(rounds.slice(1));
}

/** @param {() => unknown} call */
async function microseconds(call) {
  const start = performance.now();
  for (let i = 0; i < CALLS; i += 1) await call();
  return ((performance.now() - start) * 1000) / CALLS;
}
