/** The read of one Region: what it sends, and what it makes of each response. */

import assert from 'node:assert/strict';
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { createDynamoDb } from '../../wrapper/function/dynamodb.js';
import { DynamoDbError } from '../../wrapper/function/dynamodb-error.js';
import { testCore } from '../support/core.js';
import { acceptAny } from '../support/reads.js';
import { NETWORK } from './sdk-lists.js';

const ITEM = '{"Item":{"JobId":{"S":"j"}}}';
const REGION = 'ap-northeast-1';
const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const ROUTE = 'mediaConvertInputFileToJobIdEdgeApi';

/**
 * @typedef {object} ServerResponse What the server answers.
 * @property {number} status
 * @property {string} body
 * @property {Record<string, string | number>} [headers] Besides those of every answer.
 */

/** @type {ServerResponse} */
let given = { status: 200, body: ITEM };

/** The headers of the requests. @type {import('node:http').IncomingHttpHeaders[]} */
const received = [];

const server = createServer((request, response) => {
  received.push(request.headers);
  request.resume().on('end', () => {
    const { status, body, headers } = given;
    const checksum = { 'x-amz-crc32': crc32(body) };
    response.writeHead(status, { ...checksum, 'x-amzn-requestid': 'REQUEST', ...headers });
    response.end(body);
  });
});

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

after(() => {
  server.close();
  server.closeAllConnections();
});

test('the answer is to what DynamoDB sent', async () => {
  given = { status: 200, body: ITEM };
  assert.equal((await read()).response.body, ITEM);
});

/** @type {[name: string, given: ServerResponse, error: Partial<DynamoDbError>][]} */
const ERRORS = [
  [
    'a response that differs from its checksum is asked for again',
    { status: 200, body: ITEM, headers: { 'x-amz-crc32': 1 } },
    { code: 'CrcMismatch', retryable: true },
  ],
  [
    'throttling is retried, later',
    failed(400, 'ProvisionedThroughputExceededException'),
    { code: 'ProvisionedThroughputExceededException', retryable: true, throttled: true },
  ],
  [
    'an error of DynamoDB itself is retried',
    failed(500, 'InternalServerError'),
    { code: 'InternalServerError', retryable: true, throttled: false },
  ],
  [
    'an error that the SDK has never heard of is named all the same',
    failed(400, 'BrandNewException'),
    { code: 'BrandNewException', retryable: false },
  ],
  [
    "a proxy's page is named by its status",
    { status: 503, body: '<html></html>' },
    { code: 'Http503', retryable: true },
  ],
  [
    'a refusal that is a page is named by its status',
    { status: 403, body: '<html></html>' },
    { code: 'Http403', retryable: false },
  ],
  [
    'an error without a type is named by its status',
    { status: 400, body: '{"message":"why"}' },
    { code: 'Http400', retryable: false },
  ],
  [
    'an error whose type is empty is named by its status',
    { status: 400, body: '{"__type":""}' },
    { code: 'Http400', retryable: false },
  ],
  [
    'an error whose type is a list is named by its status',
    { status: 400, body: '{"__type":[]}' },
    { code: 'Http400', retryable: false },
  ],
  ['an error may have no body', { status: 400, body: '' }, { code: 'Http400', retryable: false }],
  [
    'an error may be named by a header',
    { status: 400, body: '{}', headers: { 'x-amzn-errortype': 'ThrottlingException:http://x/' } },
    { code: 'ThrottlingException', retryable: true, throttled: true },
  ],
  ['redirects are not followed', { status: 301, body: '' }, { code: 'Http301', retryable: false }],
  [
    'a table that is not there stays so',
    failed(400, 'ResourceNotFoundException'),
    {
      code: 'ResourceNotFoundException',
      retryable: false,
      reason: 'the table is not in this Region',
    },
  ],
  [
    'denied access stays so: the clock is not to blame',
    failed(400, 'AccessDeniedException'),
    { code: 'AccessDeniedException', retryable: false, suspect: undefined },
  ],
  [
    'a refused signature may be due to the clock',
    failed(400, 'InvalidSignatureException'),
    { code: 'InvalidSignatureException', retryable: false, suspect: 'clock' },
  ],
  [
    'refused credentials may have been replaced',
    failed(400, 'UnrecognizedClientException'),
    { code: 'UnrecognizedClientException', retryable: false, suspect: 'credentials' },
  ],
  [
    'an error with status 200 is that error',
    { ...failed(400, 'ProvisionedThroughputExceededException'), status: 200 },
    { code: 'ProvisionedThroughputExceededException', retryable: true, throttled: true },
  ],
  [
    'an error with status 200 may be named by a header only',
    { status: 200, body: ITEM, headers: { 'x-amzn-errortype': 'InternalServerError' } },
    { code: 'InternalServerError', retryable: true },
  ],
  [
    'a page with status 200 is not a response of DynamoDB',
    { status: 200, body: '<html></html>' },
    {
      code: 'InvalidResponse',
      retryable: true,
      reason: 'response: not JSON: expected value at line 1 column 1',
    },
  ],
  [
    'an empty response of status 202 is not one of DynamoDB',
    { status: 202, body: '' },
    { code: 'InvalidResponse', retryable: true },
  ],
];

for (const [name, answer, expected] of ERRORS) {
  test(name, async () => {
    given = answer;
    const error = await rejection();
    assert.partialDeepStrictEqual({ ...error }, { ...expected, awsRequestId: 'REQUEST' });
  });
}

test('a response that is not HTTP is asked for again', async (t) => {
  const broken = createServer(({ socket }) => socket.end('HTTP/1.1 OK\r\n\r\n'));
  broken.listen(0, '127.0.0.1');
  t.after(() => broken.close());
  await once(broken, 'listening');
  const error = await rejection({ endpoint: urlOf(broken) });
  assert.match(error.code, /^HPE_/);
  assert.equal(error.retryable, true);
});

test('a server that does not speak TLS is asked again', async () => {
  const error = await rejection({ endpoint: urlOf(server).replace('http:', 'https:') });
  assert.partialDeepStrictEqual({ ...error }, { code: 'EPROTO', retryable: true });
});

for (const body of [
  '{"__type":"ValidationException","cause":null}',
  '{"__type":"ValidationException","code":{"toString":null}}',
  '{"__type":"ValidationException","code":"EPIPE"}',
  '{"__type":"ValidationException","code":"HPE_X","$retryable":{"throttling":true}}',
  '{"__type":"ValidationException","cause":{"name":"TimeoutError"},"name":"Throttling"}',
  '{"__type":"ValidationException","$metadata":null,"$fault":5,"message":5}',
  '{"__type":"ValidationException","message":{"toString":null}}',
]) {
  test(`an error is judged by its name, whatever else its body has: ${body}`, async () => {
    given = { status: 400, body };
    const { code, retryable, throttled, suspect } = await rejection();
    assert.deepEqual(
      { code, retryable, throttled, suspect },
      { code: 'ValidationException', retryable: false, throttled: false, suspect: undefined },
    );
  });
}

test('a signature that is refused without saying why in words is refused all the same', async () => {
  given = { status: 500, body: '{"__type":"InvalidSignatureException","message":5}' };
  const { code, retryable } = await rejection();
  assert.deepEqual([code, retryable], ['InvalidSignatureException', true]);
});

for (const type of ['__proto__', 'InvalidSignatureException Credential=AKIA/secret', '5']) {
  test(`what is no name is not logged as one: ${type}`, async () => {
    given = { status: 400, body: JSON.stringify({ __type: type }) };
    const { code, reason } = await rejection();
    assert.deepEqual([code, reason], ['Http400', undefined]);
  });
}

test('a clock that is off does not make a final error one that may pass', async () => {
  const ahead = { date: new Date(Date.now() + 3_600_000).toUTCString() };
  given = { ...failed(400, 'AccessDeniedException'), headers: ahead };
  assert.equal((await rejection()).retryable, false);
});

test('credentials that cannot be had are named, whatever the provider throws', async () => {
  const credentials = () => Promise.reject('no');
  const { code, reason, retryable } = await rejection({ credentials });
  assert.deepEqual([code, retryable], ['UnknownError', false]);
  assert.match(String(reason), /^the request could not be made/);
});

test('AWS_DEFAULTS_MODE does not matter', async (t) => {
  process.env.AWS_DEFAULTS_MODE = 'bogus';
  t.after(() => delete process.env.AWS_DEFAULTS_MODE);
  given = { status: 200, body: ITEM };
  assert.equal((await read()).response.body, ITEM);
});

test('names and ids are cut to a sane length', async () => {
  const long = 'x'.repeat(5_000);
  given = { ...failed(400, long), headers: { 'x-amzn-requestid': long } };
  const { code, awsRequestId } = await rejection();
  assert.deepEqual([code, awsRequestId], [long.slice(0, 100), long.slice(0, 100)]);
});

test('what DynamoDB says of an error is not kept: it may quote the request', async () => {
  given = { status: 400, body: '{"__type":"InvalidSignatureException","message":"QUOTED"}' };
  const error = await rejection();
  assert.doesNotMatch(JSON.stringify({ ...error }) + error.stack, /QUOTED/);
});

test('the clock is corrected by the date of a refusal, for the requests to come', async () => {
  const HOUR = 3_600_000;
  const ahead = { date: new Date(Date.now() + HOUR).toUTCString() };
  const { getItem } = client();
  given = { ...failed(400, 'InvalidSignatureException'), headers: ahead };
  await assert.rejects(getItem('{}', options()), { suspect: 'clock' });
  given = { status: 200, body: ITEM, headers: ahead };
  for (let i = 0; i < 3; i++) {
    received.length = 0;
    await getItem('{}', options());
    const off = Date.now() + HOUR - dateOf(received[0]['x-amz-date']);
    assert.ok(Math.abs(off) < 10_000, `${off} ms`);
  }
});

test('credentials that are refused are read again', async () => {
  let reads = 0;
  const credentials = async () => {
    reads += 1;
    return { ...CREDENTIALS, accessKeyId: `KEY${reads}` };
  };
  const { getItem } = client({ credentials });
  given = { status: 200, body: ITEM };
  received.length = 0;
  await getItem('{}', options());
  given = failed(400, 'ExpiredTokenException');
  await assert.rejects(getItem('{}', options()), { suspect: 'credentials' });
  given = { status: 200, body: ITEM };
  await getItem('{}', options());
  const keys = received.map(({ authorization }) => /KEY\d/.exec(String(authorization))?.[0]);
  assert.deepEqual(keys, ['KEY1', 'KEY1', 'KEY2']);
});

/** @type {[env: NodeJS.ProcessEnv, region: string, host: string][]} */
const HOSTS = [
  [{}, 'ap-northeast-1', 'dynamodb.ap-northeast-1.amazonaws.com'],
  [{}, 'cn-north-1', 'dynamodb.cn-north-1.amazonaws.com.cn'],
  [{}, 'us-gov-west-1', 'dynamodb.us-gov-west-1.amazonaws.com'],
  [{}, 'eusc-de-east-1', 'dynamodb.eusc-de-east-1.amazonaws.eu'],
  [{}, 'us-iso-east-1', 'dynamodb.us-iso-east-1.c2s.ic.gov'],
  [{ AWS_USE_FIPS_ENDPOINT: 'true' }, 'us-east-1', 'dynamodb-fips.us-east-1.amazonaws.com'],
  [{ AWS_USE_DUALSTACK_ENDPOINT: 'true' }, 'us-east-1', 'dynamodb.us-east-1.api.aws'],
  [{ AWS_ENDPOINT_URL_DYNAMODB: 'https://a.example' }, 'us-east-1', 'a.example'],
  [{ AWS_ENDPOINT_URL: 'https://b.example' }, 'us-east-1', 'b.example'],
  [
    { AWS_ENDPOINT_URL: 'https://b.example', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
    'us-east-1',
    'dynamodb.us-east-1.amazonaws.com',
  ],
];

for (const [env, region, host] of HOSTS) {
  const set = Object.keys(env).join(' and ') || 'no variable';
  test(`with ${set} the host in ${region} is ${host}`, async (t) => {
    Object.assign(process.env, env);
    t.after(() => {
      for (const name of Object.keys(env)) delete process.env[name];
    });
    const asked = failLookups(t, 'ENOTFOUND');
    await rejection({ region, endpoint: undefined });
    assert.deepEqual(asked, [host]);
  });
}

for (const code of [...NETWORK, 'ENETDOWN', 'ECONNABORTED', 'EMFILE', 'EAI_FAIL']) {
  test(`a network that fails with ${code} is tried again`, async (t) => {
    failLookups(t, code);
    const error = await rejection({ endpoint: 'https://dynamodb.example' });
    const suspect = ['ECONNRESET', 'EPIPE'].includes(code) ? 'connection' : undefined;
    const expected = { code, retryable: true, suspect, awsRequestId: undefined };
    assert.partialDeepStrictEqual({ ...error }, expected);
  });
}

/**
 * Lets no request get past the look-up of its host.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} code
 */
function failLookups(t, code) {
  /** @type {string[]} */
  const asked = [];
  /** @param {[host: string, options: object, done: (error: Error) => void]} args */
  const lookup = (...[host, _, done]) => {
    asked.push(host);
    done(Object.assign(new Error('not in a test'), { code }));
  };
  t.mock.method(dns, 'lookup', lookup);
  return asked;
}

/**
 * @param {Partial<Parameters<typeof createDynamoDb>[0]>} [options]
 */
function client(options) {
  const place = { region: REGION, credentials: CREDENTIALS, endpoint: urlOf(server) };
  return createDynamoDb({ ...place, ...options });
}

/** The real core judges the response. */
function options() {
  const core = testCore();
  /** @type {import('../../pkg/edge/edge_lookup.js').GetItem} */
  const decision = { type: 'get-item', route: ROUTE, frontDoor: 'viewer-request', body: '{}' };
  return {
    signal: AbortSignal.timeout(5_000),
    accept: (/** @type {Uint8Array} */ response) => {
      const answer = core.shape(decision, response);
      return answer.code === 'unavailable' ? answer : acceptAny(response);
    },
  };
}

/** @param {Parameters<typeof client>[0]} [of] */
function read(of) {
  return client(of).getItem('{}', options());
}

/**
 * @param {Parameters<typeof client>[0]} [of]
 * @returns {Promise<DynamoDbError>}
 */
async function rejection(of) {
  const error = await read(of).catch((error) => error);
  assert(error instanceof DynamoDbError, String(error));
  return error;
}

/** @param {import('node:http').Server} server */
function urlOf(server) {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}`;
}

/**
 * An error as DynamoDB sends it.
 *
 * @param {number} status
 * @param {string} name
 * @returns {ServerResponse}
 */
function failed(status, name) {
  const type = `com.amazonaws.dynamodb.v20120810#${name}`;
  return { status, body: JSON.stringify({ __type: type, message: 'why' }) };
}

/** @param {unknown} amzDate Such as 20260102T030405Z. */
function dateOf(amzDate) {
  const iso = String(amzDate).replace(/^(.{4})(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return new Date(iso).getTime();
}
