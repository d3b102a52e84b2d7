/** Where the emulator publishes each exchange; whoever wants to watch subscribes. */

import { channel } from 'node:diagnostics_channel';

/**
 * @typedef {object} Message
 * @property {import('./distribution.js').Answer} distribution The one that answered.
 * @property {import('./exchange.js').Exchange} exchange
 */

/** https://nodejs.org/api/diagnostics_channel.html */
export const exchanges = channel('edge-lookup:exchange');

/**
 * Subscribes to the exchanges of one distribution.
 *
 * @param {import('./distribution.js').Answer} distribution
 * @param {(exchange: import('./exchange.js').Exchange) => void} onExchange
 * @returns {() => void} Unsubscribes.
 */
export function subscribe(distribution, onExchange) {
  const onMessage = (/** @type {unknown} */ message) => {
    const { distribution: other, exchange } = /** @type {Message} */ (message);
    if (other === distribution) onExchange(exchange);
  };
  exchanges.subscribe(onMessage);
  return () => exchanges.unsubscribe(onMessage);
}
