/** Sending the request of an exchange again. */

import { viewerRequest } from '../emulator/request.js';

/** @import { Answer } from '../emulator/distribution.js' */
/** @import { Exchange } from '../emulator/exchange.js' */

/**
 * A body is there if a function or an origin has read it, and is not too long; nobody else misses it.
 *
 * @param {Answer} answer
 * @param {Exchange} exchange
 * @returns {Promise<number>} The new exchange.
 */
export async function resend(answer, { id, request }) {
  const sent = {
    method: request.method,
    target: request.url,
    rawHeaders: request.headers.flat(),
    clientIp: '127.0.0.1',
    hasBody: request.hasBody,
    body: async () => Buffer.from(request.body ?? '', 'base64'),
  };
  const { exchange } = await answer(viewerRequest(sent), id);
  return exchange.id;
}
