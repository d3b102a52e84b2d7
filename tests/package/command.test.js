/** The command of the package that npm has installed somewhere, without a checkout around it. */

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NODE_22, node22Skip } from '../support/node22.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-package-'));
after(() => rmSync(FOLDER, { recursive: true }));

const PACK = ['pack', '--json', '--ignore-scripts', '--pack-destination', FOLDER];
const [{ filename }] = JSON.parse(execFileSync('npm', PACK, { cwd: ROOT, encoding: 'utf8' }));
execFileSync('tar', ['xf', join(FOLDER, filename), '-C', FOLDER]);
// Only the package's own dependencies, as npm would install them.
const LIST = ['ls', '--omit', 'dev', '--all', '--parseable'];
const installed = execFileSync('npm', LIST, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
for (const path of installed.map((path) => relative(ROOT, path)).filter(Boolean)) {
  cpSync(join(ROOT, path), join(FOLDER, 'package', path), { recursive: true });
}
const COMMAND = join(FOLDER, 'package', 'wrapper', 'cli', 'index.js');

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
  assert.match(ended.stderr, /^edge-lookup: Node\.js 22\.[^\n]* install Node\.js 24 or newer\n$/);
});

test('it checks an API', () => {
  const config = join(ROOT, 'examples', 'mediaconvert', 'api.json');
  const ended = spawnSync(process.execPath, [COMMAND, 'check', config], { encoding: 'utf8' });
  assert.equal(ended.status, 0, ended.stderr);
  assert.match(ended.stdout, /api\.json is right: 2 routes over 2 tables in ap-northeast-1\n$/);
});

test('of the embedded DynamoDB it says what is missing, in one line', () => {
  const config = join(ROOT, 'examples', 'mediaconvert', 'api.json');
  const ended = spawnSync(process.execPath, [COMMAND, 'local', '--config', config], {
    cwd: FOLDER,
    encoding: 'utf8',
  });
  assert.equal(ended.status, 1);
  assert.match(ended.stderr, /^edge-lookup: the embedded DynamoDB needs [^\n]*--dynamodb URL\n$/);
});
