/**
 * A file of items, in the form that the AWS CLI takes: `aws dynamodb batch-write-item
 * --request-items file://items.json`.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */

import { readText } from '../api/read-text.js';
import { Failure } from '../terminal.js';

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
function itemOf(request, { partitionKey }, place) {
  const item = /** @type {any} */ (request)?.PutRequest?.Item;
  if (!isObject(item)) throw new Failure(`${place}: expected { "PutRequest": { "Item": { … } } }`);
  const value = item[partitionKey]?.S;
  if (typeof value !== 'string' || value === '') {
    throw new Failure(`${place}: expected the partition key ${partitionKey}, such as { "S": "a" }`);
  }
  return /** @type {Item} */ (item);
}

/** @param {string} file */
function parse(file) {
  const text = readText(file, 'name a file with --items FILE');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file} is not JSON: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
