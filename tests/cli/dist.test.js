/** `dist/`: what `package` and `build` write there, remove, and say if they cannot. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeDistFolder } from '../../wrapper/cli/dist.js';

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../examples/profile/api.json', import.meta.url));
const ALL = mkdtempSync(join(tmpdir(), 'edge-lookup-dist-'));
const BEFORE = process.cwd();

beforeEach(() => process.chdir(mkdtempSync(join(ALL, 'api-'))));
after(() => {
  process.chdir(BEFORE);
  rmSync(ALL, { recursive: true });
});

const CONTENT = Buffer.from('made');

test('files that are no longer made are removed', () => {
  writeDistFolder('browser', { 'index.html': CONTENT, 'style/old.css': CONTENT });
  writeDistFolder('browser', { 'index.html': CONTENT });
  assert(existsSync('dist/browser/index.html'));
  assert(!existsSync('dist/browser/style/old.css'));
});

test('files that others put there stay', () => {
  put('dist/browser/app.js');
  put('dist/lambda/notes.txt');
  for (let times = 0; times < 2; times += 1) {
    writeDistFolder('browser', { 'index.html': CONTENT });
    writeDistFolder('lambda', { 'index.mjs': CONTENT });
  }
  assert.equal(readFileSync('dist/browser/app.js', 'utf8'), 'mine');
  assert.equal(readFileSync('dist/lambda/notes.txt', 'utf8'), 'mine');
});

test('nothing outside of dist/ is removed, whatever the list says', () => {
  put('mine.txt');
  put('dist/.edge-lookup', 'browser/../../mine.txt\n');
  writeDistFolder('browser', { 'index.html': CONTENT });
  assert(existsSync('mine.txt'));
});

for (const command of ['package', 'build', 'template']) {
  test(`${command}: a dist that is a file is one line, exit code 1`, () => {
    put('dist');
    const args = [COMMAND, command, '--config', CONFIG];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /^edge-lookup: dist\/\S+ cannot be written: [^\n]+\n$/);
  });
}

/**
 * @param {string} path
 * @param {string} [text]
 */
function put(path, text = 'mine') {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
