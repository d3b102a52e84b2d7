/**
 * What our own code costs a request, and what it weighs. Figures are for reading side by side
 * within one run; machines and hours differ.
 */

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Api, initSync } from '../pkg/edge/edge_lookup.js';
import { API } from '../tests/support/example.js';
import { COMPLETE, eventOf, FOUND } from './stage/event.js';

const ROUNDS = 9;
const CALLS = 20_000;

const wasm = readFileSync(new URL('../pkg/edge/edge_lookup_bg.wasm', import.meta.url));
initSync({ module: wasm });
const api = new Api(API.compiled);

const LOOKUPS = [
  {
    name: 'job_id, found',
    event: eventOf(FOUND),
    item: { JobId: { S: 'c123456789012-smb6o7' } },
  },
  {
    name: 'status, COMPLETE',
    event: eventOf(COMPLETE),
    item: {
      JobStatus: { S: 'COMPLETE' },
      ProgressRate: { N: '100' },
      DurationMs: { N: '596458' },
      WidthPx: { N: '1280' },
      HeightPx: { N: '720' },
      OutputPath: { S: 's3://example-output/big-buck-bunny/big-buck-bunny_720p.m3u8' },
      Playlists: { L: [{ S: 's3://example-output/big-buck-bunny/big-buck-bunny.m3u8' }] },
    },
  },
];

console.log(`Medians of ${ROUNDS} rounds of ${CALLS} calls, in µs a call:\n`);
for (const { name, event, item } of LOOKUPS) {
  const read = api.decide(event);
  if (read.type !== 'get-item') throw new Error(`${name} reads nothing`);
  const response = Buffer.from(JSON.stringify({ Item: item }));
  const decide = median(() => api.decide(event));
  const shape = median(() => api.shape(read, response));
  const both = (decide + shape).toFixed(2);
  console.log(`  ${name}: decide ${decide.toFixed(2)}, shape ${shape.toFixed(2)}, both ${both}`);
}

const gzip = gzipSync(wasm, { level: 9 }).length;
console.log(`\nWebAssembly: ${kilobytes(wasm.length)}, gzip ${kilobytes(gzip)}`);

/**
 * The time of one call in microseconds, after a first round that is not counted.
 *
 * @param {() => unknown} call
 */
function median(call) {
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < CALLS; i++) call();
    rounds.push(((performance.now() - start) * 1000) / CALLS);
  }
  return rounds.slice(1).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
