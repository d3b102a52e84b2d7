/** What CloudFront makes of an origin that cannot be asked, or does not answer. */

import { CloudFrontError, originFailure } from '../error.js';

/** @typedef {[code: RegExp, status: 502 | 504, name: string, say: (message: string) => string]} Failure */

/**
 * By the error's code: the status, what CloudFront's logs call it, and what to say.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html
 *
 * @type {Failure[]}
 */
const FAILURES = [
  [/^ETIMEDOUT$/, 504, 'OriginCommError', (message) => message],
  [
    /^(ENOTFOUND|EAI_)/,
    502,
    'OriginDnsError',
    () => 'has a name without an address: check it, or let a folder or a URL stand for it',
  ],
  [
    /^ECONNREFUSED$/,
    502,
    'OriginConnectError',
    () => 'refuses connections: start it, or check the port',
  ],
  [
    /CERT|TLS|SSL|^EPROTO$|^UNABLE_TO_/,
    502,
    'OriginConnectError',
    (message) => `makes no TLS connection that CloudFront accepts: ${message}`,
  ],
  [
    /^(HPE_|ERR_UPGRADE$)/,
    502,
    'OriginInvalidResponseError',
    (message) => `does not answer as HTTP prescribes: ${message}`,
  ],
  [
    /^(ECONNRESET|EPIPE)$/,
    502,
    'OriginReadError',
    () => 'closed the connection before its response was complete',
  ],
];

/** @type {Failure} */
const ANY = [/./, 502, 'OriginConnectError', (message) => `cannot be asked: ${message}`];

/**
 * @param {unknown} error
 * @param {string} server Its URL.
 */
export function failureOf(error, server) {
  if (error instanceof CloudFrontError) return error;
  const { code = '', message } = /** @type {NodeJS.ErrnoException} */ (error);
  const [, status, name, say] = FAILURES.find(([pattern]) => pattern.test(code)) ?? ANY;
  return originFailure(status, name, server, say(message.replaceAll(/\s+/g, ' ').trim() || code));
}

/** @param {string} message */
export function timeoutError(message) {
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}

export function upgradeError() {
  const message = 'it switches protocols, which nobody asked for';
  return Object.assign(new Error(message), { code: 'ERR_UPGRADE' });
}
