/** Which part of a response a viewer gets that asks for one. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partial } from '../../wrapper/emulator/range.js';
import { requestHeaders } from './headers.js';

/** @import { Generated } from '../../wrapper/emulator/response.js' */

const ETAG = '"33a64df5"';
const DATE = 'Tue, 03 Jun 2025 10:00:00 GMT';

/** @type {Generated} */
const RESPONSE = {
  status: 200,
  reason: 'OK',
  headers: [
    ['Content-Type', 'text/plain'],
    ['content-length', '10'],
    ['ETag', ETAG],
    ['Last-Modified', DATE],
  ],
  body: Buffer.from('0123456789'),
};

/**
 * @param {Record<string, string>} headers
 * @param {Partial<Generated>} [changed]
 */
const answer = (headers, changed) => partial(requestHeaders(headers), { ...RESPONSE, ...changed });

/** @type {[range: string, body: string, contentRange: string][]} */
const PARTS = [
  ['bytes=0-3', '0123', 'bytes 0-3/10'],
  ['bytes=8-', '89', 'bytes 8-9/10'],
  ['bytes=-3', '789', 'bytes 7-9/10'],
  ['bytes=8-99', '89', 'bytes 8-9/10'],
  ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ['Bytes=0-0', '0', 'bytes 0-0/10'],
  ['bytes=0-1,99-', '01', 'bytes 0-1/10'],
];

for (const [range, body, contentRange] of PARTS) {
  test(`${range} is answered with ${contentRange}`, () => {
    assert.deepEqual(answer({ Range: range }), {
      status: 206,
      reason: 'Partial Content',
      headers: [
        ['Content-Type', 'text/plain'],
        ['ETag', ETAG],
        ['Last-Modified', DATE],
        ['Content-Range', contentRange],
        ['Content-Length', String(body.length)],
      ],
      body: Buffer.from(body),
    });
  });
}

test('several ranges are answered in parts', () => {
  const response = answer({ Range: 'bytes=0-1, 4-4,-2' });
  const headers = new Map(response?.headers);
  const [, boundary] =
    /^multipart\/byteranges; boundary=(\S+)$/.exec(headers.get('Content-Type') ?? '') ?? [];
  const part = (/** @type {string} */ range) =>
    `\r\n--${boundary}\r\nContent-Type: text/plain\r\nContent-Range: bytes ${range}/10\r\n\r\n`;
  assert.equal(response?.status, 206);
  assert.equal(
    String(response.body),
    `${part('0-1')}01${part('4-4')}4${part('8-9')}89\r\n--${boundary}--\r\n`,
  );
  assert.equal(headers.get('Content-Length'), String(response.body.length));
  assert.equal(headers.has('Content-Range'), false);
});

for (const range of ['bytes=10-', 'bytes=-0', 'bytes=20-30,40-50']) {
  test(`${range} of ten bytes is not satisfiable`, () => {
    const response = answer({ Range: range });
    assert.equal(response?.status, 416);
    assert.equal(new Map(response.headers).get('Content-Range'), 'bytes */10');
    assert.equal(response.body.length, 0);
  });
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RangeGETs.html */
const WHOLE = {
  'no range': {},
  'ranges in descending order': { Range: 'bytes=3-4,1-2' },
  'ranges that overlap': { Range: 'bytes=1-4,3-5' },
  'a range that is not valid': { Range: 'bytes=0-1,x-3' },
  'a range that ends before it begins': { Range: 'bytes=3-1' },
  'another unit': { Range: 'items=0-1' },
  'If-Range with another ETag': { Range: 'bytes=0-1', 'If-Range': '"a"' },
  'If-Range with a weak ETag': { Range: 'bytes=0-1', 'If-Range': `W/${ETAG}` },
  'If-Range with another date': { Range: 'bytes=0-1', 'If-Range': 'Tue, 03 Jun 2025 10:00:01 GMT' },
};

for (const [name, headers] of Object.entries(WHOLE)) {
  test(`${name}: the whole response`, () => {
    assert.equal(answer(headers), undefined);
  });
}

for (const validator of [ETAG, DATE]) {
  test(`If-Range with ${validator}, which the response has: the part`, () => {
    assert.equal(answer({ Range: 'bytes=0-1', 'If-Range': validator })?.status, 206);
  });
}

test('a chunked response is sent whole', () => {
  const headers = /** @type {[string, string][]} */ ([['Transfer-Encoding', 'chunked']]);
  assert.equal(answer({ Range: 'bytes=0-1' }, { headers }), undefined);
});

test('an error is sent whole', () => {
  assert.equal(answer({ Range: 'bytes=0-1' }, { status: 404 }), undefined);
});
