/** Requests to an inspector that `fetch` cannot make. */

import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * A request whose `Host` is free, which that of `fetch` is not.
 *
 * @param {number} port
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {string} [method]
 */
export async function ask(port, path, headers, method = 'GET') {
  const req = request({ host: '127.0.0.1', port, path, method, headers }).end();
  const [res] = await once(req, 'response');
  const endless = res.headers['content-type']?.startsWith('text/event-stream');
  if (endless) res.destroy();
  return { status: res.statusCode, headers: res.headers, body: endless ? '' : await text(res) };
}
