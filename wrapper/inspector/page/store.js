/** The page's exchanges, as many as the server's history has, the newest first. */

/** @import { Exchange } from '../../emulator/exchange.js' */

const MOST = 200;

export function createStore() {
  /** @type {Exchange[]} */
  let newestFirst = [];
  return {
    /**
     * @param {Exchange} exchange
     * @returns {boolean} Whether it is new here.
     */
    add(exchange) {
      if (this.find(exchange.id)) return false;
      newestFirst = [exchange, ...newestFirst].slice(0, MOST);
      return true;
    },
    /** @param {number} id */
    find: (id) => newestFirst.find((exchange) => exchange.id === id),
    all: () => newestFirst,
    clear() {
      newestFirst = [];
    },
  };
}
