/** The job that advances while you watch. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveJob, putSamples, SAMPLES } from '../wrapper/local/samples.js';

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

test('the live job is put again and again', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  /** @type {unknown[]} */
  const percents = [];
  const stop = await putSamples(
    {
      url: '',
      created: [],
      close: async () => {},
      put: async (_, { ProgressRate }) => {
        percents.push(ProgressRate);
      },
    },
    SAMPLES,
  );
  for (let second = 1; second <= 16; second++) context.mock.timers.tick(1000);
  stop();
  context.mock.timers.tick(10_000);
  assert.equal(percents.length, 17);
  assert.deepEqual(percents.at(-1), { N: '48' });
});
