/** Which lines of several logs are shown, and in which order. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMerge } from '../../wrapper/deploy/logs/merge.js';
import { createWindow } from '../../wrapper/deploy/logs/window.js';

describe('events of several groups', () => {
  const event = (/** @type {number} */ timestamp, name = '') => ({ timestamp, name });

  test('come in the order of time', () => {
    const merge = createMerge();
    merge.add([event(1), event(4)]);
    merge.add([event(2), event(3)]);
    assert.deepEqual(
      merge.flush(),
      [1, 2, 3, 4].map((time) => event(time)),
    );
    assert.deepEqual(merge.flush(), []);
  });

  test('wait a turn for earlier ones', () => {
    const merge = createMerge();
    merge.add([event(2), event(4)]);
    assert.deepEqual(merge.turn(), []);
    merge.add([event(1), event(3), event(5)]);
    assert.deepEqual(
      merge.turn(),
      [1, 2, 3, 4].map((time) => event(time)),
    );
    assert.deepEqual(merge.turn(), [event(5)]);
  });

  test('are not lost when they are late', () => {
    const merge = createMerge();
    merge.add([event(5)]);
    merge.turn();
    merge.turn();
    merge.add([event(1)]);
    assert.deepEqual([...merge.turn(), ...merge.turn()], [event(1)]);
  });

  test('of one time stay as they came', () => {
    /** @type {ReturnType<typeof createMerge<ReturnType<typeof event>>>} */
    const merge = createMerge();
    merge.add([event(1, 'a'), event(1, 'b')]);
    merge.add([event(1, 'c')]);
    assert.deepEqual(merge.flush(), [event(1, 'a'), event(1, 'b'), event(1, 'c')]);
  });
});

describe('what is read again', () => {
  const START = 1_000_000;
  const event = (/** @type {string} */ eventId, /** @type {number} */ after) => ({
    eventId,
    timestamp: START + after,
  });

  test('is not new', () => {
    const window = createWindow(START);
    const [a, b, c] = [event('a', 1), event('b', 1), event('c', 2)];
    assert.deepEqual(window.take([a, b, a]), [a, b]);
    assert.deepEqual(window.take([a, b, c]), [c]);
  });

  test('begins before the newest, for those that are late', () => {
    const window = createWindow(START);
    window.take([event('a', 100_000)]);
    assert.equal(window.from, START + 70_000);
    assert.deepEqual(window.take([event('b', 75_000), event('a', 100_000)]), [event('b', 75_000)]);
    assert.equal(window.from, START + 70_000);
  });

  test('never begins before what was asked for', () => {
    const window = createWindow(START);
    assert.equal(window.from, START);
    window.take([event('a', 10)]);
    assert.equal(window.from, START);
  });
});
