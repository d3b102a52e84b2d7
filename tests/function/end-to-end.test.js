/** Each line of the table in docs/answers.md, over HTTP, with an embedded DynamoDB behind it. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { keepLive } from '../../examples/mediaconvert/live-job.js';
import { MADE_UP_KEYS } from '../../wrapper/api/endpoint-keys.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { createParts } from '../../wrapper/function/parts.js';
import { startDatabase } from '../../wrapper/local/database.js';
import { pointAt, useKeys } from '../../wrapper/local/environment.js';
import { WASM } from '../support/core.js';
import { edgeOf } from '../support/edge.js';
import { API, putItems, TABLES } from '../support/example.js';

const JOB_ID = '/api/media/job_id';
const STATUS = '/api/media/status';
const ID = 'c123456789012-smb6o7';

const database = await startDatabase({ tables: TABLES });
await putItems(database);
const stopLiveJob = await keepLive(database.put);
pointAt(new URL(database.url), process.env);
useKeys(MADE_UP_KEYS, process.env);
const handlers = createHandlers(createParts({ compiled: API.compiled, wasm: WASM }));
const { handler } = handlers;

/** @type {string[]} What the edge reports; a response that CloudFront would refuse is. */
const reports = [];
const edge = edgeOf({
  // An event that no HTTP request can bring about.
  handler: (event) => handler(event.Records[0].cf.request.uri === '/broken' ? {} : event),
  log: (line) => reports.push(line),
});

before(async () => {
  edge.listen(0, '127.0.0.1');
  await once(edge, 'listening');
});

after(async () => {
  edge.close();
  edge.closeAllConnections();
  stopLiveJob();
  await database.close();
  assert.deepEqual(reports, []);
});

/** @type {[name: string, request: Sent, status: number, answer: unknown][]} */
const ROWS = [
  [
    'found',
    { path: `${JOB_ID}?input_file=Big+Buck+Bunny.mp4` },
    200,
    { success: true, job_id: ID },
  ],
  [
    'a finished job',
    { path: `${STATUS}?job_id=${ID}`, origin: 'https://app.nightonly.com' },
    200,
    {
      success: true,
      job_status: 'COMPLETE',
      progress_rate: 100,
      duration_ms: 596458,
      width_px: 1280,
      height_px: 720,
      output_path: 's3://example-output/big-buck-bunny/big-buck-bunny_720p.m3u8',
      playlists: ['s3://example-output/big-buck-bunny/big-buck-bunny.m3u8'],
    },
  ],
  ['a path of no route', { path: '/' }, 404, 'No route matches.'],
  ['OPTIONS', { path: JOB_ID, method: 'OPTIONS', origin: 'https://example.com' }, 200, null],
  ['another method', { path: JOB_ID, method: 'DELETE' }, 404, 'No route matches.'],
  [
    'an origin that is not allowed',
    { path: `${JOB_ID}?input_file=a`, origin: 'https://example.com' },
    422,
    'ORIGIN is invalid.',
  ],
  ['no parameter', { path: JOB_ID }, 400, 'Not found parameter.'],
  ['the parameter is absent', { path: `${JOB_ID}?a=b` }, 400, 'Not found parameter input_file.'],
  [
    'the parameter is blank',
    { path: `${JOB_ID}?input_file=` },
    422,
    'Not exist parameter input_file.',
  ],
  [
    'the parameter is too long',
    { path: `${JOB_ID}?input_file=${'a'.repeat(2049)}` },
    422,
    'Invalid parameter input_file.',
  ],
  [
    'a job id that MediaConvert does not make',
    { path: `${STATUS}?job_id=a/b` },
    422,
    'Not found item.',
  ],
  ['no such item', { path: `${JOB_ID}?input_file=a` }, 422, 'Not found item.'],
  [
    'an item that does not fit',
    { path: `${STATUS}?job_id=c123456789012-bad001` },
    500,
    'Invalid item.',
  ],
  [
    'an answer over 40 KB',
    { path: `${STATUS}?job_id=c123456789012-bad002` },
    500,
    'Response is too large.',
  ],
  ['anything unforeseen', { path: '/broken' }, 500, 'Internal server error.'],
];

for (const [name, sent, status, answer] of ROWS) {
  test(name, async () => {
    const received = await send(sent);
    assert.equal(received.status, status);
    assert.equal(received.body, bodyOf(answer));
    assertSharedHeaders(received.headers);
  });
}

test("the first Python function's test event, by the route's own handler", async () => {
  const answer = await handlers.mediaConvertInputFileToJobIdEdgeApi?.(
    testEvent('input_file=Big+Buck+Bunny.mp4'),
  );
  assert.equal(answer?.status, '200');
  assert.equal(answer?.body, `{"success":true,"job_id":"${ID}"}`);
});

test("the second Python function's test event, by the route's own handler", async () => {
  const answer = await handlers.mediaConvertJobIdToStatusEdgeApi?.(testEvent(`job_id=${ID}`));
  assert.equal(answer?.status, '200');
  assert.match(String(answer?.body), /^\{"success":true,"job_status":"COMPLETE",/);
});

test('a file name beyond ASCII, as it is typed and escaped', async () => {
  for (const file of ['紹介ビデオ.mp4', encodeURIComponent('紹介ビデオ.mp4')]) {
    const { body } = await send({ path: `${JOB_ID}?input_file=${file}` });
    assert.equal(body, '{"success":true,"job_id":"c123456789012-n4x9ra"}');
  }
});

test('a key in the table that is 2,048 bytes long is found', async () => {
  const file = `${'日'.repeat(682)}ab`;
  await database.put('MediaConvertInputFileToJobId', { InputFile: { S: file }, JobId: { S: 'j' } });
  const { body } = await send({ path: `${JOB_ID}?input_file=${encodeURIComponent(file)}` });
  assert.equal(body, '{"success":true,"job_id":"j"}');
});

test('the live job has an answer at every time', async () => {
  const { status, body } = await send({ path: `${STATUS}?job_id=c123456789012-live01` });
  assert.equal(status, 200);
  assert.match(
    body,
    /^\{"success":true,"job_status":"(SUBMITTED|PROGRESSING)","progress_rate":\d+\}$/,
  );
});

test('DynamoDB does not answer', async () => {
  stopLiveJob();
  await database.close();
  const { status, body, headers } = await send({ path: `${JOB_ID}?input_file=a` });
  assert.equal(status, 503);
  assert.equal(body, '{"success":false,"message":"Service unavailable."}');
  assert.equal(headers['retry-after'], '1');
  assertSharedHeaders(headers);
});

/**
 * The event that those functions were tested with: without `uri`, `config` and header keys.
 *
 * @param {string} querystring
 */
function testEvent(querystring) {
  const headers = { origin: [{ value: 'https://app.nightonly.com' }] };
  return { Records: [{ cf: { request: { headers, method: 'GET', querystring } } }] };
}

/** @param {unknown} answer A refusal's message, the whole body, or `null` for none. */
function bodyOf(answer) {
  if (answer === null) return '';
  return JSON.stringify(typeof answer === 'string' ? { success: false, message: answer } : answer);
}

/** @param {import('node:http').IncomingHttpHeaders} headers */
function assertSharedHeaders(headers) {
  assert.equal(headers['access-control-allow-origin'], '*');
  assert.equal(headers['access-control-allow-methods'], 'GET, OPTIONS');
  assert.equal(headers['access-control-allow-headers'], '*');
  assert.equal(headers['access-control-max-age'], '7200');
  assert.equal(headers['content-type'], 'application/json; charset=UTF-8');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['cache-control'], 'no-store');
}

/**
 * @typedef {{ path: string, method?: string, origin?: string }} Sent
 * @param {Sent} sent
 */
async function send({ path, method = 'GET', origin }) {
  const { port } = /** @type {import('node:net').AddressInfo} */ (edge.address());
  // Sent byte for byte: node:http takes one character a byte.
  const bytes = Buffer.from(path).toString('latin1');
  const sent = request({ host: '127.0.0.1', port, method, headers: origin ? { origin } : {} });
  sent.path = bytes;
  sent.end();
  const [response] = await once(sent, 'response');
  const chunks = await response.toArray();
  return {
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.concat(chunks).toString(),
  };
}
