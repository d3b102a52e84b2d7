/** `edge-lookup types` and `openapi`: where they write, and what they say of what is wrong. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../examples/profile/api.json', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-made-'));

after(() => rmSync(FOLDER, { recursive: true }));

for (const command of ['types', 'openapi']) {
  describe(command, () => {
    test('--out writes to a file what is else printed', () => {
      const { stdout: printed } = run(command, '--config', CONFIG);
      const { status, stdout, stderr } = run(
        command,
        '--config',
        CONFIG,
        '--out',
        `${command}.out`,
      );
      assert.deepEqual([status, stdout, stderr], [0, '', '']);
      assert.equal(readFileSync(join(FOLDER, `${command}.out`), 'utf8'), printed);
      assert.match(printed, /\bprofile\b.*\n$/s);
    });

    test('a file that cannot be written is one line, exit code 1', () => {
      const { status, stderr } = run(command, '--config', CONFIG, '--out', 'no/such/folder');
      assert.equal(status, 1);
      assert.match(stderr, /^edge-lookup: no\/such\/folder cannot be written: [^\n]+\n$/);
    });

    test('a wrong configuration is what check says of it, exit code 1', () => {
      const wrong = fileURLToPath(new URL('../../package.json', import.meta.url));
      const { status, stdout, stderr } = run(command, '--config', wrong);
      assert.deepEqual([status, stdout], [1, '']);
      assert.equal(stderr, run('check', wrong).stderr);
    });
  });
}

for (const url of ['tokyo', 'ftp://a.example', 'https://a.example/?b']) {
  test(`--server ${url} is one line, exit code 2`, () => {
    const { status, stderr } = run('openapi', '--config', CONFIG, '--server', url);
    assert.equal(status, 2);
    assert.match(stderr, /^edge-lookup: --server needs a URL such as [^\n]+\n$/);
  });
}

/** @param {string[]} args */
function run(...args) {
  return spawnSync(process.execPath, [COMMAND, ...args], { cwd: FOLDER, encoding: 'utf8' });
}
