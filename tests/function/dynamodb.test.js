/** The read of one Region, beside the AWS SDK's own client. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import {
  createDynamoDb,
  DynamoDbError,
  defaultCredentials,
  endpointOf,
} from '../../wrapper/function/dynamodb.js';

const ITEM = '{"Item":{"JobId":{"S":"j"}}}';
const REGION = 'ap-northeast-1';
const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** @type {{ method?: string, url?: string, headers: import('node:http').IncomingHttpHeaders, body: string }[]} */
const received = [];

/** What the server answers. */
let answer = { status: 200, body: ITEM, crc: crc32(ITEM) };

const server = createServer(async (request, response) => {
  const chunks = await request.toArray();
  const { method, url, headers } = request;
  received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
  response.writeHead(answer.status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-crc32': answer.crc,
    'x-amzn-requestid': 'REQUEST',
  });
  response.end(answer.body);
});

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

after(() => {
  server.close();
  server.closeAllConnections();
});

test('it sends the signed request that the SDK sends', async () => {
  const text = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' });
  const secret = fc.stringMatching(/^[A-Za-z0-9/+]{16,40}$/);
  const property = fc.asyncProperty(
    fc.record({ table: fc.stringMatching(/^[\w.-]{3,40}$/), key: text, value: text }),
    fc.record(
      { accessKeyId: secret, secretAccessKey: secret, sessionToken: secret },
      { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
    ),
    fc.constantFrom('ap-northeast-1', 'us-east-1', 'cn-north-1', 'us-gov-west-1'),
    async ({ table, key, value }, credentials, region) => {
      const body = JSON.stringify({
        TableName: table,
        Key: { [key]: { S: value } },
        ProjectionExpression: '#0',
        ExpressionAttributeNames: { '#0': 'JobId' },
      });
      received.length = 0;
      await sendWithSdk(region, credentials, JSON.parse(body));
      const [theirs] = received;
      const clock = () => dateOf(String(theirs?.headers['x-amz-date']));
      await getItem({ region, credentials, clock })(body, AbortSignal.timeout(5000));
      const [, ours] = received;
      assert.deepEqual(pick(ours), pick(theirs));
    },
  );
  await fc.assert(property, { numRuns: 100 });
});

test('a secret that differs in one letter gives another signature', async () => {
  const clock = () => new Date(0);
  received.length = 0;
  for (const secretAccessKey of ['secret', 'secreT']) {
    await getItem({ credentials: { ...KEYS, secretAccessKey }, clock })('{}', signal());
  }
  const [first, second] = received.map(({ headers }) => headers.authorization);
  assert.notEqual(first, second);
});

test('the response is what DynamoDB sent', async () => {
  answer = { status: 200, body: ITEM, crc: crc32(ITEM) };
  assert.equal(Buffer.from(await getItem({})('{}', signal())).toString(), ITEM);
});

/** @type {[name: string, answer: typeof answer, error: object][]} */
const ERRORS = [
  [
    'a response that is not what was sent can be asked for again',
    { status: 200, body: ITEM, crc: 1 },
    { code: 'CrcMismatch', retryable: true },
  ],
  [
    'throttling can be tried again, later',
    dynamoDbError(400, 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException'),
    { code: 'ProvisionedThroughputExceededException', retryable: true, throttled: true },
  ],
  [
    'an error of the account-wide limits is throttling too',
    dynamoDbError(400, 'com.amazonaws.dynamodb.v20120810#RequestLimitExceeded'),
    { code: 'RequestLimitExceeded', retryable: true, throttled: true },
  ],
  [
    "DynamoDB's own error can be tried again",
    dynamoDbError(500, 'com.amazonaws.dynamodb.v20120810#InternalServerError'),
    { code: 'InternalServerError', retryable: true, throttled: false },
  ],
  [
    "a proxy's page can be tried again",
    { status: 503, body: '<html></html>', crc: crc32('<html></html>') },
    { code: 'Http503', retryable: true },
  ],
  [
    'a table that is not there stays so',
    dynamoDbError(400, 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException'),
    { code: 'ResourceNotFoundException', retryable: false },
  ],
  [
    'an access that is denied stays so',
    dynamoDbError(400, 'com.amazon.coral.service#AccessDeniedException'),
    { code: 'AccessDeniedException', retryable: false },
  ],
];

for (const [name, given, expected] of ERRORS) {
  test(name, async () => {
    answer = given;
    const error = await getItem({})('{}', signal()).catch((error) => error);
    assert(error instanceof DynamoDbError);
    assert.partialDeepStrictEqual({ ...error }, { ...expected, awsRequestId: 'REQUEST' });
  });
}

test('endpoints of other partitions have other domains', () => {
  const host = (/** @type {string} */ region) => endpointOf(region, {}).href;
  assert.equal(host('ap-northeast-1'), 'https://dynamodb.ap-northeast-1.amazonaws.com/');
  assert.equal(host('cn-north-1'), 'https://dynamodb.cn-north-1.amazonaws.com.cn/');
  assert.equal(host('us-gov-west-1'), 'https://dynamodb.us-gov-west-1.amazonaws.com/');
  assert.equal(host('us-iso-east-1'), 'https://dynamodb.us-iso-east-1.c2s.ic.gov/');
  assert.equal(host('us-isob-east-1'), 'https://dynamodb.us-isob-east-1.sc2s.sgov.gov/');
});

test("the endpoint is the one that the SDK's variables name", () => {
  const url = 'http://127.0.0.1:8000';
  const of = (/** @type {NodeJS.ProcessEnv} */ env) => endpointOf('us-east-1', env).host;
  assert.equal(of({ AWS_ENDPOINT_URL_DYNAMODB: url }), '127.0.0.1:8000');
  assert.equal(of({ AWS_ENDPOINT_URL: url }), '127.0.0.1:8000');
  assert.equal(
    of({ AWS_ENDPOINT_URL_DYNAMODB: url, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }),
    'dynamodb.us-east-1.amazonaws.com',
  );
});

test('credentials are those of the environment', () => {
  assert.deepEqual(
    defaultCredentials({
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_SESSION_TOKEN: 'c',
    }),
    { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
  );
});

/** @param {Partial<Parameters<typeof createDynamoDb>[0]>} options */
function getItem(options) {
  const place = { region: REGION, credentials: KEYS, endpoint: endpoint() };
  return createDynamoDb({ ...place, ...options }).getItem;
}

function endpoint() {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return new URL(`http://127.0.0.1:${port}`);
}

function signal() {
  return AbortSignal.timeout(5000);
}

/**
 * @param {number} status
 * @param {string} type
 */
function dynamoDbError(status, type) {
  const body = JSON.stringify({ __type: type, message: 'why' });
  return { status, body, crc: crc32(body) };
}

/**
 * The headers that only the SDK's client adds, about itself, are taken away before it signs.
 *
 * @param {string} region
 * @param {import('@smithy/types').AwsCredentialIdentity} credentials
 * @param {import('@aws-sdk/client-dynamodb').GetItemCommandInput} input
 */
async function sendWithSdk(region, credentials, input) {
  const client = new DynamoDBClient({ region, credentials, endpoint: endpoint().href });
  client.middlewareStack.addRelativeTo(
    (/** @type {Function} */ next) => (/** @type {{ request: unknown }} */ args) => {
      const { headers } = /** @type {{ headers: Record<string, string> }} */ (args.request);
      for (const name of ['amz-sdk-invocation-id', 'amz-sdk-request', 'x-amz-user-agent']) {
        delete headers[name];
      }
      return next(args);
    },
    { relation: 'before', toMiddleware: 'httpSigningMiddleware', name: 'anonymous' },
  );
  await client.send(new GetItemCommand(input));
  client.destroy();
}

/** @param {(typeof received)[number] | undefined} request */
function pick(request) {
  assert(request);
  const { 'user-agent': _, connection, ...headers } = request.headers;
  return { ...request, headers };
}

/**
 * @param {string} amzDate Such as 20260102T030405Z.
 */
function dateOf(amzDate) {
  return new Date(amzDate.replace(/^(.{4})(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
