/** The function when DynamoDB fails: every fault in every place, and what is special. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { checkAnswer } from './faults/check.js';
import { play } from './faults/scenario.js';
import { BEFORE, PLACES, placesOf, ROWS } from './faults/scenarios.js';
import { every, first } from './faults/server.js';
import { CALM, createStage, REGIONS, SHORT } from './faults/stage.js';

const [NEAR, FAR] = REGIONS;

for (const row of ROWS) {
  for (const place of placesOf(row)) {
    test(`DynamoDB ${row.name}: ${PLACES[place].title}`, async () => {
      await Promise.all(BEFORE.map((before) => play(row, place, before)));
    });
  }
}

on('one Region that is well gets one request each, over one connection', CALM, async (stage) => {
  for (let i = 0; i < 10; i++) checkAnswer(await stage.ask(), CALM.deadlineMs);
  assert.deepEqual(stage.servers[0].counts, { requests: 10, connections: 1, unfinished: 0 });
});

on(
  'a second Region is not asked while the first is well',
  { ...CALM, regions: 2 },
  async (stage) => {
    for (let i = 0; i < 10; i++) checkAnswer(await stage.ask(), CALM.deadlineMs);
    assert.deepEqual(
      stage.servers.map(({ counts }) => counts.requests),
      [10, 0],
    );
  },
);

on('a Region that failed is asked last for 30 s', { ...CALM, regions: 2 }, async (stage) => {
  stage.servers[0].follow(first('internalServerError', 1));
  for (const [passed, attempts, region] of [
    [0, 2, FAR],
    [29_000, 1, FAR],
    [2_000, 1, NEAR],
  ]) {
    stage.clock.now += Number(passed);
    const line = checkAnswer(await stage.ask(), CALM.deadlineMs);
    assert.deepEqual([line.attempts, line.region], [attempts, region]);
  }
});

on(
  'where all Regions failed, the nearest is asked first',
  { ...CALM, regions: 2 },
  async (stage) => {
    for (const server of stage.servers) server.follow(first('accessDenied', 1));
    checkAnswer(await stage.ask(), CALM.deadlineMs);
    const line = checkAnswer(await stage.ask(), CALM.deadlineMs);
    assert.deepEqual([line.attempts, line.region], [1, NEAR]);
  },
);

for (const fault of /** @type {const} */ (['hang', 'hangMidBody'])) {
  const times = { regions: 2, deadlineMs: 4_500, hedgeMs: 50 };
  on(`the loser of a hedge is aborted: ${fault}`, times, async ({ servers, ask }) => {
    servers[0].follow(first(fault));
    const { region } = checkAnswer(await ask(), times.hedgeMs);
    assert.equal(region, FAR);
    const start = performance.now();
    while (servers[0].open > 0 && performance.now() - start < 1_000) await wait(5);
    assert.equal(servers[0].open, 0, 'its connection is closed');
    assert.equal(servers[0].counts.unfinished, 1);
  });
}

on('three failures in a row, then an answer', CALM, async (stage) => {
  stage.servers[0].follow(first('throttling', 3));
  const asked = await stage.ask();
  assert.equal(checkAnswer(asked, CALM.deadlineMs).attempts, 4);
  assert.equal(asked.response.status, '200');
});

on('every second request fails', CALM, async (stage) => {
  stage.servers[0].follow(every('reset', 2));
  for (let i = 0; i < 20; i++) {
    const asked = await stage.ask();
    checkAnswer(asked, CALM.deadlineMs);
    assert.equal(asked.response.status, '200');
  }
});

on('a lost connection says nothing of the Region', { ...CALM, regions: 2 }, async (stage) => {
  for (const fault of /** @type {const} */ (['slow', 'stale', 'slow'])) {
    stage.servers[0].follow(first(fault, 1));
    const { region } = checkAnswer(await stage.ask(), CALM.deadlineMs);
    assert.equal(region, NEAR);
  }
});

on('a request that has no time left asks nobody', { ...CALM, regions: 2 }, async (stage) => {
  const asked = await stage.ask({ getRemainingTimeInMillis: () => 100 });
  const { attempts } = checkAnswer(asked, 0);
  assert.deepEqual([attempts, asked.response.status], [0, '503']);
  const { region } = checkAnswer(await stage.ask(), CALM.deadlineMs);
  assert.equal(region, NEAR);
});

on('the first Region hangs and the second fails once', { regions: 2 }, async (stage) => {
  stage.servers[0].follow(first('hang'));
  stage.servers[1].follow(first('internalServerError', 1));
  checkAnswer(await stage.ask(), SHORT.deadlineMs);
  assert.ok(stage.servers[1].counts.requests >= 2, 'the second is asked again');
});

for (const { fault, waits } of /** @type {const} */ ([
  { fault: 'internalServerError', waits: [25, 50, 100] },
  { fault: 'throttling', waits: [100, 200, 400] },
])) {
  on(`the longest waits after ${fault}`, { ...CALM, random: () => 1 }, async (stage) => {
    stage.servers[0].follow(first(fault));
    checkAnswer(await stage.ask(), CALM.deadlineMs);
    const [start, ...later] = stage.servers[0].arrivals;
    const gaps = later.map((time, i) => time - (i === 0 ? start : later[i - 1]));
    assert.equal(gaps.length, waits.length);
    // Timers may be a millisecond early by another clock, and the request before was in transit.
    waits.forEach((least, i) => {
      assert.ok(gaps[i] >= least - 5, `${gaps}`);
    });
  });
}

for (const { regions, waits } of [
  { regions: 1, waits: 3 },
  { regions: 2, waits: 2 },
]) {
  let drawn = 0;
  const random = () => {
    drawn += 1;
    return 0;
  };
  // There is no wait before another Region is asked for the first time.
  on(
    `each wait has its own random part: ${regions}`,
    { ...CALM, regions, random },
    async (stage) => {
      for (const server of stage.servers) server.follow(first('internalServerError'));
      checkAnswer(await stage.ask(), CALM.deadlineMs);
      assert.equal(drawn, waits);
    },
  );
}

for (const [remaining, budget] of [
  [400, 200],
  [100, 0],
  [0, 0],
]) {
  on(`${remaining} ms are left of the function's time`, CALM, async (stage) => {
    stage.servers[0].follow(first('hang'));
    const asked = await stage.ask({ getRemainingTimeInMillis: () => remaining });
    checkAnswer(asked, budget);
    assert.equal(asked.response.status, '503');
  });
}

/** What the SDK's default chain fails with where it finds nothing. */
const noCredentials = async () => {
  throw Object.assign(new Error('none'), { name: 'CredentialsProviderError' });
};

on('there are no credentials', { ...CALM, credentials: noCredentials }, async (stage) => {
  const { failures } = checkAnswer(await stage.ask(), CALM.deadlineMs);
  assert.ok(failures.length > 0);
  for (const { region, error } of failures) {
    assert.deepEqual([region, error], [NEAR, 'CredentialsProviderError']);
  }
  assert.equal(stage.servers[0].counts.requests, 0);
});

on('credentials never come', { credentials: () => new Promise(() => {}) }, async (stage) => {
  const asked = await stage.ask();
  const { failures } = checkAnswer(asked, SHORT.deadlineMs);
  assert.equal(asked.response.status, '503');
  assert.ok(failures.every(({ error }) => error === 'TimeoutError'));
});

/**
 * A test on a stage of its own.
 *
 * @param {string} name
 * @param {Parameters<typeof createStage>[0]} options
 * @param {(stage: import('./faults/stage.js').Stage) => Promise<void>} body
 */
function on(name, options, body) {
  test(name, async () => {
    const stage = await createStage(options);
    try {
      await body(stage);
    } finally {
      await stage.close();
    }
  });
}
