/**
 * How DynamoDB answers GetItem on the wire.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */

import { crc32 } from 'node:zlib';

/** @typedef {import('node:http').ServerResponse} Response */

const JSON_TYPE = 'application/x-amz-json-1.0';

/**
 * The item that the fault server holds under each key: it names its key, so that an answer that
 * went to another request shows.
 *
 * @param {string} key
 */
export function jobOf(key) {
  return `job-of-${key}`;
}

/**
 * GetItem's response for the request's key, whatever that attribute is called.
 *
 * @param {Buffer} request
 */
export function itemFor(request) {
  const [key] = Object.values(JSON.parse(request.toString()).Key);
  return JSON.stringify({ Item: { JobId: { S: jobOf(key.S) } } });
}

/**
 * Begins an answer with DynamoDB's headers. The checksum and the length may be others than the
 * body's.
 *
 * @param {Response} response
 * @param {object} head
 * @param {number} [head.status]
 * @param {string} head.body
 * @param {string} [head.type]
 * @param {number | null} [head.checksum] `null` for none.
 */
export function begin(response, { status = 200, body, type = JSON_TYPE, checksum = crc32(body) }) {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...(checksum !== null && { 'x-amz-crc32': checksum }),
  });
}

/**
 * Sends a whole answer.
 *
 * @param {Response} response
 * @param {Parameters<typeof begin>[1]} head
 */
export function send(response, head) {
  begin(response, head);
  response.end(head.body);
}

/**
 * Sends an error as DynamoDB does.
 *
 * @param {Response} response
 * @param {number} status
 * @param {{ name?: string, message: string }} error
 */
export function sendError(response, status, { name, message }) {
  const type = name && { __type: `com.amazonaws.dynamodb.v20120810#${name}` };
  send(response, { status, body: JSON.stringify({ ...type, message }) });
}
