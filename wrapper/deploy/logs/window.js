/** Which events of a log group are new, of those that are read again and again. */

/**
 * How far back the next reading begins, in milliseconds before the newest event: about as long as
 * Lambda takes to hand an event on, which one environment may do later than another.
 */
const OVERLAP = 30_000;

/** @typedef {{ eventId?: string, timestamp?: number }} Event */

/**
 * @param {number} start In milliseconds since 1970.
 */
export function createWindow(start) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  let from = start;
  let newest = start;

  return {
    /** Where the next reading begins. */
    get from() {
      return from;
    },

    /**
     * Takes everything that one reading found.
     *
     * @template {Event} E
     * @param {E[]} events
     * @returns {E[]} The new ones.
     */
    take(events) {
      const fresh = events.filter(({ eventId = '', timestamp = 0 }) => {
        if (seen.has(eventId)) return false;
        seen.set(eventId, timestamp);
        newest = Math.max(newest, timestamp);
        return true;
      });
      from = Math.max(start, newest - OVERLAP);
      for (const [id, timestamp] of seen) if (timestamp < from) seen.delete(id);
      return fresh;
    },
  };
}
