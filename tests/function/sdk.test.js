/**
 * What the read of one Region relies on in the AWS SDK: that an update of the SDK changes nothing in what
 * is sent, beside the SDK's client as it is documented.
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { getOmitRetryHeadersPlugin } from '@smithy/core/retry';
import fc from 'fast-check';
import { createDynamoDb } from '../../wrapper/function/dynamodb.js';
import { testCore } from '../support/core.js';
import { acceptAny } from '../support/reads.js';

/** How many requests are compared, with new credentials for every tenth. */
const RUNS = 100;
const KEYS_EACH = 10;

/** @typedef {{ method?: string, url?: string, headers: string[], body: string }} Received */

/** @type {Received[]} */
const received = [];

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const { method, url, rawHeaders } = request;
  const headers = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    headers.push(`${rawHeaders[i].toLowerCase()}: ${rawHeaders[i + 1]}`);
  }
  received.push({ method, url, headers: headers.sort(), body });
  // By which both would correct the clock that the test has set.
  response.sendDate = false;
  response.setHeader('content-type', 'application/x-amz-json-1.0');
  response.end('{}');
});

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

after(() => {
  server.close();
  server.closeAllConnections();
});

test(`${RUNS * KEYS_EACH} requests are those of the SDK, but for how it presents itself`, async (t) => {
  const core = testCore();
  const secret = fc.stringMatching(/^[A-Za-z0-9/+]{16,40}$/);
  const property = fc.asyncProperty(
    fc.array(
      // Never blank, which the core refuses.
      fc.string({ maxLength: 30, unit: 'grapheme' }).map((text) => `k${text}`),
      { minLength: KEYS_EACH, maxLength: KEYS_EACH },
    ),
    fc.record(
      { accessKeyId: secret, secretAccessKey: secret, sessionToken: secret },
      { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
    ),
    fc.constantFrom('ap-northeast-1', 'us-east-1', 'cn-north-1', 'us-gov-west-1'),
    fc.constantFrom('', '/a/path', '/a/path/?query#fragment'),
    fc.integer({ min: 0, max: 4_000_000_000_000 }),
    async (keys, credentials, region, path, now) => {
      t.mock.timers.enable({ apis: ['Date'], now });
      try {
        const place = { region, credentials, endpoint: `${origin()}${path}` };
        const plain = new DynamoDBClient(place);
        plain.middlewareStack.use(getOmitRetryHeadersPlugin(plain.config));
        plain.middlewareStack.remove('getUserAgentMiddleware');
        const { getItem } = createDynamoDb(place);
        for (const key of keys) {
          const body = bodyFor(core, key);
          received.length = 0;
          await plain.send(new GetItemCommand(JSON.parse(body)));
          await getItem(body, { signal: new AbortController().signal, accept: acceptAny });
          const [theirs, ours] = received;
          assert.deepEqual(ours, theirs);
        }
        plain.destroy();
      } finally {
        t.mock.timers.reset();
      }
    },
  );
  await fc.assert(property, { numRuns: RUNS });
});

for (const [name, step] of [
  ['serializerMiddleware', 'serialize'],
  ['deserializerMiddleware', 'deserialize'],
  ['retryMiddleware', 'finalizeRequest'],
  ['getUserAgentMiddleware', 'build'],
]) {
  test(`the SDK has a ${name}, so that it can be replaced or removed`, () => {
    const { middlewareStack } = new DynamoDBClient({ region: 'us-east-1' });
    assert(middlewareStack.identify().includes(`${name} - ${step}`));
  });
}

test('what is sent while loading is a request that reads nothing, without signature', async () => {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 's', sessionToken: 'TOKEN' };
  received.length = 0;
  await createDynamoDb({ region: 'us-east-1', credentials, endpoint: origin() }).connect();
  const [{ method, url, headers, body }] = received;
  const names = headers.map((header) => header.split(':')[0]);
  assert.deepEqual([method, url, names, body], ['GET', '/', ['connection', 'host'], '']);
});

function origin() {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}`;
}

/**
 * The body that the core writes for a key.
 *
 * @param {ReturnType<typeof testCore>} core
 * @param {string} key
 */
function bodyFor(core, key) {
  const querystring = new URLSearchParams({ input_file: key }).toString();
  const request = { method: 'GET', uri: '/api/media/job_id', querystring };
  const config = { eventType: 'viewer-request' };
  const decision = core.decide({ Records: [{ cf: { config, request } }] });
  assert(decision.type === 'get-item', `${key} is no key`);
  return decision.body;
}
