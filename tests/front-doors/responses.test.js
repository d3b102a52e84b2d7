/** What the front doors send of a function's result, and what they refuse. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FRONT_DOORS } from '../../wrapper/front-doors/front-door.js';
import { serve } from './serve.js';

/** @import { TestContext } from 'node:test' */
/** @import { FrontDoorName } from '../../wrapper/front-doors/front-door.js' */

const NAMES = /** @type {FrontDoorName[]} */ (Object.keys(FRONT_DOORS));

/**
 * @param {TestContext} t
 * @param {FrontDoorName} name
 * @param {unknown} result
 */
async function answer(t, name, result) {
  const { send, log } = await serve(t, name, () => result);
  return { ...(await send()), log };
}

/** @param {{ headers: [string, string][] }} answer @param {string} name */
function valuesOf({ headers }, name) {
  return headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
}

describe('each sends', () => {
  for (const name of NAMES) {
    const form = name === 'load-balancer-multi-value' ? 'multiValueHeaders' : 'headers';
    const value = (/** @type {string} */ text) => (form === 'headers' ? text : [text]);
    test(`${name}: status, headers and body`, async (t) => {
      const result = { statusCode: 404, [form]: { 'X-Own': value('1') }, body: 'é' };
      const { status, headers, body } = await answer(t, name, result);
      assert.deepEqual([status, body], [404, 'é']);
      assert.deepEqual(valuesOf({ headers }, 'x-own'), ['1']);
      assert.deepEqual(valuesOf({ headers }, 'content-length'), ['2']);
    });

    test(`${name}: a body in base64`, async (t) => {
      const result = { statusCode: 200, [form]: {}, body: 'aGk=', isBase64Encoded: true };
      assert.equal((await answer(t, name, result)).body, 'hi');
    });

    test(`${name}: no body to HEAD`, async (t) => {
      const { send } = await serve(t, name, () => ({ statusCode: 200, [form]: {}, body: 'hi' }));
      const { status, body, headers } = await send({ method: 'HEAD' });
      assert.deepEqual([status, body, valuesOf({ headers }, 'content-length')], [200, '', ['2']]);
    });
  }
});

test('payload format 2.0 takes any JSON for a body', async (t) => {
  for (const name of /** @type {const} */ (['http-api', 'function-url'])) {
    const { status, body, headers } = await answer(t, name, { hello: 1 });
    assert.deepEqual([status, body], [200, '{"hello":1}']);
    assert.deepEqual(valuesOf({ headers }, 'content-type'), ['application/json']);
  }
});

test('payload format 2.0 takes cookies apart from headers', async (t) => {
  const result = { statusCode: 200, cookies: ['a=1', 'b=2'], body: '' };
  assert.deepEqual(valuesOf(await answer(t, 'http-api', result), 'set-cookie'), ['a=1', 'b=2']);
});

test('a REST API takes multi-value headers in place of those with the same name', async (t) => {
  const headers = { 'set-cookie': 'z=0', 'X-Own': '1' };
  const multiValueHeaders = { 'Set-Cookie': ['a=1', 'b=2'] };
  const sent = await answer(t, 'rest-api', { statusCode: 200, headers, multiValueHeaders });
  assert.deepEqual(valuesOf(sent, 'set-cookie'), ['a=1', 'b=2']);
  assert.deepEqual(valuesOf(sent, 'x-own'), ['1']);
});

test('a load balancer sends the description of the status', async (t) => {
  const result = { statusCode: 200, statusDescription: '200 All right', headers: {}, body: '' };
  assert.equal((await answer(t, 'load-balancer', result)).reason, 'All right');
});

/** @type {[what: string, names: FrontDoorName[], result: unknown, rule: string][]} */
const REFUSED = [
  ['no object', ['rest-api', 'load-balancer'], 'hello', 'resultIsAResponse'],
  ['no status', ['rest-api', 'load-balancer'], { body: '' }, 'statusCodeIsAStatus'],
  ['a status of CloudFront', ['rest-api'], { status: '200' }, 'statusCodeIsAStatus'],
  ['status 99', NAMES, { statusCode: 99 }, 'statusCodeIsAStatus'],
  ['a body that is an object', NAMES, { statusCode: 200, body: {} }, 'bodyIsText'],
  ['headers in a list', NAMES, { statusCode: 200, headers: [] }, 'headersAreTexts'],
  [
    'a number in a header',
    ['load-balancer'],
    { statusCode: 200, headers: { 'Content-Length': 1 } },
    'headersAreTexts',
  ],
  [
    'a line break in a header',
    ['http-api', 'rest-api', 'function-url', 'load-balancer'],
    { statusCode: 200, headers: { 'X-Own': 'a\r\nb: c' } },
    'headersAreTexts',
  ],
  [
    'a name that is none',
    ['http-api', 'rest-api', 'function-url', 'load-balancer'],
    { statusCode: 200, headers: { 'x y': '1' } },
    'headersAreTexts',
  ],
  [
    'multi-value headers with single values',
    ['rest-api', 'load-balancer-multi-value'],
    { statusCode: 200, multiValueHeaders: { 'X-Own': '1' } },
    'multiValueHeadersAreListsOfTexts',
  ],
  [
    'multi-value headers that the target group has not',
    ['load-balancer'],
    { statusCode: 200, multiValueHeaders: { 'X-Own': ['1'] } },
    'headersAreInTheFormOfTheTargetGroup',
  ],
  [
    'single headers where the target group has multi-value ones',
    ['load-balancer-multi-value'],
    { statusCode: 200, headers: { 'X-Own': '1' } },
    'headersAreInTheFormOfTheTargetGroup',
  ],
  ['cookies in a text', ['http-api'], { statusCode: 200, cookies: 'a=1' }, 'cookiesAreTexts'],
  [
    'a text for isBase64Encoded',
    NAMES,
    { statusCode: 200, isBase64Encoded: 'false' },
    'isBase64EncodedIsABoolean',
  ],
  [
    'base64 that is none',
    NAMES,
    { statusCode: 200, body: '@@', isBase64Encoded: true },
    'base64BodyIsValid',
  ],
  [
    'a description with a line break',
    ['load-balancer'],
    { statusCode: 200, statusDescription: '200 \n' },
    'statusDescriptionIsText',
  ],
  [
    'more than 1 MB',
    ['load-balancer'],
    { statusCode: 200, headers: {}, body: 'a'.repeat(1_000_000) },
    'resultFitsTheQuota',
  ],
  [
    'more than 6 MB',
    ['http-api', 'rest-api', 'function-url'],
    { statusCode: 200, body: 'a'.repeat(6 * 1024 * 1024) },
    'resultFitsTheQuota',
  ],
];

describe('refused is', () => {
  for (const [what, names, result, rule] of REFUSED) {
    for (const name of names) {
      test(`${what}, by ${name}`, async (t) => {
        const { status, body, log } = await answer(t, name, result);
        assert.equal(status, FRONT_DOORS[name].failureStatus);
        assert.match(body, /^50[02] MalformedProxyResponse\n\n- /);
        assert.equal(log.length, 1, log.join('\n'));
        assert.match(log[0], new RegExp(`MalformedProxyResponse ${rule}: .*https://docs.aws`));
      });
    }
  }
});

for (const name of NAMES) {
  const { failureStatus } = FRONT_DOORS[name];

  test(`${name} answers ${failureStatus} if the function throws, and says what`, async (t) => {
    const { send } = await serve(t, name, () => {
      throw new Error('boom');
    });
    const { status, body } = await send();
    assert.equal(status, failureStatus);
    assert.match(body, /LambdaExecutionError.*threw Error: boom/s);
  });

  test(`${name} answers ${failureStatus} if the function takes too long`, async (t) => {
    const { send } = await serve(t, name, () => new Promise(() => {}), { timeoutMs: 20 });
    const { status, body } = await send();
    assert.equal(status, failureStatus);
    assert.match(body, /LambdaLimitExceeded.*within 20 ms/s);
  });
}

test('a request with more than 10,240 bytes of headers does not reach the function', async (t) => {
  const headers = /** @type {[string, string][]} */ ([['X-Long', 'a'.repeat(10_240)]]);
  for (const name of /** @type {const} */ (['http-api', 'rest-api'])) {
    const { send } = await serve(t, name, assert.fail);
    assert.equal((await send({ headers })).status, 431);
  }
  const { send } = await serve(t, 'load-balancer', () => ({ statusCode: 204, headers: {} }));
  assert.equal((await send({ headers })).status, 204);
});

test('a body over 1 MB does not reach the target of a load balancer', async (t) => {
  const request = { method: 'POST', body: 'a'.repeat(1_000_001) };
  const { send } = await serve(t, 'load-balancer', assert.fail);
  assert.equal((await send(request)).status, 413);
  const api = await serve(t, 'http-api', () => ({ statusCode: 204 }));
  assert.equal((await api.send(request)).status, 204);
});

test('with --lenient what HTTP can carry is sent all the same, with a warning', async (t) => {
  const result = { statusCode: 200, headers: {}, body: 'hi', isBase64Encoded: 'false' };
  const { send, log } = await serve(t, 'load-balancer', () => result, { lenient: true });
  assert.equal((await send()).status, 200);
  assert.match(log[0], /^warning: GET \/ isBase64EncodedIsABoolean/);
  const bad = await serve(t, 'rest-api', () => null, { lenient: true });
  assert.equal((await bad.send()).status, 502);
});
