/**
 * Whom the embedded DynamoDB answers. It listens on the loopback interface only, but any site that is open in
 * the developer's browser can send it requests.
 */

import { isForOwnHost } from '../inspector/admission.js';

/** @import { IncomingMessage } from 'node:http' */

/** Neither is one that a page may send without asking first. */
const CONTENT_TYPES = ['application/x-amz-json-1.0', 'application/json'];

/**
 * Why a request is refused.
 *
 * @param {IncomingMessage} req
 * @returns {string | undefined} Nothing if it is from an AWS SDK or the AWS CLI.
 */
export function refusalOf(req) {
  const { method, headers, socket } = req;
  if (!isForOwnHost(req) || !headers.host?.endsWith(`:${socket.localPort}`)) {
    return `it answers at 127.0.0.1:${socket.localPort} only`;
  }
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
    return 'it answers no web pages';
  }
  const [type] = (headers['content-type'] ?? '').split(';');
  if (method === 'POST' && headers['x-amz-target'] && CONTENT_TYPES.includes(type.trim())) {
    return undefined;
  }
  return 'it answers requests of an AWS SDK or the AWS CLI only';
}
