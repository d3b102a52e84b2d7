/**
 * A file of items, in the form that the AWS CLI takes: `aws dynamodb batch-write-item
 * --request-items file://items.json`.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */

import { readText } from '../api/read-text.js';
import { Failure, oneLine } from '../terminal.js';

/** @import { AttributeValue } from '@aws-sdk/client-dynamodb' */
/** @import { TableDescription } from './declared-tables.js' */
/** @import { Item } from './tables.js' */

/** @typedef {{ table: string, item: Item }} StoredItem */

/**
 * Reads a file of items.
 *
 * @param {string} file
 * @param {TableDescription[]} tables Those that the API declares.
 * @returns {StoredItem[]}
 * @throws {Failure} That says what is wrong, and where.
 */
export function readItems(file, tables) {
  const requests = parse(file);
  if (!isObject(requests)) throw new Failure(`${file}: expected an object of tables`);
  return Object.entries(requests).flatMap(([table, list]) => {
    const declared = tables.find(({ name }) => name === table);
    if (declared === undefined) {
      const names = tables.map(({ name }) => name).join(', ');
      throw new Failure(`${file}: no route reads the table ${table}: the tables are ${names}`);
    }
    if (!Array.isArray(list)) throw new Failure(`${file}: ${table}: expected an array of requests`);
    return list.map((request, index) => ({
      table,
      item: itemOf(request, declared, `${file}: ${table}[${index}]`),
    }));
  });
}

/**
 * @param {unknown} request
 * @param {TableDescription} table
 * @param {string} place
 * @returns {Item}
 */
function itemOf(request, { partitionKey, sortKey }, place) {
  const item = /** @type {any} */ (request)?.PutRequest?.Item;
  if (!isObject(item)) throw new Failure(`${place}: expected { "PutRequest": { "Item": { … } } }`);
  requireKey(item, 'partition', partitionKey, place);
  if (sortKey !== undefined) requireKey(item, 'sort', sortKey, place);
  return attributes(item);
}

/**
 * @param {Record<string, any>} json Attributes, as the AWS CLI takes them.
 * @returns {Item} The same, as the AWS SDK takes them: binary values are bytes.
 */
function attributes(json) {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, attributeValue(value)]),
  );
}

/**
 * @param {any} value
 * @returns {AttributeValue}
 */
function attributeValue(value) {
  if (typeof value?.B === 'string') return { B: bytes(value.B) };
  if (Array.isArray(value?.BS)) return { BS: value.BS.map(bytes) };
  if (Array.isArray(value?.L)) return { L: value.L.map(attributeValue) };
  if (isObject(value?.M)) return { M: attributes(value.M) };
  return value;
}

/** @param {string} base64 */
function bytes(base64) {
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

const KEY = {
  S: { isKey: (/** @type {string} */ text) => text !== '', example: '{ "S": "a" }' },
  N: {
    isKey: (/** @type {string} */ text) => /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text),
    example: '{ "N": "1" }',
  },
};

/**
 * @param {Record<string, any>} item
 * @param {'partition' | 'sort'} role
 * @param {TableDescription['partitionKey']} key
 * @param {string} place
 */
function requireKey(item, role, { name, type }, place) {
  const value = item[name]?.[type];
  const { isKey, example } = KEY[type];
  if (typeof value === 'string' && isKey(value)) return;
  throw new Failure(`${place}: expected the ${role} key ${name}, such as ${example}`);
}

/** @param {string} file */
function parse(file) {
  const text = readText(file, 'name a file with --items FILE');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file} is not JSON: ${oneLine(error)}`);
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
