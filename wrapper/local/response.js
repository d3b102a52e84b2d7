/** From a generated response to HTTP. */

import { STATUS_CODES } from 'node:http';

import { DISTRIBUTION } from './event.js';

/** @import { ServerResponse } from 'node:http' */
/** @import { CloudFrontHeaders, CloudFrontResultResponse } from 'aws-lambda' */
/** @import { FunctionError } from './function-error.js' */

/**
 * Sends a generated response that breaks no rule.
 *
 * @param {ServerResponse} res
 * @param {CloudFrontResultResponse} response
 * @param {string} requestId
 */
export function sendGenerated(res, response, requestId) {
  const status = Number(response.status);
  const encoding = response.bodyEncoding === 'base64' ? 'base64' : 'utf8';
  const body = Buffer.from(response.body ?? '', encoding);
  const reason = response.statusDescription ?? STATUS_CODES[status] ?? '';
  res.writeHead(status, latin1(reason), [
    ...headerLines(response.headers ?? {}),
    ...cloudFrontLines('LambdaGeneratedResponse from cloudfront', requestId),
    ...contentLength(status, body),
  ]);
  res.end(body);
}

/**
 * @param {ServerResponse} res
 * @param {FunctionError} error
 * @param {string} requestId
 */
export function sendErrorPage(res, error, requestId) {
  const reasons = error.reasons.map((reason) => `- ${reason}\n`).join('');
  const body = Buffer.from(`${error.status} ${error.name}\n\n${reasons}`);
  res.writeHead(error.status, [
    ...['Content-Type', 'text/plain; charset=utf-8'],
    ...cloudFrontLines('Error from cloudfront', requestId),
    ...contentLength(error.status, body),
  ]);
  res.end(body);
}

/**
 * An entry without a key is sent with initial capitals, as AWS documents.
 *
 * @param {CloudFrontHeaders} headers
 */
function headerLines(headers) {
  return Object.entries(headers).flatMap(([name, list]) =>
    list.flatMap(({ key, value }) => [key ?? capitalized(name), latin1(value)]),
  );
}

/**
 * @param {string} xCache
 * @param {string} requestId
 */
function cloudFrontLines(xCache, requestId) {
  const via = `1.1 ${DISTRIBUTION.distributionDomainName} (CloudFront)`;
  return ['X-Cache', xCache, 'Via', via, 'X-Amz-Cf-Id', requestId];
}

/**
 * RFC 9110, section 8.6: none with 204, and with 304 only what a 200 would say.
 *
 * @param {number} status
 * @param {Buffer} body
 */
function contentLength(status, body) {
  return status === 204 || status === 304 ? [] : ['Content-Length', String(body.length)];
}

/** @param {string} name */
function capitalized(name) {
  return name.toLowerCase().replace(/(?<![^-])[a-z]/g, (letter) => letter.toUpperCase());
}

/**
 * UTF-8 bytes in the form that node:http takes: one character a byte.
 *
 * @param {string} text
 */
function latin1(text) {
  return Buffer.from(text).toString('latin1');
}
