/** What is said of tables that have other keys than those declared, or cannot be asked. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { tableFindings } from '../../wrapper/api/table-keys.js';
import { startDatabase } from '../../wrapper/local/database.js';
import { createBinaryTable } from '../support/binary-table.js';
import { descriptionOf, number, routeOf, text } from '../support/declared-route.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { TestContext } from 'node:test' */
/** @import { KeyAttribute } from '../support/declared-route.js' */

/** @type {Awaited<ReturnType<typeof startDatabase>>} */
let database;

before(async () => {
  const tables = [
    routeOf('/', 'Links', [text('code', '{code}')]),
    routeOf('/', 'Prices', [number('productId', '{id}')]),
    routeOf('/', 'App', [text('PK', '{pk}'), text('SK', '{sk}')]),
    routeOf('/', 'Scores', [text('player', '{player}'), number('round', '{round}')]),
  ].map(({ table }) => table);
  database = await startDatabase({ tables });
  await createBinaryTable(database.url);
});
after(() => database.close());

/** @type {[table: string, keys: KeyAttribute[]][]} */
const SAME = [
  ['Links', [text('code', 'LINK#{code}')]],
  ['Prices', [number('productId', '{id}')]],
  ['App', [text('PK', 'USER#{id}'), text('SK', 'PROFILE')]],
  ['Scores', [text('player', '{player}'), number('round', '1')]],
];

for (const [table, keys] of SAME) {
  test(`of the table ${table} with the keys that are declared nothing is said`, async () => {
    assert.deepEqual(await found(table, keys), { mismatches: [], notes: [] });
  });
}

/** @type {[what: string, table: string, keys: KeyAttribute[], said: string][]} */
const DIFFERENT = [
  [
    'another partition key',
    'Links',
    [text('id', '{id}')],
    'has the partition key code (S), the configuration declares id (S): write "key": "code"',
  ],
  [
    'another partition key, of a composed text',
    'Links',
    [text('id', 'LINK#{id}')],
    'has the partition key code (S), the configuration declares id (S): ' +
      'write "key": { "code": "LINK#{id}" }',
  ],
  [
    'a number key',
    'Prices',
    [text('productId', '{id}')],
    'has the partition key productId (N), the configuration declares productId (S): ' +
      'write "key": { "productId": { "N": "{id}" } }',
  ],
  [
    'a number key, for a composed text',
    'Prices',
    [text('productId', 'P#{id}')],
    'has the partition key productId (N), the configuration declares productId (S): ' +
      'write "key": { "productId": { "N": "…" } }',
  ],
  [
    'a string key that is declared as a number',
    'Links',
    [number('code', '{code}')],
    'has the partition key code (S), the configuration declares code (N): write "key": "code"',
  ],
  [
    'a sort key that is not declared',
    'App',
    [text('PK', 'USER#{id}')],
    'has the partition key PK (S) and the sort key SK (S), the configuration declares PK (S): ' +
      'write "key": { "PK": "USER#{id}", "SK": "…" }',
  ],
  [
    'a number as sort key that is not declared, and another partition key',
    'Scores',
    [text('PK', '{id}')],
    'has the partition key player (S) and the sort key round (N), the configuration declares ' +
      'PK (S): write "key": { "player": "…", "round": { "N": "…" } }',
  ],
  [
    'no sort key, where one is declared',
    'Links',
    [text('code', 'LINK#{code}'), text('SK', 'LINK')],
    'has the partition key code (S) and no sort key, the configuration declares code (S) and ' +
      'SK (S): write "key": { "code": "LINK#{code}" }',
  ],
  [
    'its keys the other way round',
    'App',
    [text('SK', 'PROFILE'), text('PK', '{id}')],
    'has the partition key PK (S) and the sort key SK (S), the configuration declares SK (S) and ' +
      'PK (S): write "key": { "PK": "{id}", "SK": "PROFILE" }',
  ],
  [
    'a binary key',
    'Blobs',
    [text('id', '{id}')],
    'has the partition key id (B), the configuration declares id (S): a binary key cannot be ' +
      'declared, so no route can read this table',
  ],
];

for (const [what, table, keys, said] of DIFFERENT) {
  test(`of a table with ${what} it is one line that says what to write`, async () => {
    assert.deepEqual(await found(table, keys), {
      mismatches: [`the table ${table} at ${database.url} ${said}`],
      notes: [],
    });
  });
}

test('a table that is absent is one line', async () => {
  assert.deepEqual(await found('Films', [text('Title', '{title}')]), {
    mismatches: [
      `there is no table Films at ${database.url}: create it, or correct "table" in the configuration`,
    ],
    notes: [],
  });
});

test('of a table that several routes read, what only some declare is left to write', async () => {
  const routes = [
    routeOf('/users/{id}', 'App', [text('PK', 'USER#{id}')]),
    routeOf('/orders/{id}', 'App', [text('PK', 'ORDER#{id}')]),
  ];
  const { mismatches } = await tableFindings(descriptionOf(routes), {
    endpoint: new URL(database.url),
  });
  assert.deepEqual(mismatches, [
    `the table App at ${database.url} has the partition key PK (S) and the sort key SK (S), the ` +
      'configuration declares PK (S): write "key": { "PK": "…", "SK": "…" } in each route that ' +
      'reads it',
  ]);
});

test('each table is asked once, in the first Region, with dummy keys', async (t) => {
  /** @type {string[]} */
  const asked = [];
  const endpoint = await answering(t, 400, notFound, ({ headers }, body) => {
    const [, key, region] =
      /Credential=(.+?)\/\d+\/(.+?)\//.exec(headers.authorization ?? '') ?? [];
    asked.push(`${JSON.parse(body).TableName} in ${region} with ${key}`);
  });
  const routes = [
    routeOf('/a', 'Links', [text('code', '{code}')]),
    routeOf('/b', 'Links', [text('code', '{code}')]),
    routeOf('/c', 'App', [text('PK', '{id}')]),
  ];
  await tableFindings(descriptionOf(routes, ['eu-west-1', 'us-east-1']), { endpoint });
  assert.deepEqual(asked.sort(), ['App in eu-west-1 with local', 'Links in eu-west-1 with local']);
});

const notFound = error('ResourceNotFoundException', 'Requested resource not found');

/** @type {[what: string, status: number, body: string, said: string][]} */
const UNKNOWN = [
  [
    'without permission',
    400,
    error('AccessDeniedException', 'User: u is not authorized to perform: dynamodb:DescribeTable'),
    'these credentials lack the permission dynamodb:DescribeTable',
  ],
  [
    'that throttles',
    400,
    error('ThrottlingException', 'Rate exceeded'),
    'DescribeTable failed (ThrottlingException): Rate exceeded',
  ],
  ['that is no DynamoDB, but JSON', 200, '{"hello":"world"}', 'what answers is not a DynamoDB'],
  ['that is no DynamoDB, but a page', 200, '<!doctype html>', 'what answers is not a DynamoDB'],
  ['that refuses without a word', 403, '', 'what answers is not a DynamoDB'],
];

for (const [what, status, body, said] of UNKNOWN) {
  test(`an endpoint ${what} is a note`, async (t) => {
    const endpoint = await answering(t, status, body);
    assert.deepEqual(await foundAt(endpoint), {
      mismatches: [],
      notes: [`could not check the keys of Links and App at ${endpoint.origin}: ${said}`],
    });
  });
}

test('an endpoint where nobody listens is a note', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = urlOf(server);
  server.close();
  await once(server, 'close');
  assert.deepEqual((await foundAt(endpoint)).notes, [
    `could not check the keys of Links and App at ${endpoint.origin}: cannot reach DynamoDB (ECONNREFUSED)`,
  ]);
});

test('an endpoint that does not answer is a note, within seconds', async (t) => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  const endpoint = urlOf(server);
  const start = performance.now();
  assert.deepEqual((await foundAt(endpoint)).notes, [
    `could not check the keys of Links and App at ${endpoint.origin}: no answer within 4 seconds`,
  ]);
  assert.ok(performance.now() - start < 6_000);
});

/**
 * @param {string} table
 * @param {KeyAttribute[]} keys
 */
function found(table, keys) {
  const description = descriptionOf([routeOf('/a', table, keys)]);
  return said(description, new URL(database.url));
}

/** @param {URL} endpoint */
function foundAt(endpoint) {
  const routes = [
    routeOf('/a', 'Links', [text('code', '{code}')]),
    routeOf('/b', 'App', [text('PK', '{id}')]),
  ];
  return said(descriptionOf(routes), endpoint);
}

/**
 * What is said of the keys.
 *
 * @param {import('../../wrapper/api/load.js').Description} description
 * @param {URL} endpoint
 */
async function said(description, endpoint) {
  const { mismatches, notes } = await tableFindings(description, { endpoint });
  return { mismatches, notes };
}

/**
 * A server that answers everything alike.
 *
 * @param {TestContext} t
 * @param {number} status
 * @param {string} body
 * @param {(req: import('node:http').IncomingMessage, body: string) => void} [onRequest]
 */
async function answering(t, status, body, onRequest = () => {}) {
  const server = createServer(async (req, res) => {
    const chunks = await req.toArray();
    onRequest(req, String(Buffer.concat(chunks)));
    res.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  return urlOf(server);
}

/** @param {import('node:http').Server} server */
function urlOf(server) {
  return new URL(`http://127.0.0.1:${/** @type {AddressInfo} */ (server.address()).port}`);
}

/**
 * @param {string} name
 * @param {string} message
 */
function error(name, message) {
  return JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message });
}
