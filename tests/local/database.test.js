import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { DynamoDBClient, GetItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { startDatabase } from '../../wrapper/local/database.js';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { TestContext } from 'node:test' */
/** @import { TableDescription } from '../../wrapper/local/declared-tables.js' */

/** @type {TableDescription} */
const FILMS = { name: 'Films', partitionKey: { name: 'Title', type: 'S', value: '{title}' } };
/** @type {TableDescription} */
const SCENES = {
  name: 'Scenes',
  partitionKey: { name: 'Title', type: 'S', value: 'FILM#{title}' },
  sortKey: { name: 'Number', type: 'N', value: '{number}' },
};
const SINTEL = { Title: { S: 'Sintel' }, Year: { N: '2010' } };
const DATABASE_MODULE = new URL('../../wrapper/local/database.js', import.meta.url).href;
const LOCK_MODULE = new URL('../../wrapper/local/lock.js', import.meta.url).href;

/**
 * A database that is closed at the end of the test, unless the test closes it.
 *
 * @param {TestContext} t
 * @param {Parameters<typeof startDatabase>[0]} options
 */
async function start(t, options) {
  const database = await startDatabase(options);
  const client = new DynamoDBClient({
    endpoint: database.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  let open = true;
  async function close() {
    if (!open) return;
    open = false;
    client.destroy();
    await database.close();
  }
  t.after(close);

  /** @param {string} title */
  async function film(title) {
    const key = { Title: { S: title } };
    return (await client.send(new GetItemCommand({ TableName: 'Films', Key: key }))).Item;
  }
  return { ...database, client, film, close };
}

const ROOT = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
after(() => rmSync(ROOT, { recursive: true }));

const temporaryDirectory = () => mkdtempSync(join(ROOT, 'data-'));

/** The pid of a process that has ended. */
function deadPid() {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** @param {ChildProcess} child */
async function killed(child) {
  if (child.kill('SIGKILL')) await once(child, 'close');
}

/**
 * Another process that tries for the lock, says 'locked' or why not, and keeps it.
 *
 * @param {TestContext} t
 * @param {string} directory
 */
function locker(t, directory) {
  const code = `
    const { lock } = await import(${JSON.stringify(LOCK_MODULE)});
    try { lock(process.argv[1]); console.log('locked'); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, directory]);
  t.after(() => killed(child));
  return child;
}

test('it listens on the loopback interface and creates the tables', async (t) => {
  const { url, created, client } = await start(t, { tables: [FILMS] });
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual(created, ['Films']);
  assert.deepEqual((await client.send(new ListTablesCommand())).TableNames, ['Films']);
});

test('an item that was put is there', async (t) => {
  const { put, film } = await start(t, { tables: [FILMS] });
  await put('Films', SINTEL);
  assert.deepEqual(await film('Sintel'), SINTEL);
  assert.equal(await film('Elephants Dream'), undefined);
});

test('clients that leave before or within the body do not stop it', async (t) => {
  const { url, put, film } = await start(t, { tables: [FILMS] });
  await put('Films', SINTEL);
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n';
  for (const bytes of ['POST', head, `${head}\r\n`, `${head}\r\n{"TableName"`]) {
    for (const leave of /** @type {const} */ (['destroy', 'resetAndDestroy', 'end'])) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      await once(socket, 'connect');
      socket.resume().write(bytes, () => socket[leave]());
      await once(socket, 'close');
    }
  }
  assert.deepEqual(await film('Sintel'), SINTEL);
});

test('an SDK client that aborts does not stop it', async (t) => {
  const { client, film } = await start(t, { tables: [FILMS] });
  for (let i = 0; i < 5; i += 1) {
    const command = new GetItemCommand({ TableName: 'Films', Key: { Title: { S: 'Sintel' } } });
    const abort = new AbortController();
    const sent = client.send(command, { abortSignal: abort.signal });
    setImmediate(() => abort.abort());
    await sent.catch(() => {});
  }
  assert.equal(await film('Sintel'), undefined);
});

test('a request that makes no sense does not stop it', async (t) => {
  const { url, film } = await start(t, { tables: [FILMS] });
  for (const body of ['', 'null', '1', '"a"', '[]', '{', '{"TableName":null}', '{"Key":{"a":1}}']) {
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-date': '20260101T000000Z',
      'x-amz-target': 'DynamoDB_20120810.GetItem',
    };
    const { status } = await fetch(url, { method: 'POST', headers, body });
    assert.ok(status === 400 || status === 500, `${body} → ${status}`);
  }
  assert.equal(await film('Sintel'), undefined);
});

test('with a directory, items survive a restart and tables are not created again', async (t) => {
  const directory = join(temporaryDirectory(), 'new', 'data');
  const first = await start(t, { directory, tables: [FILMS] });
  await first.put('Films', SINTEL);
  await first.close();
  const second = await start(t, { directory, tables: [FILMS, SCENES] });
  assert.deepEqual(second.created, ['Scenes']);
  assert.deepEqual(await second.film('Sintel'), SINTEL);
});

test('an item is there by its partition key and its sort key, a number', async (t) => {
  const { put, client } = await start(t, { tables: [SCENES] });
  const scene = { Title: { S: 'FILM#Sintel' }, Number: { N: '1.50' }, Place: { S: 'a hut' } };
  await put('Scenes', scene);
  const Key = { Title: { S: 'FILM#Sintel' }, Number: { N: '1.5' } };
  const { Item } = await client.send(new GetItemCommand({ TableName: 'Scenes', Key }));
  assert.deepEqual(Item, { ...scene, Number: { N: '1.5' } });
});

/** @type {[what: string, tables: [was: TableDescription, is: TableDescription], said: string][]} */
const OTHER_KEYS = [
  [
    'another partition key',
    [FILMS, { ...FILMS, partitionKey: { ...FILMS.partitionKey, name: 'Id' } }],
    'Films has the partition key Title (S), the configuration declares Id (S)',
  ],
  [
    'another type of key',
    [FILMS, { ...FILMS, partitionKey: { ...FILMS.partitionKey, type: 'N' } }],
    'Films has the partition key Title (S), the configuration declares Title (N)',
  ],
  [
    'a sort key that is not declared',
    [SCENES, { ...SCENES, sortKey: undefined }],
    'Scenes has the partition key Title (S) and the sort key Number (N), the configuration ' +
      'declares Title (S)',
  ],
  [
    'no sort key where one is declared',
    [{ ...SCENES, sortKey: undefined }, SCENES],
    'Scenes has the partition key Title (S) and no sort key, the configuration declares Title (S) ' +
      'and Number (N)',
  ],
];

for (const [what, [was, is], said] of OTHER_KEYS) {
  test(`a table with ${what} is one line, and the directory is free again`, async (t) => {
    const directory = temporaryDirectory();
    await (await start(t, { directory, tables: [was] })).close();
    await assert.rejects(startDatabase({ directory, tables: [is] }), {
      message:
        `the table ${said}: correct the configuration, or start again, with --data in another ` +
        'directory',
    });
    await start(t, { directory, tables: [was] });
  });
}

/** What a client of DynamoDB sends. */
const HEADERS = {
  authorization: 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260101T000000Z',
  'x-amz-target': 'DynamoDB_20120810.ListTables',
};

/**
 * The answer to a request with any headers, such as `fetch` would not send.
 *
 * @param {string} url
 * @param {string} method
 * @param {Record<string, string | undefined>} headers
 */
async function ask(url, method, headers) {
  const sent = request(url, { method, headers: JSON.parse(JSON.stringify(headers)) }).end('{}');
  const [res] = await once(sent, 'response');
  return { status: res.statusCode, headers: res.headers, body: await text(res) };
}

test('a client of DynamoDB is answered', async (t) => {
  const { url } = await start(t, { tables: [FILMS] });
  const { port } = new URL(url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    const { status, body } = await ask(url, 'POST', { ...HEADERS, host });
    assert.deepEqual([status, body], [200, '{"TableNames":["Films"]}']);
  }
});

/** @type {[what: string, method: string, headers: Record<string, string | undefined>, said: RegExp][]} */
const STRANGERS = [
  ['a page', 'POST', { origin: 'https://a.example' }, /it answers no web pages/],
  ['a page of this machine', 'POST', { origin: 'http://localhost:3000' }, /no web pages/],
  ['a page without an origin', 'POST', { origin: 'null' }, /no web pages/],
  ['a page, by navigation', 'GET', { 'sec-fetch-site': 'cross-site' }, /no web pages/],
  [
    'a page that asks whether it may',
    'OPTIONS',
    { origin: 'https://a.example', 'access-control-request-method': 'POST' },
    /no web pages/,
  ],
  ['a name that points here', 'POST', { host: 'a.example:80' }, /answers at 127\.0\.0\.1:\d+ only/],
  ['another port', 'POST', { host: '127.0.0.1:1' }, /answers at 127\.0\.0\.1:\d+ only/],
  ['a form', 'POST', { 'content-type': 'text/plain' }, /of an AWS SDK or the AWS CLI only/],
  ['no operation', 'POST', { 'x-amz-target': undefined }, /of an AWS SDK or the AWS CLI only/],
  ['GET', 'GET', {}, /of an AWS SDK or the AWS CLI only/],
];

for (const [what, method, headers, said] of STRANGERS) {
  test(`a request of ${what} is refused, without CORS headers`, async (t) => {
    const { url } = await start(t, { tables: [FILMS] });
    const answer = await ask(url, method, { ...HEADERS, ...headers });
    assert.equal(answer.status, 403);
    const { __type, message } = JSON.parse(answer.body);
    assert.equal(__type, 'AccessDeniedException');
    assert.match(message, said);
    const names = Object.keys(answer.headers);
    assert.deepEqual(
      names.filter((name) => name.startsWith('access-control-')),
      [],
    );
  });
}

/**
 * Another process, whose files may have so many blocks of 512 or 1024 bytes: a disk that is soon full.
 *
 * @param {number} blocks
 * @param {string} directory
 */
async function withSmallDisk(blocks, directory) {
  const code = `
    const { startDatabase } = await import(${JSON.stringify(DATABASE_MODULE)});
    try {
      const tables = [${JSON.stringify(FILMS)}];
      const { put } = await startDatabase({ directory: process.argv[1], tables });
      for (let i = 0; i < 100; i += 1) {
        await put('Films', { Title: { S: 'a' + i }, Text: { S: 'x'.repeat(10_000) } });
      }
      console.log('all written');
    } catch ({ message }) { console.log(message); }
    process.exit();`;
  const shell = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" --input-type=module -e "$1" "$2"`;
  const child = spawn('bash', ['-c', shell, process.execPath, code, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(child.stdout);
}

const noUlimit = process.platform === 'win32' && 'Windows has no ulimit';

test('on a full disk, a write fails with a line that says so', { skip: noUlimit }, async () => {
  assert.match(
    await withSmallDisk(200, temporaryDirectory()),
    /^the data directory of --data cannot be used \(IO error: .*\): mend that, and start again\n$/,
  );
});

test('on a full disk, a start fails with a line that says so', { skip: noUlimit }, async (t) => {
  const directory = temporaryDirectory();
  assert.match(await withSmallDisk(0, directory), /edge-lookup\.pid cannot be written: /);
  await start(t, { directory, tables: [FILMS] });
});

test('a directory in use is refused, naming the process', async (t) => {
  const directory = temporaryDirectory();
  await start(t, { directory, tables: [] });
  await assert.rejects(
    startDatabase({ directory, tables: [] }),
    new RegExp(`is in use by process ${process.pid}: stop it or use another directory`),
  );
});

test('a directory in use by another process is refused, naming it', async (t) => {
  const directory = temporaryDirectory();
  const child = locker(t, directory);
  await once(child.stdout, 'data');
  const refused = new RegExp(`is in use by process ${child.pid}:`);
  await assert.rejects(startDatabase({ directory, tables: [] }), refused);
});

test('the directory of a process that was killed is taken over', async (t) => {
  const directory = temporaryDirectory();
  const child = locker(t, directory);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  await start(t, { directory, tables: [] });
});

test('a dead lock that names the pid this process now has is taken over', async (t) => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'edge-lookup.pid'), `${process.pid}\n`);
  await start(t, { directory, tables: [] });
});

test('the lock is gone after close, and after exit', async (t) => {
  const directory = temporaryDirectory();
  await (await start(t, { directory, tables: [] })).close();
  assert.equal(existsSync(join(directory, 'edge-lookup.pid')), false);
  const code = `(await import(${JSON.stringify(LOCK_MODULE)})).lock(process.argv[1])`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', code, directory]);
  assert.equal(status, 0);
  assert.equal(existsSync(join(directory, 'edge-lookup.pid')), false);
});

for (const [what, pid] of /** @type {const} */ ([
  ['a free', undefined],
  ["a dead process's", deadPid()],
])) {
  test(`of processes that try for ${what} directory at once, one gets it`, async (t) => {
    const directory = temporaryDirectory();
    if (pid !== undefined) writeFileSync(join(directory, 'edge-lookup.pid'), `${pid}\n`);
    const children = Array.from({ length: 8 }, () => locker(t, directory));
    const said = children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]));
    const locked = (await Promise.all(said)).filter((line) => line === 'locked\n');
    assert.equal(locked.length, 1);
  });
}

test('what cannot be a data directory is refused with its name', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  await assert.rejects(startDatabase({ directory: file, tables: [] }), (error) => {
    assert.ok(error instanceof Error);
    assert.ok(error.message.startsWith(`${file} cannot hold a database: `));
    return true;
  });
});
