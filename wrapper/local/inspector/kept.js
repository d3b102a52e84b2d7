/** The newest exchanges, in the order in which they were added. */

/** @import { Exchange } from './exchange.js' */

const MOST = 200;

/**
 * @typedef {object} Entry
 * @property {number} position How many were added up to this one. Those whose requests came at the
 *   same time may end in another order than that of their ids.
 * @property {number} id Of the exchange.
 * @property {string} json
 *
 * @typedef {ReturnType<typeof createKept>} Kept
 */

export function createKept() {
  /** @type {Entry[]} */
  const entries = [];
  let added = 0;
  return {
    /** @param {Exchange} exchange */
    add(exchange) {
      added += 1;
      entries.push({ position: added, id: exchange.id, json: JSON.stringify(exchange) });
      if (entries.length > MOST) entries.shift();
    },
    /**
     * The oldest that is still here of those after a position.
     *
     * @param {number} position
     * @returns {Entry | undefined}
     */
    after: (position) => entries[Math.max(0, position - (added - entries.length))],
    /**
     * @param {number} id
     * @returns {Exchange | undefined}
     */
    find: (id) => {
      const entry = entries.find((it) => it.id === id);
      return entry && JSON.parse(entry.json);
    },
    /** All of them in JSON, the oldest first. */
    json: () => `[${entries.map(({ json }) => json).join(',')}]`,
  };
}
