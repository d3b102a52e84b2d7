/** The events that the front doors make of a request. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from './serve.js';

/** @import { TestContext } from 'node:test' */
/** @import { FrontDoorName } from '../../wrapper/front-doors/front-door.js' */

/**
 * The event of a request.
 *
 * @param {TestContext} t
 * @param {FrontDoorName} name
 * @param {import('../emulator/corpus.js').CorpusRequest} request
 */
async function eventOf(t, name, request) {
  /** @type {any} */
  let event;
  const { send } = await serve(t, name, (given) => {
    event = given;
    return { statusCode: 204 };
  });
  await send(request);
  return event;
}

const REQUEST = /** @satisfies {import('../emulator/corpus.js').CorpusRequest} */ ({
  target: '/users/a%2Fb%20c?q=a+b%2B&q=2&%71=3',
  headers: [
    ['X-Two', '1'],
    ['x-two', '2'],
    ['Cookie', 'a=1; b=2'],
  ],
});

test('an HTTP API decodes the path, and keeps the query string as it was sent', async (t) => {
  const event = await eventOf(t, 'http-api', REQUEST);
  assert.equal(event.version, '2.0');
  assert.equal(event.rawPath, '/users/a/b c');
  assert.equal(event.rawQueryString, 'q=a+b%2B&q=2&%71=3');
  assert.deepEqual(event.queryStringParameters, { q: 'a b+,2,3' });
});

test('an HTTP API joins repeated headers, and has cookies apart', async (t) => {
  const { headers, cookies } = await eventOf(t, 'http-api', REQUEST);
  assert.equal(headers['x-two'], '1,2');
  assert.deepEqual(cookies, ['a=1', 'b=2']);
  assert.equal('cookie' in headers, false);
});

test('a function URL has the path as it was sent, under its own domain', async (t) => {
  const { rawPath, requestContext } = await eventOf(t, 'function-url', REQUEST);
  assert.equal(rawPath, '/users/a%2Fb%20c');
  assert.match(requestContext.domainName, /\.lambda-url\./);
});

test('a REST API has the path as it was sent, and decoded parameters with all values', async (t) => {
  const event = await eventOf(t, 'rest-api', REQUEST);
  assert.equal(event.path, '/users/a%2Fb%20c');
  assert.deepEqual(event.pathParameters, { proxy: 'users/a/b c' });
  assert.deepEqual(event.queryStringParameters, { q: '3' });
  assert.deepEqual(event.multiValueQueryStringParameters, { q: ['a b+', '2', '3'] });
});

test('a REST API keeps the letter case of header names', async (t) => {
  const { headers, multiValueHeaders } = await eventOf(t, 'rest-api', REQUEST);
  assert.equal(headers['X-Two'], '1');
  assert.deepEqual(multiValueHeaders['x-two'], ['2']);
});

test('a load balancer decodes nothing, and has the last value of what is repeated', async (t) => {
  const event = await eventOf(t, 'load-balancer', REQUEST);
  assert.equal(event.path, '/users/a%2Fb%20c');
  assert.deepEqual(event.queryStringParameters, { q: '2', '%71': '3' });
  assert.equal(event.headers['x-two'], '2');
});

test('a load balancer with multi-value headers has all values, and no others', async (t) => {
  const event = await eventOf(t, 'load-balancer-multi-value', REQUEST);
  assert.deepEqual(event.multiValueQueryStringParameters, { q: ['a+b%2B', '2'], '%71': ['3'] });
  assert.deepEqual(event.multiValueHeaders['x-two'], ['1', '2']);
  assert.equal('headers' in event, false);
});

for (const name of /** @type {const} */ ([
  'http-api',
  'rest-api',
  'function-url',
  'load-balancer',
])) {
  test(`${name} says where a request came from`, async (t) => {
    const { headers } = await eventOf(t, name, {
      headers: [
        ['X-Forwarded-For', '192.0.2.1'],
        ['X-Forwarded-Proto', 'http'],
      ],
    });
    const named = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    assert.equal(named['x-forwarded-for'], '192.0.2.1, 127.0.0.1');
    assert.equal(named['x-forwarded-proto'], 'https');
    assert.match(named['x-amzn-trace-id'], /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });
}

test('a target with bytes above 0x7F reaches the function', { timeout: 5_000 }, async (t) => {
  const request = { target: '/紹介?q=ビデオ' };
  const { rawPath, rawQueryString } = await eventOf(t, 'http-api', request);
  assert.deepEqual([rawPath, rawQueryString], ['/紹介', 'q=ビデオ']);
  assert.equal((await eventOf(t, 'load-balancer', request)).path, '/紹介');
});

test('without a query string there are no parameters', async (t) => {
  const { queryStringParameters } = await eventOf(t, 'rest-api', {});
  assert.equal(queryStringParameters, null);
  assert.equal('queryStringParameters' in (await eventOf(t, 'http-api', {})), false);
  assert.deepEqual((await eventOf(t, 'load-balancer', {})).queryStringParameters, {});
});

test('a parameter named like an inherited property is a parameter', async (t) => {
  const { queryStringParameters } = await eventOf(t, 'load-balancer', { target: '/?__proto__=1' });
  assert.deepEqual(Object.entries(queryStringParameters), [['__proto__', '1']]);
});

test('text in the body stays text, and anything else is base64', async (t) => {
  const post = (/** @type {string} */ type) =>
    eventOf(t, 'http-api', { method: 'POST', headers: [['Content-Type', type]], body: 'é' });
  const [text, binary] = [await post('application/ld+json'), await post('image/png')];
  assert.deepEqual([text.body, text.isBase64Encoded], ['é', false]);
  assert.deepEqual([binary.body, binary.isBase64Encoded], ['w6k=', true]);
});
