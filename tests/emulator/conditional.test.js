/** When a viewer that has a response gets 304 in its place. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notModified } from '../../wrapper/emulator/conditional.js';
import { requestHeaders } from './headers.js';

const ETAG = '"33a64df5"';
const DATE = 'Tue, 03 Jun 2025 10:00:00 GMT';
const LATER = 'Tue, 03 Jun 2025 10:00:01 GMT';
const EARLIER = 'Tue, 03 Jun 2025 09:59:59 GMT';

/** @type {import('../../wrapper/emulator/response.js').Generated} */
const RESPONSE = {
  status: 200,
  reason: 'OK',
  headers: [
    ['Content-Type', 'text/html'],
    ['content-length', '5'],
    ['ETag', ETAG],
    ['Last-Modified', DATE],
    ['Cache-Control', 'max-age=60'],
    ['Access-Control-Allow-Origin', '*'],
  ],
  body: Buffer.from('hello'),
};

/** @type {[name: string, request: Record<string, string>, status: 304 | undefined][]} */
const CASES = [
  ['no condition', {}, undefined],
  ['the same ETag', { 'If-None-Match': ETAG }, 304],
  ['the same ETag, weak', { 'If-None-Match': `W/${ETAG}` }, 304],
  ['one of several ETags', { 'If-None-Match': `"a", ${ETAG}` }, 304],
  ['any ETag', { 'If-None-Match': '*' }, 304],
  ['another ETag', { 'If-None-Match': '"a"' }, undefined],
  ['the same date', { 'If-Modified-Since': DATE }, 304],
  ['a later date', { 'If-Modified-Since': LATER }, 304],
  ['an earlier date', { 'If-Modified-Since': EARLIER }, undefined],
  ['no date', { 'If-Modified-Since': 'yesterday' }, undefined],
  [
    'another ETag before the date',
    { 'If-None-Match': '"a"', 'If-Modified-Since': DATE },
    undefined,
  ],
  ['the ETag before an earlier date', { 'If-None-Match': ETAG, 'If-Modified-Since': EARLIER }, 304],
  ['no-cache of the viewer', { 'If-None-Match': ETAG, 'Cache-Control': 'no-cache' }, 304],
];

for (const [name, request, status] of CASES) {
  test(`${name}: ${status ?? 'the response'}`, () => {
    assert.equal(notModified(requestHeaders(request), RESPONSE)?.status, status);
  });
}

test('it has the headers of the response without those of its content, and no body', () => {
  assert.deepEqual(notModified(requestHeaders({ 'If-None-Match': ETAG }), RESPONSE), {
    status: 304,
    reason: 'Not Modified',
    headers: RESPONSE.headers.slice(2),
    body: Buffer.alloc(0),
  });
});

test('a weak ETag of the response is the same', () => {
  const headers = /** @type {[string, string][]} */ ([['etag', `W/${ETAG}`]]);
  const response = { ...RESPONSE, headers };
  assert.equal(notModified(requestHeaders({ 'If-None-Match': ETAG }), response)?.status, 304);
});

test('If-None-Match is ignored where the response has no ETag', () => {
  const headers = RESPONSE.headers.filter(([name]) => name !== 'ETag');
  const response = { ...RESPONSE, headers };
  const answer = (/** @type {Record<string, string>} */ request) =>
    notModified(requestHeaders({ 'If-None-Match': '*', ...request }), response)?.status;
  assert.equal(answer({}), undefined);
  assert.equal(answer({ 'If-Modified-Since': DATE }), 304);
});

test('an error is sent again', () => {
  const response = { ...RESPONSE, status: 404 };
  assert.equal(notModified(requestHeaders({ 'If-None-Match': ETAG }), response), undefined);
});
