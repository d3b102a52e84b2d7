/** The log: one JSON object a line on standard output, which Lambda sends to CloudWatch Logs. */

/**
 * @typedef {import('../pkg/edge_lookup.js').Settings['logLevel']} Level
 * @typedef {Record<string, unknown> & { level: Level }} Entry
 * @typedef {(entry: Entry) => void} Log
 */

/** @type {Record<Level, number>} */
const SEVERITY = { error: 2, info: 1, debug: 0 };

/**
 * Makes a log of entries of this level and above.
 *
 * @param {Level} level
 * @param {(line: string) => void} [write]
 * @returns {Log}
 */
export function createLog(level, write = (line) => process.stdout.write(line)) {
  return (entry) => {
    if (SEVERITY[entry.level] < SEVERITY[level]) return;
    try {
      write(`${JSON.stringify(entry)}\n`);
    } catch (error) {
      // An answer is worth more than its line in the log.
      const message = String(error).slice(0, 200);
      process.stderr.write(`${JSON.stringify({ level: 'error', error: message })}\n`);
    }
  };
}
