/**
 * What CloudFront compresses.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { compressed } from '../../wrapper/emulator/compression.js';

/**
 * @param {object} [options]
 * @param {number} [options.status]
 * @param {number} [options.bytes]
 * @param {Record<string, string | undefined>} [options.headers] In addition, or in place, of those of a page.
 * @returns {import('../../wrapper/emulator/response.js').Generated}
 */
function page({ status = 200, bytes = 1_000, headers = {} } = {}) {
  const all = { 'Content-Type': 'text/html', 'Content-Length': String(bytes), ...headers };
  return {
    status,
    reason: 'OK',
    headers: Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [/** @type {[string, string]} */ ([name, value])],
    ),
    body: Buffer.alloc(bytes, 'a'),
  };
}

/** @type {[acceptEncoding: string, encoding: string, decompress: (body: Buffer) => Buffer][]} */
const FORMATS = [
  ['gzip', 'gzip', gunzipSync],
  ['br', 'br', brotliDecompressSync],
  ['br,gzip', 'br', brotliDecompressSync],
  ['gzip, br', 'br', brotliDecompressSync],
];

for (const [acceptEncoding, encoding, decompress] of FORMATS) {
  test(`${acceptEncoding} is answered with ${encoding}`, async () => {
    const response = await compressed(page(), acceptEncoding);
    assert.deepEqual(response.headers, [
      ['Content-Type', 'text/html'],
      ['Vary', 'Accept-Encoding'],
      ['Content-Encoding', encoding],
    ]);
    assert.deepEqual(decompress(response.body), page().body);
  });
}

/** @type {[name: string, options: Parameters<typeof page>[0]][]} */
const COMPRESSED = [
  ['a type with parameters', { headers: { 'Content-Type': 'Text/HTML; charset=utf-8' } }],
  ['a font', { headers: { 'Content-Type': 'font/ttf' } }],
  ['an error page of S3', { status: 403 }],
  ['a page for what is not found', { status: 404 }],
  ['10,000,000 bytes', { bytes: 10_000_000 }],
];

for (const [name, options] of COMPRESSED) {
  test(`${name}: compressed`, async () => {
    const { body } = await compressed(page(options), 'gzip');
    assert.deepEqual(gunzipSync(body), page(options).body);
  });
}

/** @type {[name: string, options: Parameters<typeof page>[0], acceptEncoding?: string][]} */
const AS_IT_IS = [
  ['a viewer that accepts neither', {}, ''],
  ['999 bytes', { bytes: 999 }],
  ['10,000,001 bytes', { bytes: 10_000_001 }],
  ['a body that is encoded already', { headers: { 'Content-Encoding': 'identity' } }],
  ['a type that is not in the list', { headers: { 'Content-Type': 'image/png' } }],
  ['no type', { headers: { 'Content-Type': undefined } }],
  ['no Content-Length', { headers: { 'Content-Length': undefined } }],
  ['a Content-Length that is no number', { headers: { 'Content-Length': 'many' } }],
  ['another error', { status: 500 }],
  ['a redirect', { status: 301 }],
];

for (const [name, options, acceptEncoding = 'br,gzip'] of AS_IT_IS) {
  test(`${name}: sent as it is`, async () => {
    const response = page(options);
    assert.equal(await compressed(response, acceptEncoding), response);
  });
}

test('no body: sent as it is', async () => {
  const response = { ...page(), body: Buffer.alloc(0) };
  assert.equal(await compressed(response, 'gzip'), response);
});

/** @type {[etag: string, sent: string | undefined][]} */
const ETAGS = [
  ['"a"', 'W/"a"'],
  ['W/"a"', 'W/"a"'],
  ['a', undefined],
];

for (const [etag, sent] of ETAGS) {
  test(`the ETag ${etag} becomes ${sent ?? 'none'}`, async () => {
    const { headers } = await compressed(page({ headers: { ETag: etag } }), 'gzip');
    assert.equal(new Map(headers).get('ETag'), sent);
  });
}

/** @type {[vary: string, sent: string][]} */
const VARY = [
  ['Origin', 'Origin, Accept-Encoding'],
  ['Origin, accept-encoding', 'Origin, accept-encoding'],
  ['*', '*'],
];

for (const [vary, sent] of VARY) {
  test(`Vary: ${vary} becomes Vary: ${sent}`, async () => {
    const { headers } = await compressed(page({ headers: { Vary: vary } }), 'gzip');
    assert.deepEqual(
      headers.filter(([name]) => name === 'Vary'),
      [['Vary', sent]],
    );
  });
}
