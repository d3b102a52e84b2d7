/** When answers in caches count as another release's, or another declaration's. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersOf } from '../../wrapper/deploy/template/answers.js';
import { descriptionOf } from './template/variants.js';

const description = descriptionOf();
const hashes = (/** @type {string} */ release) => [...answersOf(description, release).values()];

test('the same release gives the same answers', () => {
  assert.deepEqual(hashes('1.0.0'), hashes('1.0.0'));
});

test('another release may give others, for every path', () => {
  const [before, after] = [hashes('1.0.0'), hashes('1.0.1')];
  assert.deepEqual(
    after.filter((it) => before.includes(it)),
    [],
  );
});
