/** From a table to a function, with the packed package in an empty folder and nothing but Node.js. */

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text as utf8 } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { nodeProgram } from '../../scripts/node.js';
import { startDatabase } from '../../wrapper/local/database.js';
import { createAuthority } from '../function/lambda/certificate.js';
import { startDynamoDb } from '../function/lambda/dynamodb.js';
import { startFunction } from '../function/lambda/process.js';
import { unpack } from '../function/lambda/zip.js';
import { text } from '../support/declared-route.js';
import { install } from './installed/install.js';
import { startLocal } from './installed/local.js';

const TSC = createRequire(import.meta.url).resolve('typescript/package.json');
const REGION = 'us-east-1';
const USER = {
  PK: { S: 'USER#42' },
  SK: { S: 'PROFILE' },
  name: { S: 'Ada' },
  visits: { N: '7' },
};

const installed = install();
after(installed.remove);

const database = await startDatabase({
  tables: [{ name: 'Members', partitionKey: text('PK', ''), sortKey: text('SK', '') }],
});
await database.put('Members', USER);
const authority = createAuthority();
const dynamodb = await startDynamoDb({
  database: database.url,
  certificate: authority.issue(`*.${REGION}.amazonaws.com`),
});
after(async () => {
  await dynamodb[Symbol.asyncDispose]();
  await database.close();
});

const program = nodeProgram(24);
const cwd = join(installed.folder, 'members');
mkdirSync(cwd);
const env = { HOME: cwd, PATH: dirname(program), PORT: '0' };

test('init writes the route of a table', async () => {
  const { status, stderr } = await run(
    'init',
    'Members',
    '--dynamodb',
    database.url,
    '--region',
    REGION,
  );
  assert.equal(status, 0, stderr);
  assert.match(stderr, /name, visits/);
  const { routes } = JSON.parse(read('api.json'));
  assert.deepEqual(routes[0].key, { PK: 'USER#{id}', SK: 'PROFILE' });
  assert(!read('items.json').includes('Ada'), 'the item is not written anywhere');
});

test('check finds nothing, neither in the file nor in the table', async () => {
  const { status, stdout, stderr } = await run('check', '--tables', '--dynamodb', database.url);
  assert.deepEqual([status, stderr], [0, '']);
  assert.equal(stdout, `api.json is right: 1 route over 1 table in ${REGION}\n`);
});

test('local answers from the made-up items, and from the table', async (t) => {
  const own = await startLocal(t, installed, [], { cwd, env });
  const [sample] = JSON.parse(read('items.json')).Members;
  const id = sample.PutRequest.Item.PK.S.replace('USER#', '');
  assert.equal((await fetch(own + pathOf(id))).status, 200);
  const real = await startLocal(t, installed, ['--dynamodb', database.url], { cwd, env });
  assert.deepEqual(await (await fetch(real + pathOf('42'))).json(), { name: 'Ada', visits: 7 });
  assert.equal((await fetch(real + pathOf('43'))).status, 404);
});

test('the README’s example is right once the examples are copied', async () => {
  cpSync(join(installed.own, 'examples'), join(cwd, 'examples'), { recursive: true });
  const { stdout } = await run('check', 'examples/profile/api.json');
  assert.match(
    readFileSync(join(installed.own, 'README.md'), 'utf8'),
    RegExp(RegExp.escape(stdout)),
  );
  assert.match(stdout, /^examples\/profile\/api\.json is right: /);
});

test('types and openapi describe it', async () => {
  assert.equal((await run('types', '--out', 'lookups.ts')).status, 0);
  const tsc = [join(dirname(TSC), 'bin', 'tsc'), '--strict', '--noEmit', '--skipLibCheck'];
  const options = [
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom,dom.iterable',
  ];
  execFileSync(process.execPath, [...tsc, ...options, 'lookups.ts'], { cwd });
  const { status, stdout } = await run('openapi');
  assert.equal(status, 0);
  assert.deepEqual(Object.keys(JSON.parse(stdout).paths), [pathOf('{id}')]);
});

test('the zip answers as Lambda runs it', async () => {
  assert.equal((await run('package')).status, 0);
  const root = unpack(readFileSync(join(cwd, 'dist', 'edge-lookup.zip')));
  const request = { method: 'GET', uri: pathOf('42'), querystring: '', headers: {} };
  await using running = await startFunction({
    runtime: { major: 24, path: program },
    root,
    handler: 'index.handler',
    destination: { port: dynamodb.port, ca: authority.ca },
  });
  const response = JSON.parse(await running.invoke({ Records: [{ cf: { request } }] }));
  assert.equal(response.body, '{"name":"Ada","visits":7}');
});

/**
 * Runs a command. This process goes on meanwhile: the table is in it.
 *
 * @param {string[]} args
 * @returns {Promise<{ status: number, stdout: string, stderr: string }>}
 */
async function run(...args) {
  const child = spawn(installed.command, args, { cwd, env });
  const [stdout, stderr, [status]] = await Promise.all([
    utf8(child.stdout),
    utf8(child.stderr),
    once(child, 'close'),
  ]);
  return { status, stdout, stderr };
}

/** @param {string} name */
function read(name) {
  return readFileSync(join(cwd, name), 'utf8');
}

/**
 * The path of the route that `init` has written.
 *
 * @param {string} id
 */
function pathOf(id) {
  return JSON.parse(read('api.json')).routes[0].path.replace('{id}', id);
}
