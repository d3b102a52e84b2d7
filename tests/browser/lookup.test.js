/** What a page gets of a lookup, from a server that answers so. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { createLookup } from '../../wrapper/browser/lookup.js';
import { byName } from '../../wrapper/browser/routes.js';
import { clientRoute } from './client-route.js';

/** @import { ClientConfig, ClientRoute, Refusal } from '../../wrapper/browser/index.d.ts' */

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

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  baseUrl = `http://127.0.0.1:${port}`;
});
beforeEach(() => {
  answer = { status: 200, body: '' };
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

/** @type {typeof TABLE} What an API without an envelope answers. */
const BARE = [
  ['fields alone', { status: 200, body: '{"id":"1"}' }, { ok: true, value: { id: '1' } }],
  [
    'an item with a field called success',
    { status: 200, body: '{"success":false}' },
    { ok: true, value: { success: false } },
  ],
  [
    'no such item',
    { status: 422, body: '{"error":"Not found item."}' },
    { ok: false, error: error('not-found', 422, 'Not found item.') },
  ],
  [
    'a refusal',
    { status: 422, body: '{"error":"Invalid parameter id."}' },
    { ok: false, error: error('refused', 422, 'Invalid parameter id.') },
  ],
  [
    'a message that is not the edge’s',
    { status: 404, body: '{"message":"Not Found"}' },
    { ok: false, error: error('refused', 404, 'Status 404.') },
  ],
  [
    'a page instead of the answer',
    { status: 200, body: '<html>index</html>' },
    { ok: false, error: error('unavailable', 200, 'Status 200.') },
  ],
  [
    'a JSON that is not an item',
    { status: 200, body: '[1]' },
    { ok: false, error: error('unavailable', 200, 'Status 200.') },
  ],
];

for (const [name, given, expected] of BARE) {
  test(`without an envelope: ${name}`, async () => {
    answer = given;
    assert.deepEqual(await lookup('job', { input_file: 'a' }, { envelope: 'none' }), expected);
  });
}

/** @type {[name: string, notFound: ClientRoute['notFound'], answer: typeof answer, kind: string][]} */
const MISSING = [
  [
    'the declared status and message',
    { status: 404, message: 'No such job.' },
    { status: 404, body: '{"success":false,"message":"No such job."}' },
    'not-found',
  ],
  [
    'the declared status with another message',
    { status: 404, message: 'No such job.' },
    { status: 404, body: '{"success":false,"message":"No route matches."}' },
    'refused',
  ],
  [
    'the declared message with another status',
    { status: 410, message: 'No such job.' },
    { status: 422, body: '{"success":false,"message":"No such job."}' },
    'refused',
  ],
  [
    'the declared redirect',
    { redirect: 'http://127.0.0.1:1/home' },
    { status: 302, headers: { location: 'http://127.0.0.1:1/home' }, body: '' },
    'not-found',
  ],
  [
    'a refusal where a redirect is declared',
    { redirect: 'http://127.0.0.1:1/home' },
    { status: 422, body: '{"success":false,"message":"Not found item."}' },
    'refused',
  ],
];

for (const [name, notFound, given, kind] of MISSING) {
  test(`${name} is ${kind}`, async () => {
    answer = given;
    const result = await lookup('job', { input_file: 'a' }, { route: { notFound } });
    assert.equal(result.ok ? '' : result.error.kind, kind);
  });
}

test('a redirect is answered with a status, and with no words of the edge', async () => {
  answer = { status: 302, headers: { location: '/home' }, body: '' };
  const route = { notFound: { redirect: '/home' } };
  assert.deepEqual(await lookup('job', { input_file: 'a' }, { route }), {
    ok: false,
    error: error('not-found', 302, 'Status 302.'),
  });
});

test('a redirect whose target a browser hides is found to be one', async (t) => {
  const hidden = {
    type: 'opaqueredirect',
    status: 0,
    headers: new Headers(),
    text: async () => '',
  };
  const fetched = t.mock.method(globalThis, 'fetch', async () => hidden);
  const route = { notFound: { redirect: '/home' } };
  const result = await lookup('job', { input_file: 'a' }, { route });
  assert.deepEqual(result, { ok: false, error: error('not-found', 302, 'Status 302.') });
  assert.partialDeepStrictEqual(fetched.mock.calls[0].arguments, [
    `${baseUrl}/job?input_file=a`,
    { redirect: 'manual' },
  ]);
});

test('a route that redirects cannot be looked up', async () => {
  const waiting = lookup('job', { input_file: 'a' }, { route: { redirects: true } });
  await assert.rejects(waiting, {
    message: 'the route job redirects, so there is nothing to look up: use url()',
  });
  assert.deepEqual(requests, []);
});

test('a parameter of the path is sent in it, and one that is not declared is not sent', async () => {
  const route = clientRoute({ path: '/users/{id}', query: ['lang'] });
  await lookup('job', { id: 'a/b', lang: 'ja', other: 'x' }, { route });
  assert.deepEqual(requests, ['GET /users/a%2Fb?lang=ja']);
});

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
 * @param {string} name
 * @param {Record<string, string>} params
 * @param {object} [options]
 * @param {Refusal | null} [options.refusal]
 * @param {AbortSignal} [options.signal]
 * @param {ClientConfig['envelope']} [options.envelope]
 * @param {Partial<ClientRoute>} [options.route]
 */
function lookup(name, params, { refusal = null, signal, envelope = 'success', route } = {}) {
  const routeOf = byName([{ ...clientRoute({ query: ['input_file'] }), ...route }]);
  const look = createLookup({ routeOf, validate: () => refusal, envelope, baseUrl });
  return look(name, params, { signal });
}

/**
 * @param {string} kind
 * @param {number} status
 * @param {string} message
 */
function error(kind, status, message) {
  return { kind, status, message, parameter: null, code: null, retryAfterMs: 0 };
}
