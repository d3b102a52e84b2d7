/** The local edge: HTTP in, a distribution's answer out. */

import { createServer, STATUS_CODES } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { viewerRequest } from '../emulator/request.js';
import { latin1 } from '../emulator/response.js';
import { lastResponse, refusedRequest } from './raw-target.js';

/** @import { IncomingMessage, Server, ServerResponse } from 'node:http' */
/** @import { Socket } from 'node:net' */
/** @import { Answer } from '../emulator/distribution.js' */
/** @import { Pages } from './pages.js' */
/** @import { ParseError } from './raw-target.js' */

/**
 * More than CloudFront takes, so that it is its rule that answers, and enough to stop what would
 * only fill the memory.
 */
const MAX_HEADER_BYTES = 256 * 1024;

/**
 * @typedef {object} EdgeOptions
 * @property {Answer} answer The distribution.
 * @property {(line: string) => void} log
 * @property {Pages} [pages] What is served besides; nothing of it reaches the distribution.
 */

/**
 * An HTTP server in front of a distribution.
 *
 * @param {EdgeOptions} options
 * @returns {Server}
 */
export function createEdge({ answer, log, pages = async () => false }) {
  /** Sockets whose request has no answer yet. */
  const busy = new WeakSet();
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (req, res) => {
    busy.add(req.socket);
    res.once('close', () => busy.delete(req.socket));
    serve(req, res);
  });
  server.on('clientError', (/** @type {ParseError} */ error, /** @type {Socket} */ socket) => {
    // A socket has one response at a time, and the order of answers is that of the requests.
    const req = busy.has(socket) ? undefined : refusedRequest(error, socket);
    if (req) serve(req, lastResponse(req));
    else refuse(error, socket);
  });
  return server;

  /**
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  async function serve(req, res) {
    try {
      if (await pages(req, res)) return;
      send(res, await answer(viewerRequest(sent(req))));
    } catch (error) {
      // Whoever leaves before the end of a body that was to be read.
      if (req.errored) return;
      // A fault of the local edge, not of the function: CloudFront has no answer like it.
      const { stack } = /** @type {Error} */ (error);
      log(`the local edge failed at ${req.method} ${req.url}: ${stack}`);
      res.destroy();
    }
  }
}

/**
 * @param {IncomingMessage} req
 * @returns {import('../emulator/request.js').Sent}
 */
function sent(req) {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = req.headers;
  return {
    method: req.method ?? 'GET',
    target: req.url ?? '/',
    rawHeaders: req.rawHeaders,
    clientIp: (req.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:(?=\d+\.)/, ''),
    hasBody: Number(length) > 0 || encoding !== undefined,
    body: once(() => buffer(req)),
  };
}

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T} Makes it at the first call, and gives the same at others.
 */
function once(make) {
  /** @type {{ made: T } | undefined} */
  let known;
  return () => {
    known ??= { made: make() };
    return known.made;
  };
}

/**
 * @param {ServerResponse} res
 * @param {import('../emulator/response.js').Generated} response
 */
function send(res, { status, reason, headers, body }) {
  // CloudFront takes no more from a viewer whose request is too long.
  if (status === 413) res.shouldKeepAlive = false;
  const lines = headers.flatMap(([name, value]) => [name, latin1(value)]);
  res.writeHead(status, latin1(reason), lines);
  res.end(body);
}

/**
 * Answers what is not HTTP, unless an answer has begun or nobody is there.
 *
 * @param {ParseError} error
 * @param {Socket} socket
 */
function refuse(error, socket) {
  if (!socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 413 : 400;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}
