/** Hosts on this machine. */

/**
 * @param {string} hostname As a URL has it.
 */
export function isLoopback(hostname) {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
