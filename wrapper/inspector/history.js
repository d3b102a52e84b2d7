/** The most recent exchanges, in the order in which they were recorded. */

/** @import { Exchange } from '../emulator/exchange.js' */

/** How many exchanges are kept. */
const LIMIT = 200;

/**
 * @typedef {object} Entry
 * @property {number} position Counts from 1 in the order of recording, which may differ from that of
 *   the ids if requests overlap.
 * @property {number} id Of the exchange.
 * @property {string} json
 *
 * @typedef {ReturnType<typeof createHistory>} History
 */

export function createHistory() {
  /** @type {Entry[]} */
  const entries = [];
  let added = 0;
  return {
    /** @param {Exchange} exchange */
    add(exchange) {
      added += 1;
      entries.push({ position: added, id: exchange.id, json: JSON.stringify(exchange) });
      if (entries.length > LIMIT) entries.shift();
    },
    /**
     * The oldest stored entry after a position.
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
    /** All exchanges as JSON, the oldest first. */
    json: () => `[${entries.map(({ json }) => json).join(',')}]`,
  };
}
