/** The job that advances while you watch. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepLive, liveJob } from '../../examples/mediaconvert/live-job.js';

/** @type {[ms: number, status: string, percent: string][]} */
const TIMES = [
  [0, 'SUBMITTED', '0'],
  [2_999, 'SUBMITTED', '0'],
  [3_000, 'PROGRESSING', '0'],
  [16_500, 'PROGRESSING', '50'],
  [29_999, 'PROGRESSING', '99'],
  [30_000, 'COMPLETE', '100'],
  [59_999, 'COMPLETE', '100'],
  [60_000, 'SUBMITTED', '0'],
];

for (const [ms, status, percent] of TIMES) {
  test(`after ${ms} ms the live job is ${status} at ${percent} %`, () => {
    const { JobStatus, ProgressRate } = liveJob(ms);
    assert.deepEqual([JobStatus, ProgressRate], [{ S: status }, { N: percent }]);
  });
}

test('the live job is written again and again', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  /** @type {unknown[]} */
  const percents = [];
  const stop = await keepLive(async (_, { ProgressRate }) => {
    percents.push(ProgressRate);
  });
  for (let second = 1; second <= 16; second++) context.mock.timers.tick(1000);
  stop();
  context.mock.timers.tick(10_000);
  assert.equal(percents.length, 17);
  assert.deepEqual(percents.at(-1), { N: '48' });
});

const COMPLETE = ['DurationMs', 'WidthPx', 'HeightPx', 'OutputPath', 'Playlists'];

test('the live job is submitted, progresses without a step back, is complete, starts over', () => {
  const seconds = Array.from({ length: 60 }, (_, s) => /** @type {any} */ (liveJob(s * 1000)));
  const statuses = seconds.map(({ JobStatus }) => JobStatus.S);
  assert.deepEqual([...new Set(statuses)], ['SUBMITTED', 'PROGRESSING', 'COMPLETE']);
  const percents = seconds.map(({ ProgressRate }) => Number(ProgressRate.N));
  assert.deepEqual(
    percents.toSorted((a, b) => a - b),
    percents,
  );
  assert.ok(percents.every(Number.isInteger));
  for (const job of seconds.filter(({ JobStatus }) => JobStatus.S === 'COMPLETE')) {
    assert.ok(COMPLETE.every((name) => name in job));
  }
  assert.deepEqual(liveJob(60_000), liveJob(0));
});
