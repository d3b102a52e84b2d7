/** What `--lenient` lets through. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { ANY_PATH } from '../../wrapper/emulator/behavior.js';
import { edgeOf } from '../support/edge.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { RequestOptions } from 'node:http' */
/** @import { TestContext } from 'node:test' */

/**
 * What the edge answers to one request, and what it says of it.
 *
 * @param {TestContext} t
 * @param {unknown} result
 * @param {RequestOptions & { body?: string }} [options]
 */
async function answer(t, result, { body, ...options } = {}) {
  /** @type {string[]} */
  const log = [];
  const edge = edgeOf({
    behaviors: [
      {
        ...ANY_PATH,
        functions: { 'viewer-request': { handler: async () => result } },
        allowedMethods: ['GET'],
      },
    ],
    log: (line) => log.push(line),
    lenient: true,
  }).listen(0, '127.0.0.1');
  t.after(() => edge.close());
  await once(edge, 'listening');
  const { port } = /** @type {AddressInfo} */ (edge.address());
  const req = request({ host: '127.0.0.1', port, agent: false, ...options }).end(body);
  const [res] = await once(req, 'response');
  return { status: res.statusCode, headers: res.headers, body: await text(res), log };
}

/** @param {string} name @param {string} value */
const header = (name, value) => ({ status: '200', headers: { [name]: [{ value }] }, body: 'ok' });

test('a disallowed header is sent, with a warning that names the rule', async (t) => {
  const { status, headers, log } = await answer(t, header('x-edge-any', 'a'));
  assert.equal(status, 200);
  assert.equal(headers['x-edge-any'], 'a');
  assert.equal(log.length, 1);
  assert.match(log[0], /^warning: GET \/ headerIsNotDisallowed: headers\.x-edge-any .*https:/);
});

test('what frames the message is not sent twice', async (t) => {
  const { status, headers, body, log } = await answer(t, header('content-length', '7'));
  assert.deepEqual([status, headers['content-length'], body], [200, '2', 'ok']);
  assert.match(log[0], /^warning: GET \/ headerIsNotReadOnly/);
});

test('a body over the limit is sent', async (t) => {
  const { status, body, log } = await answer(t, { status: '200', body: 'a'.repeat(50_000) });
  assert.deepEqual([status, body.length], [200, 50_000]);
  assert.match(log[0], /^warning: .*responseFitsTheQuota/);
});

/** @param {object} changes */
const passed = (changes) => ({
  uri: '/a',
  querystring: '',
  method: 'GET',
  headers: {},
  ...changes,
});

test('a request that is passed on against the rules is passed on, with warnings', async (t) => {
  const { status, body, log } = await answer(t, passed({ uri: '/a b' }));
  assert.equal(status, 200);
  assert.match(body, /GET https:\/\/example\.org\/a b/);
  const rules = log.map((line) => /^warning: GET \/ (\w+)/.exec(line)?.[1]);
  assert.deepEqual(rules, ['uriHasNoSpaceOrControl', 'readOnlyHeadersAreUnchanged']);
});

/** @type {[what: string, result: unknown][]} */
const UNSENDABLE = [
  ['a line break in a header', header('x-a', 'b\r\nSet-Cookie: c=d')],
  ['a header name that is no token', header('x a', 'b')],
  ['no status', { body: 'ok' }],
  ['status 700', { status: '700' }],
  ['a body that is no text', { status: '200', body: {} }],
  ['headers that are no lists', { status: '200', headers: { 'x-a': 'b' } }],
  ['no response at all', null],
  ['a request without a path', passed({ uri: 7 })],
  ['a request whose headers are no lists', passed({ headers: { 'x-a': 'b' } })],
];

for (const [what, result] of UNSENDABLE) {
  test(`${what} cannot be sent and is a 502 all the same`, async (t) => {
    const { status, headers, log } = await answer(t, result);
    assert.equal(status, 502);
    assert.equal(headers['x-cache'], 'LambdaValidationError from cloudfront');
    assert.ok(log.every((line) => line.startsWith('502 ')));
  });
}

/** @type {[what: string, options: RequestOptions & { body?: string }, rule: RegExp][]} */
const REQUESTS = [
  ['a method that the behavior does not allow', { method: 'POST' }, /methodIsAllowed/],
  ['GET with a body', { body: 'a', headers: { 'Content-Length': 1 } }, /getHasNoBody/],
  ['a URL that is too long', { path: `/${'a'.repeat(9000)}` }, /urlFitsTheQuota/],
];

for (const [what, options, rule] of REQUESTS) {
  test(`${what} reaches the function, with a warning`, async (t) => {
    const { status, log } = await answer(t, { status: '200' }, options);
    assert.equal(status, 200);
    assert.match(log[0], rule);
  });
}
