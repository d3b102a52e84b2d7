/** When a watched lookup is asked again, and when no more; the clock is the test's. */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { createWatch } from '../../wrapper/browser/watch.js';

/** @import { LookupApi, LookupError, Result, WatchOptions } from '../../wrapper/browser/index.d.ts' */

const MISSING = failed('not-found');
const RUNNING = { ok: /** @type {const} */ (true), value: { job_status: 'PROGRESSING' } };
const DONE = { ok: /** @type {const} */ (true), value: { job_status: 'COMPLETE' } };
const isDone = (/** @type {any} */ job) => job.job_status === 'COMPLETE';

/** How finely the test's clock runs. */
const TICK_MS = 50;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  mock.method(Math, 'random', () => 0);
});
afterEach(() => {
  mock.reset();
  show(undefined);
});

test('the first item is the last, unless something else is said', async () => {
  const { times, result } = await watch([RUNNING]);
  assert.deepEqual([times, result], [[0], RUNNING]);
});

test('a final item is the last', async () => {
  const progress = [10, 20, 30].map((progress_rate) => ({ ok: true, value: { progress_rate } }));
  const { times, updates, result } = await watch([...progress, DONE], { until: isDone });
  assert.deepEqual(times, [0, 2_000, 4_000, 6_000]);
  assert.deepEqual(updates, [...progress, DONE]);
  assert.equal(result, DONE);
});

test('while nothing changes, the time between requests grows, to ten intervals at most', async () => {
  const results = [...Array(9).fill(RUNNING), DONE];
  const { times } = await watch(results, { until: isDone, interval: 1_000 });
  const waits = times.slice(1).map((time, i) => time - times[i]);
  assert.deepEqual(waits, [1_000, 1_500, 2_250, 3_400, 5_100, 7_600, 10_000, 10_000, 10_000]);
});

test('a change brings the interval back', async () => {
  const results = [MISSING, MISSING, MISSING, RUNNING, DONE];
  const { times } = await watch(results, { until: isDone, interval: 1_000 });
  assert.deepEqual(times, [0, 1_000, 2_500, 4_750, 5_750]);
});

test('failures are followed by longer waits, and by what the edge asks for', async () => {
  const busy = {
    ...failed('unavailable'),
    error: { ...failed('unavailable').error, retryAfterMs: 9_000 },
  };
  const { times } = await watch([failed('unreachable'), busy, DONE], { until: isDone });
  assert.deepEqual(times, [0, 3_000, 12_000]);
});

test('an edge that wants to be left alone for an hour is asked after a minute', async () => {
  const busy = failed('unavailable');
  busy.error.retryAfterMs = 3_600_000;
  const { times } = await watch([busy, DONE], { until: isDone });
  assert.deepEqual(times, [0, 60_000]);
});

for (const kind of /** @type {const} */ (['invalid', 'refused'])) {
  test(`a request that is ${kind} is not made again`, async () => {
    const { times, result } = await watch([failed(kind)], { until: isDone });
    assert.deepEqual([times, result], [[0], failed(kind)]);
  });
}

test('waits differ by up to a tenth', async () => {
  mock.method(Math, 'random', () => 1);
  const { times } = await watch([MISSING, DONE], { until: isDone });
  assert.deepEqual(times, [0, 2_200]);
});

test('one that is aborted while it waits rejects with the reason, and asks no more', async () => {
  const controller = new AbortController();
  const onUpdate = () => setTimeout(() => controller.abort(new Error('left')), 500);
  const { times, error } = await watch([RUNNING, DONE], {
    until: isDone,
    signal: controller.signal,
    onUpdate,
  });
  assert.deepEqual([times, error?.message], [[0], 'left']);
});

test('while the page is hidden nothing is asked, and at once when it is seen', async () => {
  const page = hide();
  setTimeout(() => seen(page), 60_000);
  const { times } = await watch([RUNNING, DONE], { until: isDone });
  assert.deepEqual(times, [60_000, 62_000]);
});

test('a page that is hidden later asks no more until it is seen', async () => {
  const page = hide();
  page.hidden = false;
  const onUpdate = () => {
    page.hidden = true;
    setTimeout(() => seen(page), 60_000);
  };
  const { times } = await watch([RUNNING, DONE], { until: isDone, onUpdate });
  assert.deepEqual(times, [0, 60_000]);
});

test('one that is aborted while the page is hidden rejects', async () => {
  hide();
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('left')), 60_000);
  const options = { until: isDone, signal: controller.signal };
  const { times, error } = await watch([RUNNING, DONE], options);
  assert.deepEqual([times, error?.message], [[], 'left']);
});

for (const interval of [0, -1, 99, Number.NaN, Number.POSITIVE_INFINITY, 1e12]) {
  test(`an interval of ${interval} ms is a mistake in the page`, async () => {
    const { times, error } = await watch([RUNNING], { interval });
    assert.deepEqual(times, []);
    assert(error instanceof RangeError);
  });
}

test('nothing stays on a signal that lives on', async () => {
  const { signal } = new AbortController();
  const added = mock.method(signal, 'addEventListener');
  const removed = mock.method(signal, 'removeEventListener');
  await watch([MISSING, RUNNING, DONE], { until: isDone, signal });
  assert.equal(added.mock.callCount(), 2);
  assert.equal(removed.mock.callCount(), 2);
});

/** Puts a hidden page where Node.js has none. */
function hide() {
  const page = Object.assign(new EventTarget(), { hidden: true });
  show(page);
  return page;
}

/** @param {ReturnType<typeof hide>} page */
function seen(page) {
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
}

/**
 * Puts a page where Node.js has none.
 *
 * @param {(EventTarget & { hidden: boolean }) | undefined} page
 */
function show(page) {
  Object.assign(globalThis, { document: page });
}

/**
 * Watches a lookup that gives these results, until it is over.
 *
 * @param {any[]} results
 * @param {WatchOptions<any>} [options]
 */
async function watch(results, options = {}) {
  /** @type {number[]} */
  const times = [];
  /** @type {Result<any>[]} */
  const updates = [];
  const start = Date.now();
  const lookup = /** @type {LookupApi['lookup']} */ (
    async () => {
      times.push(Date.now() - start);
      return results[times.length - 1];
    }
  );
  let isOver = false;
  const watching = createWatch(lookup)(
    'status',
    {},
    {
      ...options,
      onUpdate(result) {
        updates.push(result);
        options.onUpdate?.(result);
      },
    },
  )
    .then(
      (result) => ({ result, error: undefined }),
      (error) => ({ result: undefined, error }),
    )
    .finally(() => {
      isOver = true;
    });
  for (let ticks = 0; !isOver && ticks < 20_000; ticks++) {
    await new Promise(setImmediate);
    mock.timers.tick(TICK_MS);
  }
  return { times, updates, ...(await watching) };
}

/**
 * @param {LookupError['kind']} kind
 * @returns {{ ok: false, error: LookupError }}
 */
function failed(kind) {
  return {
    ok: false,
    error: { kind, message: kind, status: null, parameter: null, code: null, retryAfterMs: 0 },
  };
}
