import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseApi } from '../../wrapper/api/load.js';
import { startDatabase } from '../../wrapper/local/database.js';
import { tablesOf } from '../../wrapper/local/declared-tables.js';
import { openTables } from '../../wrapper/local/tables.js';
import { apiText } from '../support/api-text.js';
import { ITEMS, TABLES } from '../support/example.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { TestContext } from 'node:test' */

const ROOT = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
after(() => rmSync(ROOT, { recursive: true }));

const temporaryDirectory = () => mkdtempSync(join(ROOT, 'data-'));

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
const START = fileURLToPath(new URL('../../examples/mediaconvert/start.js', import.meta.url));

/**
 * `npm start`, killed at the end of the test if need be.
 *
 * @param {TestContext} t
 * @param {string[]} args
 * @param {string} [port]
 */
function command(t, args, port = '0') {
  const env = { ...process.env, PORT: port };
  const child = spawn(process.execPath, [START, ...args], { env });
  t.after(async () => {
    if (child.kill('SIGKILL')) await once(child, 'close');
  });
  return child;
}

/**
 * The command's exit code and what it said, once it has ended.
 *
 * @param {TestContext} t
 * @param {string[]} args
 * @param {string} [port]
 */
async function ended(t, args, port) {
  const child = command(t, args, port);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, stdout, stderr };
}

/**
 * The command once it listens.
 *
 * @param {TestContext} t
 * @param {string[]} args
 */
async function listening(t, args = []) {
  const child = command(t, args);
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  let stdout = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    stdout += chunk;
    if (/Try:\n\n.*while you watch\n\n$/s.test(stdout)) break;
    if (/Try:\n\n.*\n\n$/s.test(stdout) && args.includes('--dynamodb')) break;
  }
  const [, origin, endpoint] =
    /^Listening on (\S+), reading from DynamoDB at (\S+)\.$/m.exec(stdout) ?? [];
  if (!origin) child.kill();
  assert.ok(origin, stderr);
  const curls = [...stdout.matchAll(/^ {2}curl '(.+)'/gm)].map(([, url]) => url);

  /** @param {NodeJS.Signals} signal */
  async function stop(signal) {
    child.kill(signal);
    const [code] = await once(child, 'exit');
    return code;
  }

  /** @param {number} count Of lines on standard error. */
  async function lines(count) {
    while (stderr.split('\n').length <= count) await once(child.stderr, 'data');
    return stderr.trimEnd().split('\n');
  }
  return { origin, endpoint, curls, stop, lines };
}

/** @param {string} stderr @param {RegExp} said */
function oneLine(stderr, said) {
  assert.match(stderr, /^edge-lookup: [^\n]+\n$/);
  assert.match(stderr, said);
}

test('it serves the page of the example, and what that loads', async (t) => {
  const { origin } = await listening(t);
  const { url } = await fetch(`${origin}/`);
  assert.equal(url, `${origin}/__edge/page/`);
  for (const file of ['', 'page.js', 'edge-lookup.js', 'edge_lookup_bg.wasm', 'lookups.json']) {
    assert.equal((await fetch(url + file)).status, 200, file);
  }
});

test('a handler has every path, so that there is no page', async (t) => {
  const handler = join(ROOT, 'handler.mjs');
  writeFileSync(handler, "export const handler = async () => ({ status: '200', body: 'mine' });");
  const env = { ...process.env, PORT: '0' };
  const child = spawn(process.execPath, [COMMAND, 'local', '--handler', handler], { env });
  t.after(async () => {
    if (child.kill('SIGKILL')) await once(child, 'close');
  });
  const [said] = await once(child.stdout, 'data');
  const [, origin] = /^Listening on (\S+),/.exec(String(said)) ?? [];
  assert.equal(await (await fetch(`${origin}/`)).text(), 'mine');
  assert.equal((await fetch(`${origin}/__edge/routes/`)).status, 404);
});

test('it prints the URL and three curl lines that are answered 200', async (t) => {
  const { origin, curls } = await listening(t);
  assert.match(origin, /^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  assert.equal(curls.length, 3);
  for (const url of curls) {
    assert.ok(url.startsWith(origin), url);
    const response = await fetch(url);
    assert.equal(response.status, 200, `${url}: ${await response.text()}`);
  }
});

test('every item is answered 200, but the two broken ones 500', async (t) => {
  const { curls } = await listening(t);
  const byTable = {
    MediaConvertInputFileToJobId: { url: new URL(curls[0]), key: 'InputFile' },
    MediaConvertJobIdToStatus: { url: new URL(curls[1]), key: 'JobId' },
  };
  /** @type {Record<string, string>} */
  const answers = {};
  for (const { table, item } of ITEMS) {
    const { url, key } = byTable[/** @type {keyof typeof byTable} */ (table)];
    const [parameter] = url.searchParams.keys();
    const value = String(item[key].S);
    url.search = String(new URLSearchParams({ [parameter]: value }));
    const response = await fetch(url);
    if (response.status !== 200) answers[value] = `${response.status} ${await response.text()}`;
  }
  assert.deepEqual(Object.keys(answers), ['c123456789012-bad001', 'c123456789012-bad002']);
  assert.match(answers['c123456789012-bad001'], /^500 .*Invalid item\./);
  assert.match(answers['c123456789012-bad002'], /^500 .*Response is too large\./);
});

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
  test(`${signal} ends it with exit code 0, also with a connection open`, async (t) => {
    const directory = temporaryDirectory();
    const { curls, stop } = await listening(t, ['--data', directory]);
    await (await fetch(curls[0])).text();
    assert.equal(await stop(signal), 0);
    assert.equal(existsSync(join(directory, 'edge-lookup.pid')), false);
  });
}

test('with --data, what was written is there after a restart', async (t) => {
  const directory = temporaryDirectory();
  const first = await listening(t, ['--data', directory]);
  const tables = openTables(first.endpoint);
  await tables.put('MediaConvertInputFileToJobId', {
    InputFile: { S: 'Big Buck Bunny.mp4' },
    JobId: { S: 'edited' },
  });
  tables.close();
  await first.stop('SIGTERM');
  const second = await listening(t, ['--data', directory]);
  const response = await fetch(second.curls[0]);
  assert.match(await response.text(), /"edited"/);
});

test('with --dynamodb, nothing is created there, and items there are answered', async (t) => {
  const [table, jobs] = TABLES;
  const database = await startDatabase({ tables: [table] });
  t.after(database.close);
  await database.put(table.name, { InputFile: { S: 'a' }, JobId: { S: 'theirs' } });

  const { origin, endpoint } = await listening(t, ['--dynamodb', database.url]);
  assert.equal(endpoint, database.url);
  const response = await fetch(`${origin}/api/media/job_id?input_file=a`);
  assert.match(await response.text(), /"theirs"/);

  const tables = openTables(database.url);
  t.after(tables.close);
  assert.equal(await tables.create(table), false);
  assert.equal(await tables.create(jobs), true);
});

test('with --dynamodb, tables that are not there or have other keys are told', async (t) => {
  const [files, jobs] = TABLES;
  const partitionKey = { ...files.partitionKey, name: 'File' };
  const database = await startDatabase({ tables: [{ ...files, partitionKey }] });
  t.after(database.close);
  const { lines } = await listening(t, ['--dynamodb', database.url]);
  assert.deepEqual(await lines(2), [
    `warning: the table ${files.name} at ${database.url} has the partition key File (S), the ` +
      'configuration declares InputFile (S): write "key": "File"',
    `warning: there is no table ${jobs.name} at ${database.url}: create it, or correct "table" in ` +
      'the configuration',
  ]);
});

test('with --dynamodb, a DynamoDB that cannot be asked is a note', async (t) => {
  const url = 'http://127.0.0.1:1';
  const { lines } = await listening(t, ['--dynamodb', url]);
  const [files, jobs] = TABLES;
  assert.deepEqual(await lines(1), [
    `note: could not check the keys of ${files.name} and ${jobs.name} at ${url}: cannot reach ` +
      'DynamoDB (ECONNREFUSED)',
  ]);
});

test('a port in use is one line that says so, exit code 1', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  const { code, stdout, stderr } = await ended(t, [], String(port));
  assert.equal(code, 1);
  assert.equal(stdout, '');
  oneLine(stderr, new RegExp(`port ${port} is in use: .*PORT=`));
});

test('a data directory in use is one line that names the process, exit code 1', async (t) => {
  const directory = temporaryDirectory();
  await listening(t, ['--data', directory]);
  const { code, stderr } = await ended(t, ['--data', directory]);
  assert.equal(code, 1);
  oneLine(stderr, /is in use by process \d+: stop it or use another directory/);
});

test('a data directory that is a file is one line that says so, exit code 1', async (t) => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  const { code, stderr } = await ended(t, ['--data', file]);
  assert.equal(code, 1);
  oneLine(stderr, /file cannot hold a database: /);
});

/** @type {[what: string, args: string[], said: RegExp, port?: string][]} */
const WRONG_USAGE = [
  ['an unknown option', ['--dta', 'x'], /'--dta' \(Did you mean --data\?\).*--help/],
  ['an argument', ['x'], /too many arguments.*--help/],
  ['--data without a directory', ['--data'], /--data.*--help/],
  ['--data followed by an option', ['--data', '--help'], /--data needs a directory/],
  ['an empty --data', ['--data', ''], /--data needs a directory/],
  ['--dynamodb without a URL', ['--dynamodb', 'localhost:8000'], /--dynamodb needs a URL/],
  ['--data with --dynamodb', ['--data', 'x', '--dynamodb', 'http://127.0.0.1:1'], /drop one/],
  ['PORT=http', [], /PORT must be a number from 0 to 65535, is "http"/, 'http'],
  ['PORT=65536', [], /PORT must be a number/, '65536'],
  ['PORT=-1', [], /PORT must be a number/, '-1'],
  ['PORT=8080.5', [], /PORT must be a number/, '8080.5'],
];

for (const [what, args, said, port] of WRONG_USAGE) {
  test(`${what} is one line that says so, exit code 2`, async (t) => {
    const { code, stdout, stderr } = await ended(t, args, port);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    oneLine(stderr, said);
  });
}

test('routes that share a table need it once', () => {
  const route = { table: 'Films', key: 'Title' };
  const { description } = parseApi(apiText({ routes: [route, route] }));
  assert.deepEqual(
    tablesOf(description).map(({ name }) => name),
    ['Films'],
  );
});
