/** Whether figures in the documents are those of `bench/RESULTS.md`. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { DOCUMENTS } from './documents.js';

const RESULTS = readFileSync(join(ROOT, 'bench/RESULTS.md'), 'utf8').split('\n');

/** Tables of these pages that are the results' own have one of these heads. */
const HEADS = RESULTS.filter((line, i) => line.startsWith('|') && !RESULTS[i - 1].startsWith('|'));

for (const path of ['docs/performance.md', 'docs/costs.md', 'bench/README.md']) {
  test(`the tables of ${path} that the bench makes are as it made them`, () => {
    const lines = textOf(path).split('\n');
    const heads = lines.flatMap((line, i) => (HEADS.includes(line) ? [i] : []));
    assert(heads.length > 0);
    for (const head of heads) {
      assert.deepEqual(tableFrom(lines, head), tableFrom(RESULTS, RESULTS.indexOf(lines[head])));
    }
  });
}

/** Cold, in ms, of peers under Lambda's limits. */
const [, us, bundled, reading] =
  /** @type {RegExpExecArray} */
  (
    /## As Lambda limits it.*?\*\*edge-lookup\*\* \| (\d+).*?AWS SDK, bundled, one read while loading \| (\d+).*?AWS SDK, bundled \| (\d+)/s.exec(
      RESULTS.join('\n'),
    )
  ).map(Number);

for (const path of ['README.md', 'README.ja.md']) {
  test(`${path} has the figures of the results`, () => {
    const text = textOf(path);
    for (const ms of [us, bundled, reading]) assert(text.includes(`${ms} ms`), `${ms} ms`);
    for (const dollars of [uncached('nothing'), uncached('1 s')]) {
      assert(text.includes(`$${dollars}`), dollars);
    }
  });
}

/** @param {string} cachedFor */
function uncached(cachedFor) {
  const row = RESULTS.find((line) => line.startsWith(`| ${cachedFor} | origin-request |`));
  return String(row).split(' | ').at(-1)?.replace(' |', '') ?? '';
}

/** @param {string} path */
function textOf(path) {
  return DOCUMENTS.find((it) => it.path === path)?.text ?? assert.fail(path);
}

/**
 * @param {string[]} lines
 * @param {number} from
 */
function tableFrom(lines, from) {
  const rest = lines.slice(from);
  return rest.slice(
    0,
    rest.findIndex((line) => !line.startsWith('|')),
  );
}
