/** The ways in which one request to DynamoDB can go wrong. */

import { begin, send, sendError } from './wire.js';

/**
 * @typedef {object} Exchange
 * @property {import('node:http').ServerResponse} response
 * @property {import('node:net').Socket} socket
 * @property {string} item The body of the good answer.
 * @property {boolean} reused Whether the connection has had another request before.
 * @property {string} quote What DynamoDB may quote of the request in an error: the key, the signature,
 *   and, where it refuses the signature, the session token.
 *
 * @typedef {(exchange: Exchange) => void} Misbehave
 */

/** @typedef {keyof typeof FAULTS} Fault */

/** An answer that comes late, but before another attempt is begun. */
export const SLOW_MS = 40;

/** An answer that comes after another attempt was begun, but within the deadline. */
const LATE_MS = 400;

/** What is done instead of sending the good answer. */
export const FAULTS = /** @satisfies {Record<string, Misbehave>} */ ({
  throttling: failing(400, 'ThrottlingException'),
  internalServerError: failing(500, 'InternalServerError'),
  serviceUnavailable: failing(503, 'ServiceUnavailable'),
  accessDenied: failing(400, 'AccessDeniedException'),
  resourceNotFound: failing(400, 'ResourceNotFoundException'),
  validation: failing(400, 'ValidationException'),
  unrecognizedClient: failing(400, 'UnrecognizedClientException'),
  expiredToken: failing(400, 'ExpiredTokenException'),
  requestTimeout: failing(408, 'RequestTimeoutException'),
  tooManyRequests: failing(429, 'TooManyRequestsException'),
  withoutType: failing(400),
  errorOfStatus200: failing(200, 'InternalServerError'),

  /** What a request gets that was signed before Lambda froze the process. */
  signatureExpired: failing(400, 'InvalidSignatureException', 'Signature expired: '),
  signatureNotYetCurrent: failing(400, 'InvalidSignatureException', 'Signature not yet current: '),

  /** Half of an item as if it were all of it. */
  cut({ response, item }) {
    send(response, { body: half(item), checksum: null });
  },

  hang() {},

  hangMidBody({ response, item }) {
    begin(response, { body: item });
    response.write(half(item));
  },

  reset({ socket }) {
    socket.resetAndDestroy();
  },

  resetMidBody({ response, socket, item }) {
    begin(response, { body: item });
    response.write(half(item), () => socket.resetAndDestroy());
  },

  truncate({ response, socket, item }) {
    begin(response, { body: item });
    response.write(half(item), () => socket.end());
  },

  garbage({ response }) {
    send(response, { body: 'not what was asked for', checksum: null });
  },

  garbageWithChecksum({ response }) {
    send(response, { body: 'not what was asked for', checksum: 1 });
  },

  /** An item damaged on its way: still JSON, so that nothing but the checksum tells. */
  damage({ response, item }) {
    send(response, { body: item.replace('job-of', 'bob-of'), checksum: 1 });
  },

  slow({ response, item }) {
    setTimeout(() => send(response, { body: item }), SLOW_MS);
  },

  late({ response, item }) {
    setTimeout(() => send(response, { body: item }), LATE_MS);
  },

  denyLate(exchange) {
    setTimeout(() => failing(400, 'AccessDeniedException')(exchange), LATE_MS);
  },

  endless({ response }) {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    const chunk = Buffer.alloc(1_000_000, 'x');
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  },

  /** Closes the connection after a good answer without having said so. */
  closeAfter({ response, socket, item }) {
    response.once('finish', () => socket.end());
    send(response, { body: item });
  },

  /** What a client meets that sends just as the server closes the idle connection. */
  stale({ response, socket, item, reused }) {
    if (reused) socket.resetAndDestroy();
    else send(response, { body: item });
  },
});

/**
 * An error, which quotes the request.
 *
 * @param {number} status
 * @param {string} [name] None for an error without a type.
 * @param {string} [message] What it says before the quote.
 * @returns {Misbehave}
 */
export function failing(status, name, message = '') {
  return ({ response, quote }) => sendError(response, status, { name, message: message + quote });
}

/**
 * A page in place of DynamoDB's answer, such as a load balancer's.
 *
 * @param {number} status
 * @returns {Misbehave}
 */
export function page(status) {
  const body = `<html><body><h1>${status}</h1></body></html>`;
  return ({ response }) => send(response, { status, body, type: 'text/html', checksum: null });
}

/** @param {string} body */
function half(body) {
  return body.slice(0, body.length / 2);
}
