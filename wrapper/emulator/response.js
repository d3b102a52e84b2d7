/** The viewer's response. */

import { STATUS_CODES, validateHeaderName, validateHeaderValue } from 'node:http';
import { line } from './error.js';
import { headerLines, lineValue, without } from './header-lines.js';
import { VIA } from './identity.js';

/** @import { CloudFrontResultResponse } from 'aws-lambda' */
/** @import { CloudFrontError } from './error.js' */
/** @import { ViewerRequest } from './request.js' */

/**
 * @typedef {object} Generated A response, texts being UTF-8.
 * @property {number} status
 * @property {string} reason
 * @property {import('./header-lines.js').HeaderLine[]} headers
 * @property {Buffer} body
 */

/** Headers that frame the message, which whoever sends it writes. */
const FRAMING = ['connection', 'content-length', 'transfer-encoding'];

/**
 * The response that a function's result describes.
 *
 * @param {CloudFrontResultResponse} result
 * @returns {Generated}
 */
export function generatedResponse(result) {
  const status = Number(result.status);
  return {
    status,
    reason: result.statusDescription ?? STATUS_CODES[status] ?? '',
    headers: headerLines(result.headers ?? {}),
    body: Buffer.from(result.body ?? '', result.bodyEncoding === 'base64' ? 'base64' : 'utf8'),
  };
}

/**
 * What a function makes of a response. Without a body of its own, that of the origin stays.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html#lambda-updating-http-responses
 *
 * @param {CloudFrontResultResponse} result
 * @param {Generated} before
 * @returns {Generated}
 */
export function updatedResponse(result, before) {
  const after = generatedResponse(result);
  if (result.body === undefined) return { ...after, body: before.body };
  return { ...after, headers: without(after.headers, FRAMING) };
}

/**
 * The page that says what is wrong, where CloudFront's own says nothing.
 *
 * @param {CloudFrontError} error
 * @returns {Generated}
 */
export function errorPage(error) {
  const lines = error.violations.map((violation) => `- ${line(violation)}\n`).join('');
  return {
    status: error.status,
    reason: STATUS_CODES[error.status] ?? '',
    headers: [['Content-Type', 'text/plain; charset=utf-8']],
    body: Buffer.from(`${error.status} ${error.name}\n\n${lines}`),
  };
}

/**
 * The answer at a path that the API does not have: in production it is the site's to answer.
 *
 * @param {ViewerRequest} request
 * @param {string[]} paths The path patterns that run the function.
 * @returns {Generated}
 */
export function restOfSite({ uri }, paths) {
  const list = paths.map((path) => `  ${path}\n`).join('');
  const text = `The API has no route at ${uri}: in production, another behavior of the site's distribution
answers this path. Here, these are answered:

${list}`;
  return {
    status: 404,
    reason: 'Not Found',
    headers: [['Content-Type', 'text/plain; charset=utf-8']],
    body: Buffer.from(text),
  };
}

/**
 * The response with what CloudFront adds.
 *
 * @param {Generated} response
 * @param {object} added
 * @param {string} added.xCache
 * @param {string} added.requestId
 * @param {number} [added.ageSeconds] Of what comes from the cache.
 * @param {boolean} [added.isHead]
 * @returns {Generated}
 */
export function toViewer(response, { xCache, requestId, ageSeconds, isHead = false }) {
  // To HEAD an origin says the length of a body that it does not send.
  const length =
    isHead && response.body.length === 0 && lineValue(response.headers, 'content-length');
  /** @type {Generated['headers']} */
  const headers = [
    // What comes from the cache has the age that it has there.
    ...without(response.headers, ageSeconds === undefined ? FRAMING : [...FRAMING, 'age']),
    ['X-Cache', `${xCache} from cloudfront`],
    ['Via', VIA],
    ['X-Amz-Cf-Id', requestId],
  ];
  if (ageSeconds !== undefined) headers.push(['Age', String(ageSeconds)]);
  // RFC 9110, section 8.6: none with 204, and with 304 only what a 200 would say.
  if (![204, 304].includes(response.status)) {
    headers.push(['Content-Length', length || String(response.body.length)]);
  }
  return { ...response, headers };
}

/**
 * A response that breaks rules, as far as HTTP can carry it.
 *
 * @param {Generated} response
 * @returns {Generated}
 * @throws {TypeError} If it cannot.
 */
export function sendable(response) {
  if (!(response.status >= 200 && response.status <= 599)) throw new TypeError('no status');
  const headers = without(response.headers, FRAMING);
  for (const [name, value] of headers) {
    validateHeaderName(name);
    validateHeaderValue(name, latin1(value));
  }
  validateHeaderValue('reason', latin1(response.reason));
  return { ...response, headers, body: response.status === 204 ? Buffer.alloc(0) : response.body };
}

/**
 * UTF-8 bytes in the form that node:http takes: one character a byte.
 *
 * @param {string} text
 */
export function latin1(text) {
  return Buffer.from(text).toString('latin1');
}
