/** `edge-lookup init`: what it writes and says, and that what it writes is served. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as all } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDatabase } from '../../wrapper/local/database.js';
import { createBinaryTable } from '../support/binary-table.js';
import { number, routeOf, text } from '../support/declared-route.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { TestContext } from 'node:test' */
/** @import { Item } from '../../wrapper/local/tables.js' */

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
const HOME = mkdtempSync(join(tmpdir(), 'edge-lookup-init-'));

/** No Region and no credentials but those that a test sets. */
const INHERITED = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
const NOBODY = {
  ...Object.fromEntries(INHERITED),
  HOME,
  AWS_CONFIG_FILE: join(HOME, 'config'),
  AWS_SHARED_CREDENTIALS_FILE: join(HOME, 'credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** @type {[table: string, keys: ReturnType<typeof text>[], item: Item | undefined][]} */
const TABLES = [
  ['Films', [text('Title', '{a}')], { Title: { S: 'Big Buck Bunny' }, Year: { N: '2008' } }],
  [
    'App',
    [text('PK', '{a}'), text('SK', '{b}')],
    {
      PK: { S: 'TENANT#acme#USER#42' },
      SK: { S: 'PROFILE' },
      email: { S: 'ada@example.org' },
      'last.login': { S: '2026-11-26' },
      roles: { SS: ['admin'] },
    },
  ],
  ['Prices', [number('productId', '{a}')], { productId: { N: '17' }, price: { N: '9.99' } }],
  ['Empty', [text('PK', '{a}'), number('SK', '{b}')], undefined],
];

const FILMS_TABLE = {
  TableName: 'Films',
  TableStatus: 'ACTIVE',
  AttributeDefinitions: [{ AttributeName: 'Title', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'Title', KeyType: 'HASH' }],
};
const FILMS = { Table: FILMS_TABLE };

/** @type {(operation: string) => object} */
const denied = (operation) => ({
  __type: 'com.amazon.coral.service#AccessDeniedException',
  message: `User: x is not authorized to perform: dynamodb:${operation}`,
});

/** @type {Awaited<ReturnType<typeof startDatabase>>} */
let database;
before(async () => {
  const tables = TABLES.map(([name, keys]) => routeOf('/', name, keys).table);
  database = await startDatabase({ tables });
  for (const [table, , item] of TABLES) if (item) await database.put(table, item);
  await createBinaryTable(database.url);
});
after(async () => {
  await database.close();
  rmSync(HOME, { recursive: true });
});

for (const [table] of [...TABLES, [undefined]]) {
  describe(table === undefined ? 'without a table' : `for the table ${table}`, () => {
    const folder = mkdtempSync(join(HOME, 'api-'));
    let said = '';

    before(async () => {
      const args = table === undefined ? [] : [table, '--dynamodb', database.url];
      const { code, stdout, stderr } = await run(folder, 'init', ...args);
      assert.equal(code, 0, stderr);
      said = stdout;
    });

    test('what it writes passes check, without a warning', async () => {
      assert.deepEqual(await run(folder, 'check'), {
        code: 0,
        stdout: 'api.json is right: 1 route over 1 table in us-east-1\n',
        stderr: '',
      });
    });

    test('the table has the key that is declared', async () => {
      if (table === undefined) return;
      const { code, stderr } = await run(folder, 'check', '--tables', '--dynamodb', database.url);
      assert.deepEqual([code, stderr], [0, '']);
    });

    test('local serves it, and the URL that is printed is answered with 200', async (t) => {
      const [, target] = /curl 'http:\/\/127\.0\.0\.1:8080(.*)'/.exec(said) ?? [];
      const answer = await fetch((await serve(t, folder)) + target);
      assert.equal(answer.status, 200, target);
      const shown = JSON.parse(readFileSync(join(folder, 'api.json'), 'utf8')).routes[0].fields;
      const names = shown.map((/** @type {any} */ it) => it.name ?? it);
      assert.deepEqual(Object.keys(/** @type {object} */ (await answer.json())), names);
    });
  });
}

test('of the item, nothing but names is written or said', async () => {
  const folder = mkdtempSync(join(HOME, 'api-'));
  const { stdout, stderr } = await run(folder, 'init', 'App', '--dynamodb', database.url);
  const written = ['api.json', 'items.json'].map((it) => readFileSync(join(folder, it), 'utf8'));
  const everything = [stdout, stderr, ...written].join('\n');
  assert.doesNotMatch(everything, /acme|#42|example\.org|2026-11-26|admin/);
});

test('it says which attributes become public, and what to do next', async () => {
  const folder = mkdtempSync(join(HOME, 'api-'));
  assert.deepEqual(await run(folder, 'init', 'Films', '--dynamodb', database.url), {
    code: 0,
    stdout:
      'Wrote api.json and items.json.\n\nNext:\n\n' +
      '  npx edge-lookup check\n' +
      '  npx edge-lookup local\n' +
      "  curl 'http://127.0.0.1:8080/films/example-1'\n\n" +
      `With the table's own items: npx edge-lookup local --dynamodb ${database.url}/\n`,
    stderr:
      'warning: api.json makes these attributes public: Title, Year. Remove from "fields" what ' +
      'nobody may read.\n',
  });
});

test('it says which words of the key are the item’s own', async () => {
  const folder = mkdtempSync(join(HOME, 'api-'));
  const { stderr } = await run(folder, 'init', 'App', '--dynamodb', database.url);
  assert.match(
    stderr,
    /^note: taken as the same for every item: SK "PROFILE"\. Correct "key" in api\.json if one differs\.\n/,
  );
});

test('an empty table is said to be empty', async () => {
  const folder = mkdtempSync(join(HOME, 'api-'));
  const { stderr } = await run(folder, 'init', 'Empty', '--dynamodb', database.url);
  assert.match(
    stderr,
    /^note: the table has no items, so only its key is known: add the attributes to "fields" in api.json\n/,
  );
});

for (const file of ['api.json', 'items.json']) {
  test(`where there is an ${file}, nothing is overwritten, exit code 1`, async () => {
    const folder = mkdtempSync(join(HOME, 'api-'));
    writeFileSync(join(folder, file), 'mine');
    assert.deepEqual(await run(folder, 'init'), {
      code: 1,
      stdout: '',
      stderr:
        `edge-lookup: ${file} is here already, and is not overwritten: work in another ` +
        'directory, or remove it\n',
    });
    assert.deepEqual(readdirSync(folder), [file]);
    assert.equal(readFileSync(join(folder, file), 'utf8'), 'mine');
  });
}

/** @type {[what: string, args: string[], code: number, said: RegExp][]} */
const REFUSED = [
  ['a table that is not there', ['Nothing'], 1, /^there is no table Nothing at http:\S+: correct/],
  [
    'a binary key',
    ['Blobs'],
    1,
    /Blobs at \S+ has a binary key, id \(B\): a route reads by strings/,
  ],
  ['a name that no table has', ['a b'], 2, /^a table's name has 3 to 255 of A-Z a-z 0-9 _ - \./],
  ['an ARN', ['arn:aws:dynamodb:us-east-1:1:table/Films'], 2, /not its ARN: Films$/],
  ['a Region that is none', ['Films', '--region', 'tokyo'], 2, /--region needs an AWS Region/],
];

for (const [what, args, code, said] of REFUSED) {
  test(`${what} is one line, exit code ${code}`, async () => {
    const folder = mkdtempSync(join(HOME, 'api-'));
    const result = await run(folder, 'init', ...args, '--dynamodb', database.url);
    assert.deepEqual([result.code, result.stdout, readdirSync(folder)], [code, '', []]);
    assert.match(result.stderr, /^edge-lookup: [^\n]+\n$/);
    assert.match(result.stderr.replace('edge-lookup: ', '').trimEnd(), said);
  });
}

test('without a Region, it asks for one', async () => {
  const { code, stderr } = await run(mkdtempSync(join(HOME, 'api-')), 'init', 'Films');
  assert.deepEqual(
    [code, stderr],
    [2, "edge-lookup: say the table's Region, such as --region eu-west-1\n"],
  );
});

test('without credentials it says how to get some', async () => {
  const folder = mkdtempSync(join(HOME, 'api-'));
  const { code, stderr } = await run(folder, 'init', 'Films', '--region', 'eu-west-1');
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^edge-lookup: cannot read the table Films in eu-west-1: no AWS credentials \(.+\): set AWS_PROFILE/,
  );
});

test('an endpoint without a table is refused', async () => {
  const folder = mkdtempSync(join(HOME, 'api-'));
  const { code, stderr } = await run(folder, 'init', '--dynamodb', database.url);
  assert.deepEqual(
    [code, stderr],
    [2, 'edge-lookup: --dynamodb says where a table is: name the table too\n'],
  );
});

test('the Region that is said is declared', async () => {
  const folder = mkdtempSync(join(HOME, 'api-'));
  await run(folder, 'init', 'Films', '--region', 'eu-west-1', '--dynamodb', database.url);
  const { dynamodb } = JSON.parse(readFileSync(join(folder, 'api.json'), 'utf8'));
  assert.deepEqual(dynamodb, { regions: ['eu-west-1'] });
});

describe('a DynamoDB that', () => {
  test('has an item of many attributes gets a warning that can be read', async (t) => {
    const names = Array.from({ length: 3_000 }, (_, i) => [`a${i}`, { S: 'v' }]);
    const Item = { Title: { S: 'x' }, ...Object.fromEntries(names) };
    const url = await answering(t, (operation) => [
      200,
      operation === 'DescribeTable' ? FILMS : { Items: [Item] },
    ]);
    const folder = mkdtempSync(join(HOME, 'api-'));
    const { stderr } = await run(folder, 'init', 'Films', '--dynamodb', url);
    const [note, warning] = stderr.split('\n');
    assert.match(note, /^note: attributes without a field: 2,800 \(too many, or names over 255/);
    assert.match(warning, /public: (?:\w+, ){40}and 161 more\. Remove/);
  });

  test('denies the Scan still says the key', async (t) => {
    const url = await answering(t, (operation) =>
      operation === 'DescribeTable' ? [200, FILMS] : [400, denied('Scan')],
    );
    const folder = mkdtempSync(join(HOME, 'api-'));
    const { code, stderr } = await run(folder, 'init', 'Films', '--dynamodb', url);
    assert.equal(code, 0, stderr);
    assert.match(
      stderr,
      /^note: these credentials lack the permission dynamodb:Scan, so only the key/,
    );
    assert.match(readFileSync(join(folder, 'api.json'), 'utf8'), /"key": "Title"/);
  });

  /** @type {[what: string, answer: [number, object | string], said: RegExp][]} */
  const FAILING = [
    [
      'denies everything',
      [400, denied('DescribeTable')],
      /lack the permission dynamodb:DescribeTable$/,
    ],
    ['is a web page', [200, '<html>'], /what answers is not a DynamoDB$/],
    [
      'fails',
      [400, { __type: 'x#ThrottlingException', message: 'slow' }],
      /DescribeTable failed \(ThrottlingException\): slow$/,
    ],
    [
      'is still creating the table',
      [200, { Table: { ...FILMS_TABLE, TableStatus: 'CREATING' } }],
      /^the table Films at \S+ is CREATING: try again once it is ACTIVE$/,
    ],
  ];

  for (const [what, answer, said] of FAILING) {
    test(`${what} is one line, exit code 1`, async (t) => {
      const url = await answering(t, () => answer);
      const folder = mkdtempSync(join(HOME, 'api-'));
      const { code, stderr } = await run(folder, 'init', 'Films', '--dynamodb', url);
      assert.deepEqual([code, readdirSync(folder)], [1, []]);
      assert.match(stderr, /^edge-lookup: [^\n]+\n$/);
      assert.match(stderr.replace('edge-lookup: ', '').trimEnd(), said);
    });
  }

  test('never answers is given up', async (t) => {
    const server = createServer(() => {});
    const folder = mkdtempSync(join(HOME, 'api-'));
    const { code, stderr } = await run(
      folder,
      'init',
      'Films',
      '--dynamodb',
      await listen(t, server),
    );
    assert.equal(code, 1);
    assert.match(stderr, /^edge-lookup: cannot read the table Films at \S+: [^\n]+\n$/);
  });
});

/**
 * @param {string} folder
 * @param {string[]} args
 */
async function run(folder, ...args) {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, env: NOBODY });
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'exit'),
    all(child.stdout),
    all(child.stderr),
  ]);
  return { code, stdout, stderr };
}

/**
 * @param {TestContext} t
 * @param {string} folder
 * @returns {Promise<string>} The origin.
 */
async function serve(t, folder) {
  const env = { ...NOBODY, PORT: '0' };
  const child = spawn(process.execPath, [COMMAND, 'local'], { cwd: folder, env });
  t.after(() => child.kill());
  const signal = AbortSignal.timeout(30_000);
  const [chunk] = await once(child.stdout, 'data', { signal });
  return /Listening on (\S+),/.exec(String(chunk))?.[1] ?? '';
}

/**
 * A server that answers DynamoDB's operations.
 *
 * @param {TestContext} t
 * @param {(operation: string) => [status: number, body: object | string]} answer
 */
function answering(t, answer) {
  const server = createServer((req, res) => {
    const [status, body] = answer(String(req.headers['x-amz-target']).split('.')[1]);
    res.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' });
    res.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return listen(t, server);
}

/**
 * @param {TestContext} t
 * @param {import('node:http').Server} server
 */
async function listen(t, server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${/** @type {AddressInfo} */ (server.address()).port}`;
}
