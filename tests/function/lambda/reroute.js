/** Leads the connections to AWS to a server of the test. It runs in the function's process. */

import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import tls from 'node:tls';

/**
 * @typedef {object} Destination
 * @property {number} port Of 127.0.0.1.
 * @property {string} [ca] What to trust in place of what Node.js does.
 */

/**
 * From now on every TCP connection to AWS goes to that port, whoever makes it: whatever is above
 * TCP, such as the server's name and the check of its certificate, stays as it is. Any other
 * connection ends the process: the function would answer without it, and nobody would know.
 *
 * @param {Destination} destination
 */
export function reroute({ port, ca }) {
  if (ca !== undefined) tls.setDefaultCACertificates([ca]);
  const connect = /** @type {(...args: any[]) => Socket} */ (Socket.prototype.connect);
  Socket.prototype.connect = function (/** @type {any[]} */ ...args) {
    const [options, listener] = Array.isArray(args[0]) ? args[0] : args;
    if (!/\.amazonaws\.com$/.test(options?.host) || Number(options.port) !== 443) {
      writeSync(2, `a connection that nobody expects: ${options?.host}:${options?.port}\n`);
      process.exit(1);
    }
    return connect.call(this, { ...options, host: '127.0.0.1', port }, listener);
  };
}
