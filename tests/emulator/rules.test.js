import assert from 'node:assert/strict';
import { test } from 'node:test';

import { responseViolations } from '../../wrapper/emulator/rules.js';

/** @import { EventType } from '../../wrapper/api/load.js' */

/**
 * @param {string} name
 * @param {unknown} value
 * @param {string} [key]
 */
const header = (name, value, key) => ({
  status: '200',
  headers: { [name]: [key === undefined ? { value } : { key, value }] },
});

/** @param {number} bytes of headers and body together */
const ofSize = (bytes) => ({
  status: '200',
  headers: { 'x-a': [{ value: 'ÿ' }] },
  body: 'a'.repeat(bytes - 'x-a'.length - Buffer.byteLength('ÿ')),
});

/** @type {[what: string, result: unknown, eventType?: EventType][]} */
const KEPT = [
  ['the least response', { status: '200' }],
  ['status 599', { status: '599' }],
  ['a numeric status', { status: 200 }],
  [
    'a complete response',
    {
      status: '200',
      statusDescription: 'OK',
      headers: { 'content-type': [{ key: 'Content-Type', value: 'application/json' }] },
      bodyEncoding: 'text',
      body: '{}',
    },
  ],
  ['no header at all', { status: '200', headers: {} }],
  ['a header without entries', { status: '200', headers: { 'x-a': [] } }],
  ['a header without key', header('x-a', 'b')],
  ['a key in another letter case', header('x-a', 'b', 'X-A')],
  ['a header name in mixed case', header('X-Frame-Options', 'DENY', 'X-Frame-Options')],
  [
    'a header with two values',
    { status: '200', headers: { 'set-cookie': [{ value: 'a=1' }, { value: 'b=2' }] } },
  ],
  ['a tab in a header value', header('x-a', 'b\tc')],
  ['UTF-8 in a header value', header('x-a', '日本')],
  ['an empty header value', header('x-a', '')],
  ['a header like a disallowed one', header('x-edgeless', 'b')],
  ['an origin-request read-only header', header('accept-encoding', 'gzip')],
  ['Host in origin-request', header('host', 'b'), 'origin-request'],
  ['an empty body', { status: '200', body: '' }],
  ['base64', { status: '200', bodyEncoding: 'base64', body: 'AP8=' }],
  ['empty base64', { status: '200', bodyEncoding: 'base64', body: '' }],
  ['what looks like broken base64, as text', { status: '200', body: 'AP8' }],
  ['204 without a body', { status: '204' }],
  ['204 with an empty body', { status: '204', body: '' }],
  ['204 with a body in origin-request', { status: '204', body: 'a' }, 'origin-request'],
  ['40 KB', ofSize(40_960)],
  ['1 MB in origin-request', ofSize(1_048_576), 'origin-request'],
];

for (const [what, result, eventType = 'viewer-request'] of KEPT) {
  test(`no rule is broken by ${what}`, () => {
    assert.deepEqual(responseViolations(eventType, result), []);
  });
}

/** @type {[rule: string, field: string, result: unknown, eventType?: EventType][]} */
const BROKEN = [
  ['resultIsAResponse', 'result', undefined],
  ['resultIsAResponse', 'result', null],
  ['resultIsAResponse', 'result', 'hello'],
  ['resultIsAResponse', 'result', [{ status: '200' }]],
  ['statusIsPresent', 'status', {}],
  ['statusIsPresent', 'status', { statusCode: 200, body: 'hello' }],
  ['statusIsFrom200To599', 'status', { status: '199' }],
  ['statusIsFrom200To599', 'status', { status: '600' }],
  ['statusIsFrom200To599', 'status', { status: '0200' }],
  ['statusIsFrom200To599', 'status', { status: '200 OK' }],
  ['statusIsFrom200To599', 'status', { status: '200\n' }],
  ['statusIsFrom200To599', 'status', { status: 200.5 }],
  ['statusIsFrom200To599', 'status', { status: ['200'] }],
  ['statusIsFrom200To599', 'status', { status: null }],
  ['statusDescriptionIsText', 'statusDescription', { status: '200', statusDescription: 200 }],
  ['statusDescriptionIsText', 'statusDescription', { status: '200', statusDescription: 'O\nK' }],
  ['headersIsAnObject', 'headers', { status: '200', headers: [] }],
  ['headersIsAnObject', 'headers', { status: '200', headers: null }],
  ['headerIsAListOfEntries', 'headers.x-a', { status: '200', headers: { 'x-a': 'b' } }],
  ['headerIsAListOfEntries', 'headers.x-a', { status: '200', headers: { 'x-a': { value: 'b' } } }],
  ['headerIsAListOfEntries', 'headers.x-a', { status: '200', headers: { 'x-a': ['b'] } }],
  ['headerNameIsAToken', 'headers', header('x a', 'b')],
  ['headerNameIsAToken', 'headers', header('x-a\r\nx-b', 'c')],
  ['headerNameIsAToken', 'headers', header('', 'b')],
  ['headerNameIsAToken', 'headers', header('日本', 'b')],
  ['headerKeyMatchesItsName', 'headers.x-a[0].key', header('x-a', 'c', 'X-B')],
  ['headerKeyMatchesItsName', 'headers.x-a[0].key', header('x-a', 'c', '')],
  ['headerValueIsText', 'headers.x-a[0].value', header('x-a', 7200)],
  ['headerValueIsText', 'headers.x-a[0].value', { status: '200', headers: { 'x-a': [{}] } }],
  ['headerValueHasNoControlCharacter', 'headers.x-a[0].value', header('x-a', 'b\r\nx-b: c')],
  ['headerValueHasNoControlCharacter', 'headers.x-a[0].value', header('x-a', 'b\nc')],
  ['headerValueHasNoControlCharacter', 'headers.x-a[0].value', header('x-a', '\0')],
  ['headerValueHasNoControlCharacter', 'headers.x-a[0].value', header('x-a', '\x7f')],
  ['headerIsNotDisallowed', 'headers.Connection', header('Connection', 'close')],
  ['headerIsNotReadOnly', 'headers.via', header('via', 'b')],
  ['bodyIsText', 'body', { status: '200', body: { success: true } }],
  ['bodyIsText', 'body', { status: '200', body: null }],
  ['bodyEncodingIsTextOrBase64', 'bodyEncoding', { status: '200', bodyEncoding: 'utf8' }],
  ['base64BodyIsValid', 'body', { status: '200', bodyEncoding: 'base64', body: 'AP8' }],
  ['base64BodyIsValid', 'body', { status: '200', bodyEncoding: 'base64', body: '{"a":1}' }],
  ['noContentHasNoBody', 'body', { status: '204', body: 'a' }],
  ['noContentHasNoBody', 'body', { status: 204, body: 'a' }],
  ['responseFitsTheQuota', 'body', ofSize(40_961)],
  ['responseFitsTheQuota', 'body', ofSize(1_048_577), 'origin-request'],
];

for (const [rule, field, result, eventType = 'viewer-request'] of BROKEN) {
  const shown = JSON.stringify(result)?.slice(0, 60);
  test(`${rule} is broken at ${field} by ${shown} in ${eventType}`, () => {
    const found = responseViolations(eventType, result);
    assert.deepEqual(
      found.map((violation) => [violation.rule, violation.field]),
      [[rule, field]],
    );
    assert.match(found[0].link, /^https:\/\/docs\.aws\.amazon\.com\/AmazonCloudFront\//);
    assert.doesNotMatch(found[0].message, /[\r\n]/);
  });
}

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
const DISALLOWED = `Connection Expect Keep-Alive Proxy-Authenticate Proxy-Authorization
  Proxy-Connection Trailer Upgrade X-Accel-Buffering X-Accel-Charset X-Accel-Limit-Rate
  X-Accel-Redirect X-Amz-Cf-Id X-Amz-Cf-Pop X-Amzn-Auth X-Amzn-Cf-Billing X-Amzn-Cf-Id
  X-Amzn-Cf-Xff X-Amzn-Errortype X-Amzn-Fle-Profile X-Amzn-Header-Count X-Amzn-Header-Order
  X-Amzn-Lambda-Integration-Tag X-Amzn-RequestId X-Cache X-Edge-Location X-Forwarded-Proto
  X-Real-IP`.split(/\s+/);

/** @type {Record<EventType, string[]>} */
const READ_ONLY = {
  'viewer-request': 'CDN-Loop Content-Length Host Transfer-Encoding Via'.split(' '),
  'origin-request': `Accept-Encoding CDN-Loop Content-Length If-Modified-Since If-None-Match
    If-Range If-Unmodified-Since Transfer-Encoding Via`.split(/\s+/),
};

for (const eventType of /** @type {EventType[]} */ (Object.keys(READ_ONLY))) {
  test(`each header that CloudFront disallows is refused in ${eventType}`, () => {
    for (const name of DISALLOWED) {
      const [violation] = responseViolations(eventType, header(name.toLowerCase(), 'a', name));
      assert.equal(violation?.rule, 'headerIsNotDisallowed', name);
    }
  });

  test(`each header that is read-only is refused in ${eventType}`, () => {
    for (const name of READ_ONLY[eventType]) {
      const [violation] = responseViolations(eventType, header(name.toLowerCase(), 'a', name));
      assert.equal(violation?.rule, 'headerIsNotReadOnly', name);
    }
  });
}

test("API Gateway's names are answered with CloudFront's", () => {
  const [{ message }] = responseViolations('viewer-request', {
    statusCode: 200,
    isBase64Encoded: false,
  });
  assert.match(message, /in place of statusCode use status;/);
  assert.match(message, /in place of isBase64Encoded use bodyEncoding/);
});

test('every broken rule is reported, not only the first', () => {
  const result = { status: '99', headers: { via: [{ value: 'a\n' }] }, body: 1 };
  assert.deepEqual(
    responseViolations('viewer-request', result).map(({ rule }) => rule),
    [
      'statusIsFrom200To599',
      'headerValueHasNoControlCharacter',
      'headerIsNotReadOnly',
      'bodyIsText',
    ],
  );
});
