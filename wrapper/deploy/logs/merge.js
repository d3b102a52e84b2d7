/** Events of many log groups in the order of time. */

/**
 * Events of one time do not come at one time: some groups take longer. So what comes is held back
 * until the next turn, in which earlier ones may come. What is later than that is not in order, but
 * not lost.
 *
 * @template {{ timestamp: number }} E
 */
export function createMerge() {
  /** @type {E[]} */
  let fresh = [];
  /** @type {E[]} */
  let held = [];

  /** @param {number} until */
  function release(until) {
    const all = held.concat(fresh).sort((a, b) => a.timestamp - b.timestamp);
    fresh = [];
    held = all.filter(({ timestamp }) => timestamp > until);
    return all.filter(({ timestamp }) => timestamp <= until);
  }

  return {
    /** @param {E[]} events */
    add(events) {
      fresh = fresh.concat(events);
    },

    /** Ends a turn: gives what came before it, and what came in it that is earlier than that. */
    turn() {
      return release(
        held.reduce((latest, { timestamp }) => Math.max(latest, timestamp), -Infinity),
      );
    },

    /** Gives everything. */
    flush() {
      return release(Infinity);
    },
  };
}
