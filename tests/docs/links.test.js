/** Whether the links of the documents lead somewhere. Those to other sites are not followed. */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { DOCUMENTS } from './documents.js';

const byPath = new Map(DOCUMENTS.map((document) => [document.path, document]));

for (const { path, targets } of DOCUMENTS) {
  const [outer, inner] = [true, false].map((isOuter) =>
    targets.filter((target) => /^[a-z]+:/.test(target) === isOuter),
  );

  test(`${path} links to files and headings that are there`, () => {
    for (const target of inner) {
      const [file, anchor] = decodeURI(target).split('#');
      const to = file === '' ? path : normalize(join(dirname(path), file));
      assert(existsSync(join(ROOT, to)), `${target}: there is no ${to}`);
      if (anchor === undefined) continue;
      assert(byPath.get(to)?.anchors.has(anchor), `${target}: ${to} has no such heading`);
    }
  });

  test(`${path} links to other sites by https`, () => {
    for (const target of outer) {
      const { protocol, hostname } = new URL(target);
      assert(protocol === 'https:' || hostname === '127.0.0.1', target);
    }
  });
}

test('every page of docs/ is linked from both READMEs', () => {
  const pages = DOCUMENTS.map(({ path }) => path).filter((path) => path.startsWith('docs/'));
  for (const readme of ['README.md', 'README.ja.md']) {
    const linked = byPath.get(readme)?.targets;
    assert.deepEqual(
      pages.filter((page) => !linked?.includes(page)),
      [],
    );
  }
});
