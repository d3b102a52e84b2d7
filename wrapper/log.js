/** The log: one JSON object a line on standard output, which Lambda sends to CloudWatch Logs. */

/**
 * @typedef {{ level: 'error' | 'info', message: string, [field: string]: unknown }} LogRecord
 * @typedef {(record: LogRecord) => void} Log
 */

/** @type {Log} */
export function log(record) {
  process.stdout.write(`${JSON.stringify(record)}\n`);
}
