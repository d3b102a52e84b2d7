/** How much the cache keeps, and what becomes of renewals that fail. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCache } from '../../wrapper/emulator/cache.js';

const TTL = { fresh: 60, staleWhileRevalidate: 60, staleIfError: 0, max: 3600, reason: '' };

/** @param {string} [body] */
const response = (body = '') => ({
  status: 200,
  reason: 'OK',
  headers: /** @type {[string, string][]} */ ([]),
  body: Buffer.from(body),
});

/** @param {string} [body] */
const fetched = (body) => async () => ({ response: response(body), ttl: TTL });

const never = () => assert.fail('nothing is to be renewed');

/** @param {number} [capacityBytes] */
function cache(capacityBytes) {
  const clock = { seconds: 0 };
  const now = () => clock.seconds * 1000;
  return { clock, ...createCache({ now, errorCachingMinTTL: {}, capacityBytes }) };
}

test('when it is full the oldest entries go', async () => {
  const { find, fetch } = cache(10_000);
  for (const key of ['a', 'b', 'c', 'd']) await fetch(key, fetched('x'.repeat(2000)));
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].filter((key) => find(key, never)),
    ['b', 'c', 'd'],
  );
});

test('entries without a body take room too', async () => {
  const { find, fetch } = cache(10_000);
  for (let i = 0; i < 100; i++) await fetch(String(i), fetched());
  const cached = Array.from({ length: 100 }, (_, i) => String(i)).filter((key) => find(key, never));
  assert.ok(cached.length > 0 && cached.length < 10, String(cached.length));
});

test('an entry that is replaced gives its room back', async () => {
  const { find, fetch } = cache(10_000);
  await fetch('a', fetched());
  for (let i = 0; i < 100; i++) await fetch('b', fetched('x'.repeat(2000)));
  assert.ok(find('a', never));
});

test('a renewal that fails leaves what is stale, and hurts nobody', async () => {
  const { clock, find, fetch } = cache();
  await fetch('a', fetched('first'));
  clock.seconds = 61;
  const fails = async () => {
    throw new Error('no');
  };
  assert.equal(find('a', fails)?.outcome, 'stale');
  await new Promise(setImmediate);
  assert.equal(String(find('a', fetched('second'))?.response.body), 'first');
  await new Promise(setImmediate);
  assert.equal(String(find('a', never)?.response.body), 'second');
});

test('those who wait for one that fails ask for themselves', async () => {
  const { fetch } = cache();
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked === 1) throw new Error('no');
    return { response: response('ok'), ttl: TTL };
  };
  const [first, second] = await Promise.allSettled([fetch('a', ask), fetch('a', ask)]);
  assert.equal(first.status, 'rejected');
  assert.equal(second.status, 'fulfilled');
});
