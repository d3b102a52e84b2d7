/** What a page gets of a lookup, from a server that answers so. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { initSync, Validator } from '../../pkg/page/edge_lookup.js';
import { createLookup } from '../../wrapper/browser/lookup.js';
import { API } from '../support/example.js';

/** @import { Refusal } from '../../wrapper/browser/index.d.ts' */

const WASM = new URL('../../pkg/page/edge_lookup_bg.wasm', import.meta.url);

/** @type {{ status: number, headers?: Record<string, string>, body: string } | 'nothing' | 'reset'} */
let answer = { status: 200, body: '' };
/** @type {string[]} */
const requests = [];
const server = createServer((request, response) => {
  requests.push(`${request.method} ${request.url}`);
  if (answer === 'reset') request.socket.destroy();
  if (typeof answer === 'object') {
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
});
let baseUrl = '';

initSync({ module: readFileSync(WASM) });
const validator = new Validator(API.client);

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  baseUrl = `http://127.0.0.1:${port}`;
});
beforeEach(() => {
  requests.length = 0;
});
after(() => {
  server.close();
  server.closeAllConnections();
});

/** @type {[name: string, answer: Exclude<typeof answer, 'nothing'>, expected: unknown][]} */
const TABLE = [
  [
    'a found item',
    { status: 200, body: '{"success":true,"job_id":"c1","n":1}' },
    { ok: true, value: { job_id: 'c1', n: 1 } },
  ],
  [
    'no such item',
    { status: 422, body: '{"success":false,"message":"Not found item."}' },
    { ok: false, error: error('not-found', 422, 'Not found item.') },
  ],
  [
    'an origin that is not allowed',
    { status: 422, body: '{"success":false,"message":"ORIGIN is invalid."}' },
    { ok: false, error: error('refused', 422, 'ORIGIN is invalid.') },
  ],
  [
    'a DynamoDB that fails',
    {
      status: 503,
      headers: { 'retry-after': '1' },
      body: '{"success":false,"message":"Service unavailable."}',
    },
    {
      ok: false,
      error: { ...error('unavailable', 503, 'Service unavailable.'), retryAfterMs: 1_000 },
    },
  ],
  [
    'a Retry-After that is a date',
    { status: 503, headers: { 'retry-after': 'Fri, 01 Jan 2027 00:00:00 GMT' }, body: '' },
    { ok: false, error: error('unavailable', 503, 'Status 503.') },
  ],
  [
    'the HTML page of a server in between',
    { status: 502, body: '<html>ERROR</html>' },
    { ok: false, error: error('unavailable', 502, 'Status 502.') },
  ],
  [
    'a page instead of the answer',
    { status: 200, body: '<html>index</html>' },
    { ok: false, error: error('unavailable', 200, 'Status 200.') },
  ],
  [
    'another JSON',
    { status: 200, body: '[1]' },
    { ok: false, error: error('unavailable', 200, 'Status 200.') },
  ],
  [
    'null',
    { status: 200, body: 'null' },
    { ok: false, error: error('unavailable', 200, 'Status 200.') },
  ],
  [
    'a failure that calls itself a success',
    { status: 500, body: '{"success":true,"job_id":"c1"}' },
    { ok: false, error: error('unavailable', 500, 'Status 500.') },
  ],
  [
    'too many requests',
    { status: 429, body: '' },
    { ok: false, error: error('unavailable', 429, 'Status 429.') },
  ],
];

for (const [name, given, expected] of TABLE) {
  test(name, async () => {
    answer = given;
    assert.deepEqual(await lookup('job', { input_file: 'a b&c.mp4' }), expected);
    assert.deepEqual(requests, ['GET /job?input_file=a+b%26c.mp4']);
  });
}

test('a connection that breaks', async () => {
  answer = 'reset';
  const result = await lookup('job', { input_file: 'a' });
  assert.partialDeepStrictEqual(result, {
    ok: false,
    error: { kind: 'unreachable', status: null },
  });
});

test('what would be refused is not sent', async () => {
  /** @type {Refusal} */
  const refusal = {
    status: 422,
    message: 'Not exist parameter input_file.',
    parameter: 'input_file',
    code: 'parameter-blank',
  };
  const result = await lookup('job', { input_file: '' }, { refusal });
  assert.deepEqual(result, {
    ok: false,
    error: {
      kind: 'invalid',
      status: 422,
      message: 'Not exist parameter input_file.',
      parameter: 'input_file',
      code: 'parameter-blank',
      retryAfterMs: 0,
    },
  });
  assert.deepEqual(requests, []);
});

test('one that is aborted rejects with the reason', async () => {
  answer = 'nothing';
  const controller = new AbortController();
  const waiting = lookup('job', { input_file: 'a' }, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error('left')), 50);
  await assert.rejects(waiting, { message: 'left' });
});

test('one that was aborted before is not sent', async () => {
  const signal = AbortSignal.abort(new Error('left'));
  await assert.rejects(lookup('job', { input_file: 'a' }, { signal }), { message: 'left' });
  assert.deepEqual(requests, []);
});

test('a route that there is not is a mistake in the page', async () => {
  await assert.rejects(lookup('jobs', {}), { message: 'no route jobs: there are job' });
});

/**
 * @param {string} route
 * @param {Record<string, string>} params
 * @param {{ refusal?: Refusal | null, signal?: AbortSignal }} [options]
 */
function lookup(route, params, { refusal = null, signal } = {}) {
  const paths = new Map([['job', '/job']]);
  const isNotFound = (/** @type {number} */ status, /** @type {string} */ message) =>
    validator.isNotFound(status, message);
  const create = { paths, validate: () => refusal, isNotFound, baseUrl };
  return createLookup(create)(route, params, { signal });
}

/**
 * @param {string} kind
 * @param {number} status
 * @param {string} message
 */
function error(kind, status, message) {
  return { kind, status, message, parameter: null, code: null, retryAfterMs: 0 };
}
