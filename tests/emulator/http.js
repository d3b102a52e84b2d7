/** HTTP/1.1 by hand: exactly these bytes out, and what came back byte by byte. */

import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** @import { CorpusRequest } from './corpus.js' */

const HOST = 'd111111abcdef8.cloudfront.net';

/**
 * @typedef {object} HttpResponse
 * @property {number} status
 * @property {string} reason
 * @property {[name: string, value: string][]} headers In the order and letter case of the wire.
 * @property {string} body
 */

/**
 * @param {number} port
 * @param {CorpusRequest} request
 * @returns {Promise<HttpResponse>}
 */
export async function exchange(port, request) {
  const socket = connect(port, '127.0.0.1');
  // An edge that answers before it has read everything may reset the connection.
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(bytes(request));
  return parsed(await buffer(socket));
}

/** @param {CorpusRequest} request */
function bytes({ method = 'GET', target = '/', charset = 'utf8', headers = [], body }) {
  const isSet = (/** @type {string} */ name) =>
    headers.some(([sent]) => sent.toLowerCase() === name.toLowerCase());
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(isSet('Host') ? [] : [`Host: ${HOST}`]),
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, charset);
  return Buffer.concat([head, Buffer.from(body ?? '')]);
}

/**
 * @param {Buffer} answer
 * @returns {HttpResponse}
 */
function parsed(answer) {
  const end = answer.indexOf('\r\n\r\n');
  const [statusLine, ...lines] = answer.toString('utf8', 0, Math.max(end, 0)).split('\r\n');
  const [, status, reason] = /^HTTP\/1\.1 (\d{3}) (.*)$/.exec(statusLine) ?? [];
  if (status === undefined) throw new Error(`no HTTP response: ${answer.toString('utf8', 0, 200)}`);
  return {
    status: Number(status),
    reason,
    headers: lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
    body: answer.toString('utf8', end + 4),
  };
}
