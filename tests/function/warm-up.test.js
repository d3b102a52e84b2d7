/** What the function does while it loads, so that the first request need not. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createDynamoDb } from '../../wrapper/function/dynamodb.js';
import { warmUp } from '../../wrapper/function/warm-up.js';
import { testCore } from '../support/core.js';
import { acceptAny } from '../support/reads.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { RequestListener } from 'node:http' */
/** @import { TestContext } from 'node:test' */

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/**
 * A DynamoDB, and what it was asked for by which connection.
 *
 * @param {TestContext} t
 * @param {RequestListener} answer
 */
async function dynamoDb(t, answer) {
  /** @type {{ method?: string, url?: string, signed: boolean, from?: number }[]} */
  const asked = [];
  const server = createServer((req, res) => {
    const { method, url, headers, socket } = req;
    asked.push({ method, url, signed: 'authorization' in headers, from: socket.remotePort });
    answer(req, res);
  }).listen(0, '127.0.0.1');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  const endpoint = `http://127.0.0.1:${port}`;
  return { asked, ...createDynamoDb({ region: 'us-east-1', credentials: CREDENTIALS, endpoint }) };
}

test('the first read goes over the connection that is there already', async (t) => {
  const { asked, connect, getItem } = await dynamoDb(t, (_, res) => res.end('{}'));
  await warmUp({ core: testCore(), connect });
  await new Promise(setImmediate);
  await getItem('{}', { signal: new AbortController().signal, accept: acceptAny });
  const [hello, read] = asked;
  assert.deepEqual([hello.method, hello.url, hello.signed], ['GET', '/', false]);
  assert.deepEqual([read.method, read.signed], ['POST', true]);
  assert.equal(read.from, hello.from);
  assert.equal(asked.length, 2);
});

test('a connection that is never made holds the function up for a moment only', async () => {
  await warmUp({ core: testCore(), connect: () => new Promise(() => {}) });
});

test('a DynamoDB that is not there does not keep the function from loading', async () => {
  const endpoint = 'http://127.0.0.1:1';
  const { connect } = createDynamoDb({ region: 'us-east-1', credentials: CREDENTIALS, endpoint });
  await warmUp({ core: testCore(), connect });
});

test('credentials that cannot be had do not keep it from loading', async (t) => {
  const { asked } = await dynamoDb(t, (_, res) => res.end());
  const { connect } = createDynamoDb({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: () => Promise.reject(new Error('none')),
  });
  await warmUp({ core: testCore(), connect });
  assert.deepEqual(asked, []);
});

test('a core that fails does not keep it from loading', async () => {
  const core = {
    ...testCore(),
    decide: () => {
      throw new Error('no');
    },
  };
  await warmUp({ core, connect: async () => {} });
});

test('each route is tried', async () => {
  const core = testCore();
  /** @type {Set<string | undefined>} */
  const tried = new Set();
  const watched = {
    ...core,
    shape: (/** @type {Parameters<typeof core.shape>} */ ...args) => {
      tried.add(args[0].route);
      return core.shape(...args);
    },
  };
  await warmUp({ core: watched, connect: async () => {} });
  assert.deepEqual(
    [...tried],
    core.settings.routes.map(({ name }) => name),
  );
});
