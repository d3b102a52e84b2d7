/** The log: a JSON object per line on standard output, which Lambda sends to CloudWatch Logs. */

/**
 * @typedef {import('../../pkg/edge/edge_lookup.js').Description['logLevel']} Level
 * @typedef {Record<string, unknown> & { level: Level }} Entry
 * @typedef {(entry: Entry) => void} Log
 */

/** @type {Record<Level, number>} */
const SEVERITY = { error: 2, info: 1, debug: 0 };

/**
 * Makes a log that writes entries at this level and above.
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
      // A failing log must not cost the answer.
      const message = String(error).slice(0, 200);
      process.stderr.write(`${JSON.stringify({ level: 'error', error: message })}\n`);
    }
  };
}
