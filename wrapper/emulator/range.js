/** Range requests: a part of a response in place of the whole. */

import { randomUUID } from 'node:crypto';
import { parse } from 'range-parser';
import { headerValue, lineValue, valuesOf, without } from './header-lines.js';

/** @import { CloudFrontHeaders } from 'aws-lambda' */
/** @import { Range } from 'range-parser' */
/** @import { Generated } from './response.js' */

/**
 * The 206 or 416 for a GET with a `Range` (RFC 9110, section 14).
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RangeGETs.html
 *
 * @param {CloudFrontHeaders} requestHeaders
 * @param {Generated} response
 * @returns {Generated | undefined} Nothing if the whole response is to be sent.
 */
export function partial(requestHeaders, response) {
  const range = headerValue(requestHeaders, 'range');
  if (range === undefined || response.status !== 200) return undefined;
  // A chunked response is sent whole, by AWS's page.
  if (valuesOf(response.headers, 'transfer-encoding').length > 0) return undefined;
  if (!isSame(headerValue(requestHeaders, 'if-range'), response)) return undefined;
  const size = response.body.length;
  const { code, type, ranges } = parse(size, range);
  if (type !== 'bytes' || code & INVALID || !areAscending(ranges)) return undefined;
  if (ranges.length === 0) return notSatisfiable(response);
  return ranges.length === 1 ? onePart(response, ranges[0]) : severalParts(response, ranges);
}

/** The bit of the parser's code for a range that is not valid, rather than past the end. */
const INVALID = 1;

/**
 * Whether `If-Range` names this very response (RFC 9110, section 13.1.5): a weak validator never does.
 *
 * @param {string | undefined} validator
 * @param {Generated} response
 */
function isSame(validator, { headers }) {
  if (validator === undefined) return true;
  if (validator.startsWith('"')) return validator === lineValue(headers, 'etag');
  return validator === lineValue(headers, 'last-modified');
}

/**
 * "The ranges must be listed in ascending order", and "must not overlap".
 *
 * @param {readonly Range[]} ranges
 */
function areAscending(ranges) {
  return ranges.every(({ start }, i) => i === 0 || start > ranges[i - 1].end);
}

/** @param {Generated} response */
function notSatisfiable({ headers, body }) {
  const kept = without(headers, ['content-encoding', 'content-type']);
  return framed(416, 'Range Not Satisfiable', Buffer.alloc(0), [
    ...kept,
    ['Content-Range', `bytes */${body.length}`],
  ]);
}

/**
 * @param {Generated} response
 * @param {Range} range
 */
function onePart({ headers, body }, range) {
  const part = body.subarray(range.start, range.end + 1);
  return framed(206, 'Partial Content', part, [
    ...headers,
    ['Content-Range', contentRange(range, body)],
  ]);
}

/**
 * RFC 9110, section 14.6.
 *
 * @param {Generated} response
 * @param {readonly Range[]} ranges
 */
function severalParts({ headers, body }, ranges) {
  const boundary = randomUUID();
  const type = lineValue(headers, 'content-type');
  const parts = ranges.flatMap((range) => [
    Buffer.from(
      `\r\n--${boundary}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}` +
        `Content-Range: ${contentRange(range, body)}\r\n\r\n`,
    ),
    body.subarray(range.start, range.end + 1),
  ]);
  const content = Buffer.concat([...parts, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return framed(206, 'Partial Content', content, [
    ...without(headers, ['content-type']),
    ['Content-Type', `multipart/byteranges; boundary=${boundary}`],
  ]);
}

/**
 * @param {Range} range
 * @param {Buffer} body
 */
function contentRange({ start, end }, body) {
  return `bytes ${start}-${end}/${body.length}`;
}

/**
 * @param {number} status
 * @param {string} reason
 * @param {Buffer} body
 * @param {Generated['headers']} headers
 * @returns {Generated}
 */
function framed(status, reason, body, headers) {
  const length = /** @type {const} */ (['Content-Length', String(body.length)]);
  return { status, reason, headers: [...without(headers, ['content-length']), [...length]], body };
}
