/** Where the local edge listens. */

import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { isLoopback } from '../api/loopback.js';
import { Failure } from '../terminal.js';

/** @import { Server } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */

/** This machine only. */
const LOOPBACK = '127.0.0.1';

/** Every address of this machine. */
const ANY = ['0.0.0.0', '::'];

/** @type {Record<string, (port: number, host: string) => string>} By the system's code. */
const REASONS = {
  EADDRINUSE: (port) =>
    `port ${port} is in use: choose another, such as PORT=8081 edge-lookup local`,
  EACCES: (port) =>
    `port ${port} needs more rights than you have: choose another, such as PORT=8081 edge-lookup local`,
  EADDRNOTAVAIL: (_, host) =>
    `this machine has no address ${host}: --host 0.0.0.0 listens at every one that it has`,
};

/**
 * @param {Server} server
 * @param {object} at
 * @param {number} at.port 0 takes any free one.
 * @param {string} [at.host] An address of this machine (default: loopback).
 * @returns {Promise<{ origin: string, warning?: string }>} Where this machine reaches it. The warning is there
 *   if others reach it too.
 * @throws {Failure}
 */
export async function listen(server, { port, host = LOOPBACK }) {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!Object.hasOwn(REASONS, code)) throw error;
    throw new Failure(REASONS[code](port, host));
  }
  const address = /** @type {AddressInfo} */ (server.address());
  const hostname = urlHost(ANY.includes(host) ? LOOPBACK : host);
  const origin = `http://${hostname}:${address.port}`;
  if (isLoopback(urlHost(host))) return { origin };
  const warning =
    `warning: whoever reaches port ${address.port} of ${ANY.includes(host) ? 'this machine' : host} can ` +
    'send requests to the function, and see in the inspector what others have sent';
  return { origin, warning };
}

/**
 * An address, as URLs have it.
 *
 * @param {string} address
 */
export function urlHost(address) {
  return isIPv6(address) ? `[${address}]` : address;
}
