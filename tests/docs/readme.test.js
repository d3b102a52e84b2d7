/** What the README has to be: short, with a light picture, and the same in both languages. */

import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { DOCUMENTS } from './documents.js';

const [english, japanese] = ['README.md', 'README.ja.md'].map((path) => {
  const document = DOCUMENTS.find((it) => it.path === path);
  assert(document, path);
  return document;
});

for (const { path, text } of [english, japanese]) {
  test(`${path} has at most 8,000 bytes`, () => {
    assert(Buffer.byteLength(text) <= 8_000, `${Buffer.byteLength(text)} bytes`);
  });
}

test('the picture has at most 150 kB', () => {
  const pictures = english.targets.filter((target) => target.startsWith('docs/images/'));
  assert.equal(pictures.length, 1);
  assert(statSync(join(ROOT, pictures[0])).size <= 150_000);
});

test('the first screen says that it has never run on a live account', () => {
  const screen = english.text.split('\n').slice(0, 15).join('\n');
  assert.match(screen, /never run on a live AWS account/);
  assert.match(japanese.text.split('\n').slice(0, 15).join('\n'), /AWS アカウントで動かしたことは/);
});

test('both languages have the same commands, examples and links', () => {
  const [one, other] = [english, japanese].map(({ fences }) => fences.map(withoutRemarks));
  assert.deepEqual(other, one);
  const [links, others] = [english, japanese].map(({ targets }) =>
    targets.filter((target) => !target.startsWith('README')).sort(),
  );
  assert.deepEqual(others, links);
});

/** @param {import('./documents.js').Fence} fence */
function withoutRemarks({ language, text }) {
  return { language, text: language === 'sh' ? text.replaceAll(/ +#.*/g, '') : text };
}
