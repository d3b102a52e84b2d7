/** The local edge: HTTP in, the function's answer out, checked as CloudFront checks it. */

import { createServer, STATUS_CODES } from 'node:http';

import { viewerRequestEvent } from './event.js';
import { FunctionError, validationError } from './function-error.js';
import { invoke } from './invoke.js';
import { lastResponse, refusedRequest } from './raw-target.js';
import { sendErrorPage, sendGenerated } from './response.js';
import { breaches } from './rules.js';

/** @import { IncomingMessage, Server, ServerResponse } from 'node:http' */
/** @import { Socket } from 'node:net' */
/** @import { CloudFrontRequestEvent, CloudFrontResultResponse } from 'aws-lambda' */
/** @import { Handler } from './invoke.js' */
/** @import { ParseError } from './raw-target.js' */

/**
 * The longest request that CloudFront accepts, its body aside.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-general
 */
const MAX_REQUEST_BYTES = 32_768;

/**
 * @typedef {object} EdgeOptions
 * @property {Handler} handler the function on viewer-request
 * @property {(line: string) => void} log is told of every response that CloudFront would not send
 * @property {number} [timeoutMs] the function's timeout
 * @property {import('./pages.js').Pages} [pages] what is served besides; nothing of it reaches the
 *   function
 */

/**
 * An HTTP server that answers as CloudFront does with a function on viewer-request.
 *
 * @param {EdgeOptions} options
 * @returns {Server}
 */
export function createEdge({ handler, log, timeoutMs = 5000, pages = async () => false }) {
  /** Sockets whose request has no answer yet. */
  const busy = new WeakSet();
  const server = createServer({ maxHeaderSize: MAX_REQUEST_BYTES }, (req, res) => {
    busy.add(req.socket);
    res.once('close', () => busy.delete(req.socket));
    answer(req, res);
  });
  server.on('clientError', (/** @type {ParseError} */ error, /** @type {Socket} */ socket) => {
    // A socket has one response at a time, and the order of answers is that of the requests.
    const req = busy.has(socket) ? undefined : refusedRequest(error, socket);
    if (req) answer(req, lastResponse(req));
    else refuse(error, socket);
  });
  return server;

  /**
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  function answer(req, res) {
    serve(req, res).catch((error) => {
      // A fault of the local edge, not of the function: CloudFront has no answer like it.
      log(`the local edge failed at ${req.method} ${req.url}: ${error.stack}`);
      res.destroy();
    });
  }

  /**
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  async function serve(req, res) {
    if (await pages(req, res)) return;
    const event = viewerRequestEvent(req);
    const { requestId } = event.Records[0].cf.config;
    try {
      sendGenerated(res, await generate(event), requestId);
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      report(error, `${req.method} ${req.url}`);
      sendErrorPage(res, error, requestId);
    }
  }

  /**
   * @param {FunctionError} error
   * @param {string} request
   */
  function report(error, request) {
    for (const reason of error.reasons) log(`${error.status} ${request} ${error.name} ${reason}`);
    if (error.cause instanceof Error) log(String(error.cause.stack));
  }

  /** @param {CloudFrontRequestEvent} event */
  async function generate(event) {
    const result = await invoke(handler, event, timeoutMs);
    const broken = breaches('viewer-request', result);
    if (broken.length > 0) throw validationError(broken);
    return /** @type {CloudFrontResultResponse} */ (result);
  }
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
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
}
