/** `edge-lookup local` while its configuration is being edited. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../../scripts/setup.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
const CONFIG = join(FOLDER, 'api.json');
const PATIENCE_MS = 10_000;

const FILMS = {
  name: 'films',
  path: '/films',
  parameter: { name: 'title' },
  table: 'Films',
  key: 'Title',
  fields: [{ name: 'year', attribute: 'Year', type: 'integer' }],
};
const BOOKS = { ...FILMS, name: 'books', path: '/books', table: 'Books' };
const item = { Title: { S: 'a' }, Year: { N: '2010' } };

/** @type {import('node:child_process').ChildProcess} */
let child;
let origin = '';
let said = '';

before(async () => {
  const requests = [{ PutRequest: { Item: item } }];
  write({ routes: [FILMS] });
  const items = join(FOLDER, 'items.json');
  // A table that no route reads is a mistake, so this one comes with the route.
  writeFileSync(items, JSON.stringify({ Films: requests }));
  const command = join(ROOT, 'wrapper', 'cli', 'index.js');
  const args = [command, 'local', '--config', CONFIG, '--items', items];
  child = spawn(process.execPath, args, { env: { ...process.env, PORT: '0' } });
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const signal = AbortSignal.timeout(30_000);
  const [chunk] = await once(/** @type {any} */ (child.stdout), 'data', { signal });
  origin = /Listening on (\S+),/.exec(String(chunk))?.[1] ?? '';
});

after(() => {
  child.kill();
  rmSync(FOLDER, { recursive: true });
});

test('it answers with a field that was added', async () => {
  assert.deepEqual(await get('/films?title=a'), { success: true, year: 2010 });
  write({
    routes: [
      { ...FILMS, fields: [...FILMS.fields, { name: 't', attribute: 'Title', type: 'string' }] },
    ],
  });
  await until(() => said.includes(`✓ ${CONFIG} has changed: compiled again.`));
  assert.deepEqual(await get('/films?title=a'), { success: true, year: 2010, t: 'a' });
});

test('while the file is wrong, it says what is, and answers as before', async () => {
  write({ routes: [{ ...FILMS, path: 'films' }] });
  await until(() => /✗ .*is wrong:\n {2}.*\$\.routes\[0\]\.path: /.test(said));
  assert.match(said, /Still serving the previous version\./);
  assert.deepEqual(await get('/films?title=a'), { success: true, year: 2010, t: 'a' });
});

test('a route with a table that is new is there at once', async () => {
  assert.equal((await fetch(`${origin}/books?title=a`)).status, 404);
  said = '';
  write({ routes: [FILMS, BOOKS] });
  await until(() => said.includes('compiled again'));
  const message = 'Not found item.';
  assert.deepEqual(await get('/books?title=a'), { success: false, message });
  assert.deepEqual(await get('/films?title=a'), { success: true, year: 2010 });
});

test('a warning is printed, and the version with it is served', async () => {
  said = '';
  write({ routes: [FILMS], dynamodb: { regions: ['us-east-9'] } });
  await until(() => said.includes('compiled again'));
  assert.match(said, /^\S+api\.json:1:\d+: warning: [^\n]*did you mean "us-east-1"\?\n✓ /);
  assert.deepEqual(await get('/films?title=a'), { success: true, year: 2010 });
});

test('items that do not fit are a mistake, and the version before goes on', async () => {
  said = '';
  write({ routes: [{ ...FILMS, key: 'Name' }] });
  await until(() => said.includes('items.json: Films[0]: expected the partition key Name'));
  assert.deepEqual(await get('/films?title=a'), { success: true, year: 2010 });
});

/** @param {object} config */
function write(config) {
  const cors = { allowedOrigins: [], allowOrigin: '*', maxAgeSeconds: 0 };
  const dynamodb = { regions: ['us-east-1'] };
  writeFileSync(CONFIG, JSON.stringify({ cors, dynamodb, log: { level: 'error' }, ...config }));
}

/** @param {string} target */
async function get(target) {
  return (await fetch(`${origin}${target}`)).json();
}

/** @param {() => boolean} isSo */
async function until(isSo) {
  const start = performance.now();
  while (!isSo()) {
    assert.ok(performance.now() - start < PATIENCE_MS, said);
    await wait(20);
  }
}
