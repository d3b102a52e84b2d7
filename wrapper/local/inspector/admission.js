/**
 * Whom the inspector answers. The server listens on this machine only, but any site that the
 * person has open can make the browser ask it.
 */

/** @import { IncomingMessage } from 'node:http' */

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Whether the request is for a name that always is this machine. A site whose own name has been
 * pointed here (DNS rebinding) would otherwise be of the same origin, and could read everything.
 *
 * @param {IncomingMessage} req
 */
export function isForLoopback({ headers }) {
  return LOOPBACK.test(headers.host ?? '');
}

/**
 * Whether the inspector's own page has sent the request; neither header is a script's to set.
 *
 * @param {IncomingMessage} req
 */
export function isFromOwnPage({ headers }) {
  return headers['sec-fetch-site'] === 'same-origin' || headers.origin === `http://${headers.host}`;
}
