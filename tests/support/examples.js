/** The examples, each with its table of requests and answers. See `examples/README.md` for their form. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { eventOf, responseOf } from './table.js';

/** @import { Case } from './table.js' */

const EXAMPLES = new URL('../../examples/', import.meta.url);

/**
 * What every answer has unless its row says otherwise.
 *
 * @type {[name: string, value: string][]}
 */
export const USUAL_HEADERS = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Allow-Methods', 'GET, OPTIONS'],
  ['Access-Control-Allow-Headers', '*'],
  ['Access-Control-Max-Age', '7200'],
  ['Content-Type', 'application/json; charset=UTF-8'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Cache-Control', 'no-store'],
];

/**
 * @typedef {object} Row One request and its answer.
 * @property {string} name
 * @property {string} request Method and target.
 * @property {string} [origin]
 * @property {boolean} [outsideBehaviors] Whether the rest of the site would answer it.
 * @property {number} status
 * @property {Record<string, string>} [headers] Those that differ from the usual.
 * @property {string} [body]
 *
 * @typedef {Record<string, { PutRequest: { Item: Record<string, unknown> } }[]>} Items
 *
 * @typedef {object} Example
 * @property {string} name
 * @property {string} config The text of its `api.json`.
 * @property {Items} items
 * @property {Row[]} requests
 */

/** @returns {Example[]} */
export function examples() {
  return readdirSync(EXAMPLES)
    .filter((name) => existsSync(new URL(`${name}/requests.json`, EXAMPLES)))
    .map((name) => {
      const read = (/** @type {string} */ file) =>
        readFileSync(new URL(`${name}/${file}`, EXAMPLES), 'utf8');
      return {
        name,
        config: read('api.json'),
        items: JSON.parse(read('items.json')),
        requests: JSON.parse(read('requests.json')).requests,
      };
    });
}

/**
 * The CloudFront event of a request.
 *
 * @param {Row} row
 */
export function requestEvent({ name, request, origin, status }) {
  const [method, target] = request.split(' ');
  const [uri, querystring = ''] = target.split(/\?(.*)/s);
  const short = { method, uri, querystring, origin };
  return eventOf(/** @type {Case} */ ({ name, request: short, status: String(status) }));
}

/**
 * The generated response that a row expects.
 *
 * @param {Row} row
 */
export function expectedResponse({ name, status, headers = {}, body }) {
  const own = Object.entries(headers);
  return responseOf({ name, status: String(status), headers: own, body }, USUAL_HEADERS);
}

/**
 * What DynamoDB answers a GetItem with.
 *
 * @param {Items} items
 * @param {string} body Of the request.
 */
export function getItem(items, body) {
  const { TableName, Key, ExpressionAttributeNames: names } = JSON.parse(body);
  const key = Object.entries(Key);
  const item = items[TableName]
    .map(({ PutRequest }) => PutRequest.Item)
    .find((item) => key.every(([name, value]) => equal(item[name], value)));
  if (item === undefined) return Buffer.from('{}');
  const projection = names && new Set(Object.values(names));
  const attributes = Object.entries(item).filter(([name]) => projection?.has(name) ?? true);
  return Buffer.from(JSON.stringify({ Item: Object.fromEntries(attributes) }));
}

/**
 * Whether two values of key attributes are one.
 *
 * @param {unknown} one
 * @param {unknown} other
 */
function equal(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
