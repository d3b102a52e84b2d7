/**
 * Whom the inspector answers. Wherever the server listens, any site that is open in the developer's browser
 * can send it requests.
 */

/** @import { IncomingMessage } from 'node:http' */

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Whether the Host is a loopback name, or the address that the user has it listen at. Otherwise a site that
 * points its own name here (DNS rebinding) would be same-origin, and could read everything.
 *
 * @param {IncomingMessage} req
 * @param {string} [address] As URLs have it.
 */
export function isForOwnHost({ headers: { host = '' } }, address) {
  return LOOPBACK.test(host) || host.replace(/:\d+$/, '') === address;
}

/**
 * Those hosts, for people.
 *
 * @param {string} [address] As URLs have it.
 */
export function ownHosts(address) {
  return address === undefined
    ? '127.0.0.1, localhost and [::1]'
    : `127.0.0.1, localhost, [::1] and ${address}`;
}

/**
 * Whether the inspector's own page sent the request: scripts can set neither header.
 *
 * @param {IncomingMessage} req
 */
export function isFromOwnPage({ headers }) {
  return headers['sec-fetch-site'] === 'same-origin' || headers.origin === `http://${headers.host}`;
}
