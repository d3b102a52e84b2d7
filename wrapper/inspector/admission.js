/**
 * Whom the inspector answers. The server listens on the loopback interface only, but any site that is
 * open in the developer's browser can send it requests.
 */

/** @import { IncomingMessage } from 'node:http' */

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Whether the Host is a loopback name. Otherwise a site that points its own name here (DNS rebinding)
 * would be same-origin, and could read everything.
 *
 * @param {IncomingMessage} req
 */
export function isForLoopback({ headers }) {
  return LOOPBACK.test(headers.host ?? '');
}

/**
 * Whether the inspector's own page sent the request: scripts can set neither header.
 *
 * @param {IncomingMessage} req
 */
export function isFromOwnPage({ headers }) {
  return headers['sec-fetch-site'] === 'same-origin' || headers.origin === `http://${headers.host}`;
}
