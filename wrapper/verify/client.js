/** Sends requests as they are, and follows nothing. */

import http from 'node:http';
import https from 'node:https';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';

/** @import { IncomingMessage } from 'node:http' */
/** @import { Request } from './requests.js' */

/**
 * @typedef {object} Reply
 * @property {number} status
 * @property {Record<string, string>} headers By their names in lower case.
 * @property {string} body Decoded.
 *
 * @typedef {{ failure: string }} NoReply Why none came.
 *
 * @typedef {ReturnType<typeof createClient>} Client
 */

const TIMEOUT_MS = 10_000;

/** The longest answer of a function is 1 MB. */
const BODY_LIMIT = 2_000_000;

/** Firewalls refuse requests that do not say who sends them. */
const USUAL = { 'User-Agent': 'edge-lookup verify', Accept: '*/*' };

/** @type {Record<string, (() => import('node:stream').Transform) | undefined>} */
const DECODERS = { br: createBrotliDecompress, gzip: createGunzip };

/** The encodings that are understood, as `Accept-Encoding` lists them. */
export const ENCODINGS = Object.keys(DECODERS).join(', ');

/**
 * @param {URL} origin Where to send to.
 * @param {{ timeoutMs?: number }} [options] How long an answer may take, from first to last.
 */
export function createClient(origin, { timeoutMs = TIMEOUT_MS } = {}) {
  const { Agent, request } = origin.protocol === 'http:' ? http : https;
  // CloudFront's caches are many: one connection stays at one of them.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let sent = 0;

  return {
    origin,

    /** How many requests have been sent. */
    get sent() {
      return sent;
    },

    /**
     * @param {Pick<Request, 'method' | 'target' | 'headers'>} what
     * @returns {Promise<Reply | NoReply>} Never rejects.
     */
    async send({ method, target, headers }) {
      sent += 1;
      const signal = AbortSignal.timeout(timeoutMs);
      const asked = request(origin, {
        agent,
        method,
        path: target,
        signal,
        headers: { ...USUAL, ...headers },
      });
      try {
        const response = await new Promise((resolve, reject) => {
          asked.once('response', resolve).on('error', reject).end();
        });
        return {
          status: response.statusCode,
          headers: headersOf(response),
          body: await bodyOf(response, method),
        };
      } catch (error) {
        asked.destroy();
        if (signal.aborted) return { failure: `no answer within ${timeoutMs / 1000} s` };
        const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
        return { failure: `no answer (${code === undefined ? '' : `${code}: `}${message})` };
      }
    },

    close: () => agent.destroy(),
  };
}

/** @param {IncomingMessage} response */
function headersOf({ headers }) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}

/**
 * @param {IncomingMessage} response
 * @param {string} method
 */
async function bodyOf(response, method) {
  const encoding = response.headers['content-encoding'] ?? '';
  const decoder = DECODERS[encoding];
  /** @type {Buffer} */
  const bytes = await (decoder && method !== 'HEAD'
    ? pipeline(response, limited, decoder(), limited, buffer)
    : pipeline(response, limited, buffer));
  return bytes.toString();
}

/** @param {AsyncIterable<Buffer>} chunks */
async function* limited(chunks) {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > BODY_LIMIT) throw new Error(`its body is longer than ${BODY_LIMIT} bytes`);
    yield chunk;
  }
}
