/** Reads `tests/cases/*.json`. See `tests/cases/README.md` for its form. */

import { readdirSync, readFileSync } from 'node:fs';

const CASES = new URL('../cases/', import.meta.url);
const SHIPPED = readFileSync(
  new URL('../../examples/mediaconvert/api.json', import.meta.url),
  'utf8',
);

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {{ method: string, uri: string, querystring: string, origin?: string }} [request]
 *   A request in short; `event` if there is none.
 * @property {unknown} [event]
 * @property {string} [route]
 * @property {{ route: string, table: string, key: string, value: string }} [read]
 * @property {any} [outcome]
 * @property {string} status
 * @property {string | null} [body]
 * @property {string} [message]
 * @property {string} [code]
 * @property {[string, string][]} [headers] Headers that only this answer has; in place of
 *   those of the table that have their names.
 */

/**
 * @typedef {object} Table
 * @property {string} file
 * @property {string} config The text of an `api.json`.
 * @property {[string, string][]} headers The headers that answers have, in order.
 * @property {Case[]} cases
 */

/** @returns {Table[]} All files of the table. */
export function tables() {
  return readdirSync(CASES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const text = repeat(readFileSync(new URL(file, CASES), 'utf8'));
      const { config, headers, cases } = JSON.parse(text);
      return { file, config: config ? JSON.stringify(config) : SHIPPED, headers, cases };
    });
}

/**
 * The CloudFront event of a case.
 *
 * @param {Case} testCase
 * @returns {{ Records: unknown }} Whatever else it may be.
 */
export function eventOf({ request, event }) {
  if (request === undefined) return /** @type {any} */ (event);
  const { origin, ...rest } = request;
  const headers = origin === undefined ? {} : { origin: [{ key: 'Origin', value: origin }] };
  return {
    Records: [{ cf: { config: { eventType: 'viewer-request' }, request: { ...rest, headers } } }],
  };
}

/**
 * The generated response that a case expects.
 *
 * @param {Case} testCase
 * @param {[string, string][]} shared
 */
export function responseOf({ status, body, message, headers = [] }, shared) {
  // Of two with one name, the object has the place of the first and the value of the second.
  const fields = [...shared, ...headers].map(([key, value]) => [
    key.toLowerCase(),
    [{ key, value }],
  ]);
  const text = message === undefined ? body : JSON.stringify({ success: false, message });
  return { status, headers: Object.fromEntries(fields), ...(text == null ? {} : { body: text }) };
}

/**
 * What a decision reads, as the table has it.
 *
 * @param {{ route: string, body: string }} decision
 */
export function readOf({ route, body }) {
  const { TableName: table, Key } = JSON.parse(body);
  const [key] = Object.keys(Key);
  return { route, table, key, value: Key[key].S };
}

/**
 * The body of GetItem's response in a case; none if DynamoDB does not answer.
 *
 * @param {Case} testCase
 */
export function getItemResponse({ outcome }) {
  if (outcome === 'unavailable') return undefined;
  if (outcome === 'missing') return Buffer.from('{}');
  return Buffer.from(outcome.response ?? JSON.stringify({ Item: outcome.item }));
}

/**
 * Writes out each `«text×times»`, the table's short form for what is too long to read.
 *
 * @param {string} text
 */
function repeat(text) {
  return text.replace(/«([^»]*)×(\d+)»/g, (_, repeated, times) => repeated.repeat(Number(times)));
}
