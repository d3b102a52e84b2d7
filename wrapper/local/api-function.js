/** An API's function, observed, in front of a DynamoDB. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MADE_UP_KEYS } from '../api/endpoint-keys.js';
import { createHandlers } from '../function/handler.js';
import { createLog } from '../function/log.js';
import { createParts } from '../function/parts.js';
import { Failure } from '../terminal.js';
import { tablesOf } from './declared-tables.js';
import { pointAt, pointAtUsers, useKeys } from './environment.js';
import { readItems } from './items.js';
import { observed } from './observed.js';

/** @import { Api } from '../api/load.js' */
/** @import { Handler } from '../emulator/invoke.js' */
/** @import { StoredItem } from './items.js' */
/** @import { Item } from './tables.js' */

const WASM = new URL('../../pkg/edge/edge_lookup_bg.wasm', import.meta.url);

/**
 * @typedef {object} ApiFunction
 * @property {Record<string, Handler>} handlers `handler`, for all routes, and one by each route's name.
 * @property {(api: Api) => Promise<Record<string, Handler>>} reload Takes another API. Rejects if one of its
 *   tables exists with another key.
 * @property {URL} endpoint Of the DynamoDB.
 * @property {StoredItem[]} items What was loaded into an embedded one.
 * @property {(table: string, item: Item) => Promise<void>} [put] Writes to an embedded one.
 */

/**
 * @param {object} options
 * @param {Api} options.api
 * @param {string} [options.itemsFile] Items for the tables of the embedded DynamoDB that are new.
 * @param {string} [options.data] The directory of the embedded DynamoDB (default: in memory).
 * @param {URL} [options.dynamodb] The endpoint of another DynamoDB.
 * @param {(close: () => unknown) => void} options.onClose Gets what to call at the end.
 * @param {(line: string) => void} [options.write] Gets the function's log.
 * @returns {Promise<ApiFunction>}
 */
export async function startApiFunction({ api, itemsFile, data, dynamodb, onClose, write }) {
  const { prepare, ...source } = dynamodb
    ? await useDynamoDb(dynamodb)
    : await embedDynamoDb({ api, itemsFile, data, onClose });
  return { ...source, handlers: handlersOf(api), reload };

  /** @param {Api} api */
  async function reload(api) {
    await prepare(api);
    return handlersOf(api);
  }

  /** @param {Api} api */
  function handlersOf({ compiled, description }) {
    const parts = createParts({ compiled, wasm: readFileSync(WASM) });
    if (write) parts.log = createLog(description.logLevel, write);
    return createHandlers(observed(parts));
  }
}

/** @param {URL} endpoint */
async function useDynamoDb(endpoint) {
  await pointAtUsers(endpoint, process.env);
  return { endpoint, items: [], prepare: async () => {} };
}

/**
 * @param {object} options
 * @param {Api} options.api
 * @param {string} [options.itemsFile]
 * @param {string} [options.data]
 * @param {(close: () => unknown) => void} options.onClose
 */
async function embedDynamoDb({ api, itemsFile, data, onClose }) {
  // With --dynamodb it is not needed, and it is half of what there is to load.
  const { startDatabase } = await import('./database.js');
  const tables = tablesOf(api.description);
  const items = itemsOf(tables);
  const directory = data === undefined ? undefined : resolve(data);
  const { url, created, create, put, close } = await startDatabase({ directory, tables });
  onClose(close);
  await fill(created, items);
  const endpoint = new URL(url);
  pointAt(endpoint, process.env);
  useKeys(MADE_UP_KEYS, process.env);
  return { endpoint, items, put, prepare };

  /** @param {Api} api */
  async function prepare({ description }) {
    const tables = tablesOf(description);
    const items = itemsOf(tables);
    await fill(await create(tables), items);
  }

  /** @param {ReturnType<typeof tablesOf>} tables */
  function itemsOf(tables) {
    return itemsFile === undefined ? [] : readItems(itemsFile, tables);
  }

  /**
   * @param {string[]} tables
   * @param {StoredItem[]} items
   */
  async function fill(tables, items) {
    const byTable = Map.groupBy(items, ({ table }) => table);
    const stored = tables.flatMap((table) =>
      (byTable.get(table) ?? []).map(({ item }, index) =>
        put(table, item).catch(({ message }) => {
          throw new Failure(`${itemsFile}: ${table}[${index}]: DynamoDB refuses it: ${message}`);
        }),
      ),
    );
    // To close a database that still writes would end the process.
    await Promise.allSettled(stored);
    await Promise.all(stored);
  }
}
