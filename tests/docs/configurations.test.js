/** Whether the JSON in the documents is JSON, and the configurations in it are right. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';
import { DOCUMENTS } from './documents.js';

const blocks = DOCUMENTS.flatMap(({ path, fences }) =>
  fences.flatMap(({ language, file, text, line }) =>
    language === 'json' ? [{ place: `${path}:${line}`, file, text }] : [],
  ),
);

/** A block with the name of a file is for the commands after it, and may have mistakes. */
const complete = blocks.filter(({ file, text }) => file === undefined && text.includes('"routes"'));

test('there are complete configurations', () => assert(complete.length >= 3));

for (const { place, text } of blocks) {
  test(`${place} is JSON`, () => assert.doesNotThrow(() => JSON.parse(text)));
}

for (const { place, text } of complete) {
  test(`${place} is a right configuration, without a warning`, () => {
    assert.deepEqual(parseApi(text).warnings, []);
  });
}
