/** The loop of attempts by the clock: a clock of the test's own, so that every time is exact. */

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { DynamoDbError } from '../../wrapper/function/dynamodb-error.js';
import { createReader } from '../../wrapper/function/replicas.js';
import { acceptAny, answer } from '../support/reads.js';

/** @import { Answer, GetItem } from '../../wrapper/function/dynamodb.js' */

const ANSWER = answer('{}');
const THROTTLED = new DynamoDbError('Throttled', { retryable: true, throttled: true });
const FAILED = new DynamoDbError('Failed', { retryable: true });
const DENIED = new DynamoDbError('Denied', { retryable: false });
const RESET = new DynamoDbError('ECONNRESET', { retryable: true, suspect: 'connection' });
const SKEWED = new DynamoDbError('RequestExpired', { retryable: false, suspect: 'clock' });
const UNKNOWN = new DynamoDbError('Unknown', { retryable: false, suspect: 'credentials' });
const HANGS = Number.POSITIVE_INFINITY;

/**
 * @typedef {[ms: number, result: Answer | DynamoDbError]} Step What an attempt comes to, and when.
 * @typedef {{ regions: Step[][], hedgeMs?: number, budgetMs?: number, random?: number }} Play
 */

/**
 * In the log of a play, `a25` is an attempt in Region a after 25 ms, and `a25*` one with a connection of
 * its own.
 *
 * @type {[name: string, play: Play, expected: object][]}
 */
const PLAYS = [
  ['an answer', { regions: [[[7, ANSWER]]] }, { ms: 7, log: 'a0', region: 'a', failures: '' }],
  [
    'no answer ends with the deadline',
    { regions: [[[HANGS, ANSWER]]] },
    { ms: 3000, log: 'a0 a1000* a2000*', failures: 'a:TimeoutError a:TimeoutError a:TimeoutError' },
  ],
  [
    'a slow answer is waited for until the deadline',
    { regions: [[[2999, ANSWER]]] },
    { ms: 2999, log: 'a0 a1000* a2000*', region: 'a' },
  ],
  [
    'an attempt begun beside a hanging one answers',
    {
      regions: [
        [
          [HANGS, ANSWER],
          [5, ANSWER],
        ],
      ],
    },
    { ms: 1005, log: 'a0 a1000*', region: 'a', failures: '' },
  ],
  [
    'waits double',
    { regions: [[[0, FAILED]]], random: 1 },
    { ms: 175, log: 'a0 a25 a75 a175', attempts: 4 },
  ],
  [
    'waits after throttling are longer',
    { regions: [[[0, THROTTLED]]], random: 1 },
    { ms: 700, log: 'a0 a100 a300 a700', attempts: 4 },
  ],
  [
    'waits are random',
    { regions: [[[0, FAILED]]], random: 0.4 },
    { ms: 70, log: 'a0 a10 a30 a70', attempts: 4 },
  ],
  [
    'a wait is that of the Region that is waited for',
    {
      regions: [
        [
          [0, THROTTLED],
          [0, ANSWER],
        ],
        [[0, DENIED]],
      ],
      random: 1,
    },
    { ms: 200, log: 'a0 b0 a200', region: 'a' },
  ],
  [
    'a slow denial ends the read',
    { regions: [[[1700, DENIED]]] },
    { ms: 2700, log: 'a0 a1000*', failures: 'a:Denied a:Denied' },
  ],
  [
    'a slow denial does not end an attempt that is under way',
    {
      regions: [
        [
          [1700, DENIED],
          [1200, ANSWER],
        ],
      ],
    },
    { ms: 2200, log: 'a0 a1000*', region: 'a' },
  ],
  [
    'two Regions deny late',
    { regions: [[[1700, DENIED]], [[1700, DENIED]]] },
    { ms: 3000, log: 'a0 b500* a1500*', attempts: 3 },
  ],
  [
    'a hanging Region is overtaken after the hedge',
    { regions: [[[HANGS, ANSWER]], [[9, ANSWER]]] },
    { ms: 509, log: 'a0 b500*', region: 'b', failures: '' },
  ],
  [
    'a well Region is asked again while the other hangs',
    {
      regions: [
        [[HANGS, ANSWER]],
        [
          [0, FAILED],
          [0, ANSWER],
        ],
      ],
      random: 1,
    },
    { ms: 525, log: 'a0 b500* b525*', region: 'b' },
  ],
  [
    'a lost connection is made again at once',
    {
      regions: [
        [
          [3, RESET],
          [4, ANSWER],
        ],
        [[0, ANSWER]],
      ],
    },
    { ms: 7, log: 'a0 a3*', region: 'a' },
  ],
  [
    'a connection that is lost twice is waited for',
    { regions: [[[0, RESET]]], random: 1 },
    { log: 'a0 a0* a50* a150*', failures: Array(4).fill('a:ECONNRESET').join(' ') },
  ],
  [
    'where one connection was lost, no further attempt trusts a pooled one',
    {
      regions: [
        [
          [0, RESET],
          [0, DENIED],
        ],
        [[4, ANSWER]],
      ],
    },
    { ms: 4, log: 'a0 a0* b0*', region: 'b' },
  ],
  [
    'a wrong clock is corrected at once',
    {
      regions: [
        [
          [3, SKEWED],
          [4, ANSWER],
        ],
        [[0, ANSWER]],
      ],
    },
    { ms: 7, log: 'a0 a3', region: 'a', failures: 'a:RequestExpired' },
  ],
  [
    'a clock that cannot be corrected ends in the next Region',
    { regions: [[[0, SKEWED]], [[4, ANSWER]]] },
    { ms: 4, log: 'a0 a0 b0', region: 'b' },
  ],
  [
    'a clock that cannot be corrected anywhere ends the read',
    { regions: [[[0, SKEWED]], [[0, SKEWED]]] },
    { ms: 0, log: 'a0 a0 b0 b0', attempts: 4 },
  ],
  [
    'credentials are read again once',
    { regions: [[[0, UNKNOWN]]] },
    { ms: 0, log: 'a0 a0', failures: 'a:Unknown a:Unknown' },
  ],
  [
    'each suspect is cleared once',
    {
      regions: [
        [
          [0, RESET],
          [0, SKEWED],
          [0, UNKNOWN],
          [0, ANSWER],
        ],
      ],
    },
    { ms: 0, log: 'a0 a0* a0* a0*', region: 'a' },
  ],
  [
    'four attempts are the most: one Region',
    {
      regions: [
        [
          [0, THROTTLED],
          [0, THROTTLED],
          [0, RESET],
          [HANGS, ANSWER],
        ],
      ],
    },
    { ms: 3000, attempts: 4 },
  ],
  ...[3, 4, 6].map(
    (count) =>
      /** @type {(typeof PLAYS)[number]} */ ([
        `four attempts are the most: ${count} Regions`,
        { regions: Array.from({ length: count }, () => [[0, FAILED]]) },
        { attempts: 4 },
      ]),
  ),
  [
    'four attempts are the most: six Regions that hang',
    { regions: Array.from({ length: 6 }, () => [[HANGS, ANSWER]]), hedgeMs: 10 },
    { ms: 3000, log: 'a0 b10* c20* d30*', attempts: 4 },
  ],
  ['no time left', { regions: [[[0, ANSWER]]], budgetMs: 0 }, { ms: 0, log: '', attempts: 0 }],
];

for (const [name, play, expected] of PLAYS) {
  test(name, async () => {
    const { aborted, timers, ...actual } = await run(play);
    assert.partialDeepStrictEqual(actual, expected);
    assert.ok(aborted, 'what is unfinished in the end is aborted');
    assert.equal(timers, 0, 'nothing begins after the end');
  });
}

test('a mistake of our own costs neither the answer nor the process', async () => {
  const getItem = () => Promise.reject(undefined);
  const read = createReader({ replicas: [{ region: 'a', getItem }], hedgeMs: 500 });
  const { answer, failures } = await read('{}', 1000, acceptAny);
  assert.equal(answer, undefined);
  assert.match(String(failures[0]?.error), /TypeError/);
});

/**
 * Plays a read millisecond by millisecond.
 *
 * @param {Play} play
 */
async function run({ regions, hedgeMs = 500, budgetMs = 3000, random = 0 }) {
  mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  /** @type {string[]} */
  const log = [];
  /** @type {AbortSignal[]} */
  const unfinished = [];
  const replicas = regions.map((steps, i) => {
    const region = String.fromCharCode('a'.charCodeAt(0) + i);
    let asked = 0;
    return {
      region,
      /** @type {GetItem} */
      getItem: async (_, { signal, fresh }) => {
        log.push(`${region}${now}${fresh ? '*' : ''}`);
        const [ms, result] = steps[Math.min(asked++, steps.length - 1)] ?? [HANGS, ANSWER];
        const end = now + ms;
        unfinished.push(signal);
        while (now < end) await later();
        unfinished.splice(unfinished.indexOf(signal), 1);
        if (result instanceof DynamoDbError) throw result;
        return result;
      },
    };
  });
  /** @type {(() => void)[]} */
  let waiting = [];
  const later = () => new Promise((resolve) => waiting.push(() => resolve(undefined)));

  try {
    const read = createReader({ replicas, hedgeMs, now: () => now, random: () => random });
    let reading;
    read('{}', budgetMs, acceptAny).then((it) => {
      reading = it;
    });
    await settle();
    while (reading === undefined && now < 10_000) {
      now += 1;
      const due = waiting;
      waiting = [];
      for (const resume of due) resume();
      await settle();
      if (reading === undefined) mock.timers.tick(1);
      await settle();
    }
    const ms = now;
    const before = log.length;
    mock.timers.tick(10_000);
    await settle();
    const { attempts, region, failures } = /** @type {any} */ (reading);
    return {
      ms,
      log: log.slice(0, before).join(' '),
      attempts,
      region,
      failures: failures.map((/** @type {any} */ it) => `${it.region}:${it.error}`).join(' '),
      aborted: unfinished.every(({ aborted }) => aborted),
      timers: log.length - before,
    };
  } finally {
    mock.timers.reset();
  }
}

/** Lets everything run that waits for nothing but its turn. */
async function settle() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
