/** What the page's address calls a request. */

/** @import { Exchange } from '../../emulator/exchange.js' */

/**
 * @param {Exchange} exchange
 * @param {string} name Its id, the X-Amz-Cf-Id of its answer, or its URL, which others may have too.
 */
export function isNamed({ id, request, response }, name) {
  if (name.startsWith('/')) return request.url === name;
  if (name === String(id)) return true;
  return response.headers.some(([header, value]) => header === 'X-Amz-Cf-Id' && value === name);
}
