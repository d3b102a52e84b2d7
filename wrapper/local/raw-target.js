/**
 * Requests whose target has bytes above 0x7F. `curl` sends them as typed and CloudFront takes them;
 * node:http, strict about RFC 9112, does not (https://github.com/nodejs/llhttp/issues/259).
 */

import { IncomingMessage, ServerResponse } from 'node:http';

/** @import { Socket } from 'node:net' */

/** @typedef {Error & { code?: string, rawPacket?: Buffer, bytesParsed?: number }} ParseError */

/**
 * The request that node:http failed on, if the bytes of its target are all that is wrong with it.
 *
 * @param {ParseError} error of the event 'clientError'
 * @param {Socket} socket
 * @returns {IncomingMessage | undefined}
 */
export function refusedRequest({ code, rawPacket, bytesParsed = 0 }, socket) {
  if (code !== 'HPE_INVALID_URL' || rawPacket === undefined) return undefined;
  const start = rawPacket.lastIndexOf('\n', bytesParsed) + 1;
  const end = rawPacket.indexOf('\r\n\r\n', start);
  if (end < 0) return undefined;

  const [requestLine, ...lines] = rawPacket.toString('latin1', start, end).split('\r\n');
  const [, method, url] = /^([A-Z]+) ([!-~\x80-\xff]+) HTTP\/1\.1$/.exec(requestLine) ?? [];
  const fields = lines.map((line) => /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line));
  if (!method || fields.includes(null)) return undefined;

  const req = new IncomingMessage(socket);
  req.httpVersionMajor = 1;
  req.httpVersionMinor = 1;
  // What follows is not parsed: whoever reads a body gets an empty one, and the socket stays open.
  req.complete = true;
  req.push(null);
  return Object.assign(req, {
    method,
    url,
    rawHeaders: fields.flatMap((field) => field?.slice(1, 3) ?? []),
  });
}

/**
 * Its response. What follows on the socket is no longer parsed, so that the response is its last.
 *
 * @param {IncomingMessage} req
 */
export function lastResponse(req) {
  const res = new ServerResponse(req);
  res.shouldKeepAlive = false;
  res.assignSocket(req.socket);
  res.once('finish', () => req.socket.end());
  return res;
}
