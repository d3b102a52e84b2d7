/**
 * What CloudFront compresses, and how.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 */

import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { lineValue, valuesOf, without } from './header-lines.js';

/** @import { Generated } from './response.js' */

/** #compressed-content-cloudfront-file-types of the page. */
const TYPES = new Set([
  'application/dash+xml',
  'application/eot',
  'application/font',
  'application/font-sfnt',
  'application/javascript',
  'application/json',
  'application/opentype',
  'application/otf',
  'application/pdf',
  'application/pkcs7-mime',
  'application/protobuf',
  'application/rss+xml',
  'application/truetype',
  'application/ttf',
  'application/vnd.apple.mpegurl',
  'application/vnd.mapbox-vector-tile',
  'application/vnd.ms-fontobject',
  'application/wasm',
  'application/x-font-opentype',
  'application/x-font-truetype',
  'application/x-font-ttf',
  'application/x-httpd-cgi',
  'application/x-javascript',
  'application/x-mpegurl',
  'application/x-opentype',
  'application/x-otf',
  'application/x-perl',
  'application/x-ttf',
  'application/xhtml+xml',
  'application/xml',
  'font/eot',
  'font/opentype',
  'font/otf',
  'font/ttf',
  'image/svg+xml',
  'text/css',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/js',
  'text/plain',
  'text/richtext',
  'text/tab-separated-values',
  'text/x-component',
  'text/x-java-source',
  'text/x-script',
  'text/xml',
  'vnd.apple.mpegurl',
]);

const STATUSES = [200, 403, 404];
const MIN_BYTES = 1_000;
const MAX_BYTES = 10_000_000;

/** The best quality of Brotli, its default, takes 20 s for 10 MB. This one is what servers use. */
const BROTLI = { params: { [zlib.BROTLI_PARAM_QUALITY]: 5 } };

/** The formats by preference: "When the viewer supports both Gzip and Brotli, CloudFront uses Brotli." */
const FORMATS = /** @type {const} */ ([
  ['br', (/** @type {Buffer} */ body) => promisify(brotliCompress)(body, BROTLI)],
  ['gzip', (/** @type {Buffer} */ body) => promisify(gzip)(body)],
]);

/**
 * The response as a behavior with `Compress` sends and caches it.
 *
 * @param {Generated} response With the `Content-Length` that the origin sent.
 * @param {string} acceptEncoding What of the viewer's the cache policy leaves, such as `br,gzip`.
 * @returns {Promise<Generated>} The same if CloudFront does not compress it.
 */
export async function compressed(response, acceptEncoding) {
  const accepted = acceptEncoding.split(',').map((it) => it.trim());
  const format = FORMATS.find(([name]) => accepted.includes(name));
  if (format === undefined || !isCompressible(response)) return response;
  const [encoding, compress] = format;
  const changed = ['content-length', 'etag', 'vary'];
  return {
    ...response,
    headers: [
      ...without(response.headers, changed),
      ...weakETag(lineValue(response.headers, 'etag')),
      ['Vary', varying(lineValue(response.headers, 'vary'))],
      ['Content-Encoding', encoding],
    ],
    body: await compress(response.body),
  };
}

/** @param {Generated} response */
function isCompressible({ status, headers, body }) {
  const type = lineValue(headers, 'content-type')?.split(';', 1)[0].trim().toLowerCase();
  const length = lineValue(headers, 'content-length') ?? '';
  return (
    STATUSES.includes(status) &&
    body.length > 0 &&
    type !== undefined &&
    TYPES.has(type) &&
    // "regardless of the header's value"
    valuesOf(headers, 'content-encoding').length === 0 &&
    // Without a length CloudFront cannot know whether the size is in the range.
    /^\d+$/.test(length) &&
    Number(length) >= MIN_BYTES &&
    Number(length) <= MAX_BYTES
  );
}

/**
 * A strong ETag becomes weak, a weak one stays, anything else is left out.
 * #compressed-content-cloudfront-etag-header of the page.
 *
 * @param {string | undefined} etag
 * @returns {Generated['headers']}
 */
function weakETag(etag) {
  if (etag?.startsWith('W/')) return [['ETag', etag]];
  return etag !== undefined && /^".*"$/.test(etag) ? [['ETag', `W/${etag}`]] : [];
}

/** @param {string | undefined} vary */
function varying(vary) {
  if (vary === undefined) return 'Accept-Encoding';
  const names = vary.split(',').map((name) => name.trim().toLowerCase());
  return names.some((name) => ['*', 'accept-encoding'].includes(name))
    ? vary
    : `${vary}, Accept-Encoding`;
}
