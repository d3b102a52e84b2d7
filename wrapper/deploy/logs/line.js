/** How a line of the log is shown. */

import { printable } from './printable.js';

/**
 * @typedef {object} LogEvent
 * @property {string} region
 * @property {number} timestamp In milliseconds since 1970.
 * @property {string} message
 */

/** The longest name of a Region, such as `ap-northeast-1`. */
const REGION_WIDTH = 14;

/** Indents the second and later lines of a text, so that they cannot pass for lines of ours. */
const INDENT = '    ';

/**
 * What Lambda says about each invocation or execution environment.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
const NOISE = /^(?:START RequestId: |END RequestId: |INIT_START |(?:INIT_)?REPORT )/;

/** In such a line, an invocation that failed: `Status: timeout`, `Status: error`. */
const FAILED = /\tStatus: (?!success\b)/;

/**
 * @param {LogEvent} event
 * @returns {string | undefined} Nothing for what is not worth a line.
 */
export function showEvent({ region, timestamp, message }) {
  if (NOISE.test(message) && !FAILED.test(message)) return undefined;
  const entry = parseEntry(message);
  const text = entry === undefined ? message.replaceAll('\t', '  ') : showEntry(entry);
  const [first, ...others] = text.trimEnd().split(/\r?\n/).map(printable);
  const time = new Date(timestamp).toISOString();
  const start = `${time} ${region.padEnd(REGION_WIDTH)} ${first}`;
  return [start, ...others.map((other) => INDENT + other)].join('\n');
}

/**
 * A line that the function wrote; see wrapper/log.js.
 *
 * @param {string} message
 * @returns {Record<string, unknown> | undefined}
 */
function parseEntry(message) {
  if (!message.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(message);
    return typeof entry.level === 'string' ? entry : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The ids of a request only matter to someone who asks why it failed. What this does not know of is
 * shown by its name. An error has its stack's lines, so it comes last.
 *
 * @param {Record<string, unknown>} entry
 */
function showEntry(entry) {
  const { level, status, route, code, detail, durationMs, dynamodbMs, region, ...rest } = entry;
  const { cold, attempts, failures, requestId, distributionId, error, ...others } = rest;
  const ids = level === 'error' ? { requestId, distributionId } : {};
  return [
    show(status ?? level),
    show(route),
    show(code),
    show(detail),
    durationMs !== undefined && `${show(durationMs)} ms`,
    dynamodbMs !== undefined && `DynamoDB ${show(dynamodbMs)} ms`,
    region !== undefined && `from ${show(region)}`,
    attempts !== undefined && attempts !== 1 && `${show(attempts)} attempts`,
    showFailures(failures),
    cold === true && 'cold',
    ...Object.entries({ ...others, ...ids }).map(
      ([name, value]) => value !== undefined && `${printable(name)}=${show(value)}`,
    ),
    typeof error === 'string' ? error : show(error),
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
}

/**
 * The failed attempts; see wrapper/replicas.js.
 *
 * @param {unknown} failures
 */
function showFailures(failures) {
  if (!Array.isArray(failures)) return show(failures);
  const all = failures.map((failure) =>
    Object.values(failure ?? {})
      .map(show)
      .join(' '),
  );
  return all.length === 0 ? undefined : `(${all.join('; ')})`;
}

/** @param {unknown} value */
function show(value) {
  if (value === undefined) return undefined;
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}
