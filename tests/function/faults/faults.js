/** The ways in which one request to DynamoDB can go wrong. */

import { begin, send, sendError } from './wire.js';

/**
 * @typedef {object} Exchange
 * @property {import('node:http').ServerResponse} response
 * @property {import('node:net').Socket} socket
 * @property {string} item The body of the good answer.
 * @property {boolean} reused Whether the connection has had another request before.
 */

/** @typedef {keyof typeof FAULTS} Fault */

/** An answer that comes late, but before another attempt is begun. */
export const SLOW_MS = 40;

/** An answer that comes after another attempt was begun, but within the deadline. */
const LATE_MS = 400;

/** What is done instead of sending the good answer. */
export const FAULTS = /** @satisfies {Record<string, (exchange: Exchange) => void>} */ ({
  provisionedThroughputExceeded: failing(400, 'ProvisionedThroughputExceededException'),
  requestLimitExceeded: failing(400, 'RequestLimitExceeded'),
  throttling: failing(400, 'ThrottlingException'),
  internalServerError: failing(500, 'InternalServerError'),
  serviceUnavailable: failing(503, 'ServiceUnavailable'),
  accessDenied: failing(400, 'AccessDeniedException'),
  resourceNotFound: failing(400, 'ResourceNotFoundException'),
  validation: failing(400, 'ValidationException'),

  /** A load balancer's page in place of DynamoDB. */
  page({ response }) {
    const body = '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>';
    send(response, { status: 503, body, type: 'text/html', checksum: null });
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

  denyLate({ response }) {
    setTimeout(() => sendError(response, 400, 'AccessDeniedException'), LATE_MS);
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
 * @param {number} status
 * @param {string} name
 * @returns {(exchange: Exchange) => void}
 */
function failing(status, name) {
  return ({ response }) => sendError(response, status, name);
}

/** @param {string} body */
function half(body) {
  return body.slice(0, body.length / 2);
}
