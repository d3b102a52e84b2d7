/** Which files of an API's own page are published. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { publishedFiles } from '../../wrapper/browser/published-files.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-page-'));
const PAGE = join(FOLDER, 'page');

before(() => {
  for (const name of [
    'page/index.html',
    'page/js/app.js',
    'page/.env',
    'page/.git/config',
    'key',
  ]) {
    mkdirSync(dirname(join(FOLDER, name)), { recursive: true });
    writeFileSync(join(FOLDER, name), '');
  }
  symlinkSync(FOLDER, join(PAGE, 'up'));
  symlinkSync(join(FOLDER, 'key'), join(PAGE, 'key.txt'));
});
after(() => rmSync(FOLDER, { recursive: true }));

test('its files and those of its folders are published, but neither links nor hidden files', () => {
  assert.deepEqual(publishedFiles(PAGE), ['index.html', 'js/app.js']);
});

test('a folder that is a link itself is read', () => {
  symlinkSync(PAGE, join(FOLDER, 'link'));
  assert.deepEqual(publishedFiles(join(FOLDER, 'link')), ['index.html', 'js/app.js']);
});
