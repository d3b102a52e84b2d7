/** One HTTP request and the whole of its response, by Node.js alone. */

import * as https from 'node:https';
import { urlToHttpOptions } from 'node:url';

/** How many connections to one place may be open, as in the AWS SDK. */
const MAX_SOCKETS = 50;

/** The code of the error that a response fails with that is longer than the limit. */
export const TOO_LARGE = 'ResponseTooLarge';

/**
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path
 * @property {Record<string, string>} headers
 * @property {string} [body]
 *
 * @typedef {object} Response
 * @property {number} statusCode
 * @property {NodeJS.Dict<string>} headers
 * @property {Buffer} body
 *
 * @callback Send
 * @param {Request} request
 * @param {AbortSignal} signal Of this request alone.
 * @returns {Promise<Response>}
 */

/**
 * Makes what sends requests to one place. It keeps its connections for the requests to come.
 *
 * @param {URL} place
 * @param {number} limit The longest body of a response, in bytes.
 * @returns {Send}
 */
export function createSend(place, limit) {
  // To import node:http takes 40 ms: a module that imports it gets its WebSocket too, and is made
  // to load all of undici.
  const { Agent, request } =
    place.protocol === 'https:' ? https : process.getBuiltinModule('node:http');
  const { hostname, port } = urlToHttpOptions(place);
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });

  return ({ method, path, headers, body }, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const sent = request({ agent, hostname, port, method, path, headers });
      signal.addEventListener('abort', () => {
        sent.destroy();
        // One that waits for a connection says nothing when it is destroyed.
        reject(signal.reason);
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        /** @type {Buffer[]} */
        const chunks = [];
        let length = 0;
        response.on('data', (chunk) => {
          chunks.push(chunk);
          length += chunk.length;
          if (length > limit) response.destroy(tooLarge(limit));
        });
        // Of a connection that is lost in the middle too: then there is no end.
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 0 } = response;
          // Only `set-cookie` would be a list.
          const headers = /** @type {NodeJS.Dict<string>} */ (response.headers);
          resolve({ statusCode, headers, body: Buffer.concat(chunks) });
        });
      });
      sent.end(body);
    });
}

/** @param {number} limit */
function tooLarge(limit) {
  return Object.assign(new Error(`more than ${limit} bytes`), { code: TOO_LARGE });
}
