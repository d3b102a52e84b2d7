/**
 * The body of a request, as a function with IncludeBody gets it, and what it makes of it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-request-body
 */

/** @import { CloudFrontHeaders, CloudFrontRequest } from 'aws-lambda' */
/** @import { RequestEventType } from './event-type.js' */

/** How much of a body a function gets, in bytes. */
export const SHOWN_BYTES = { 'viewer-request': 40 * 1024, 'origin-request': 1024 * 1024 };

/**
 * @param {RequestEventType} eventType
 * @param {Buffer} body
 * @returns {NonNullable<CloudFrontRequest['body']>}
 */
export function shownBody(eventType, body) {
  const shown = body.subarray(0, SHOWN_BYTES[eventType]);
  return {
    inputTruncated: shown.length < body.length,
    action: 'read-only',
    encoding: 'base64',
    data: shown.toString('base64'),
  };
}

/**
 * The body that a function puts in place of the viewer's, if it does. Encoding is base64 by default.
 *
 * @param {Pick<CloudFrontRequest, 'body'>} request As the function returned it.
 * @returns {Buffer | undefined}
 */
export function replacedBody({ body }) {
  if (body?.action !== 'replace') return undefined;
  return Buffer.from(body.data ?? '', body.encoding === 'text' ? 'utf8' : 'base64');
}

/**
 * The headers that frame a body of this length.
 *
 * @param {CloudFrontHeaders} headers
 * @param {Buffer} body
 * @returns {CloudFrontHeaders}
 */
export function framed({ 'transfer-encoding': _, ...headers }, body) {
  const value = String(body.length);
  return { ...headers, 'content-length': [{ key: 'Content-Length', value }] };
}
