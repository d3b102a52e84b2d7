/** The command of the package that npm has installed somewhere, without a checkout around it. */

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NODE_22, node22Skip } from './node22.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-package-'));
after(() => rmSync(FOLDER, { recursive: true }));

const PACK = ['pack', '--json', '--ignore-scripts', '--pack-destination', FOLDER];
const [{ filename }] = JSON.parse(execFileSync('npm', PACK, { cwd: ROOT, encoding: 'utf8' }));
execFileSync('tar', ['xf', join(FOLDER, filename), '-C', FOLDER]);
const COMMAND = join(FOLDER, 'package', 'wrapper', 'edge-lookup.js');

writeFileSync(
  join(FOLDER, 'hello.mjs'),
  `export const handler = async () => ({ status: '200', body: 'hello' });`,
);
writeFileSync(
  join(FOLDER, 'event.json'),
  JSON.stringify({ Records: [{ cf: { request: { method: 'GET', uri: '/' } } }] }),
);

test('it runs a function of the user, at any event, with the inspector', async (t) => {
  const args = [COMMAND, 'local', '--handler', 'hello.mjs', '--trigger', 'origin-request'];
  const env = { ...process.env, PORT: '0' };
  const child = spawn(process.execPath, args, { cwd: FOLDER, env });
  t.after(() => child.kill());
  const [chunk] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
  const [, origin] =
    /^Listening on (\S+), running hello\.mjs at origin-request\.$/m.exec(chunk) ?? [];
  assert.ok(origin, String(chunk));
  assert.equal(await (await fetch(origin)).text(), 'hello');
  assert.equal((await fetch(`${origin}/__edge/`)).status, 200);
});

test('it invokes a function of the user', () => {
  const args = [COMMAND, 'invoke', 'event.json', '--handler', 'hello.mjs'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: FOLDER, encoding: 'utf8' });
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(stdout), { status: '200', body: 'hello' });
});

test('on an older Node.js it says which one it needs', { skip: node22Skip() }, () => {
  const args = [COMMAND, 'invoke', 'event.json', '--handler', 'hello.mjs'];
  const ended = spawnSync(NODE_22, args, { cwd: FOLDER, encoding: 'utf8' });
  assert.equal(ended.status, 1);
  assert.match(ended.stderr, /^edge-lookup: Node\.js 22\.[^\n]* 24 is needed\n$/);
});

test('of what needs a checkout it says so, in one line', () => {
  for (const args of [['local'], ['invoke', 'event.json']]) {
    const ended = spawnSync(process.execPath, [COMMAND, ...args], {
      cwd: FOLDER,
      encoding: 'utf8',
    });
    assert.equal(ended.status, 1);
    assert.match(ended.stderr, /^edge-lookup: [^\n]*in a checkout [^\n]*--handler FILE\n$/);
  }
});
