/** The example that ships: its API, its items, its page. */

import { fileURLToPath } from 'node:url';
import { loadApi } from '../../wrapper/api/load.js';
import { tablesOf } from '../../wrapper/local/declared-tables.js';
import { readItems } from '../../wrapper/local/items.js';

const path = (/** @type {string} */ name) =>
  fileURLToPath(new URL(`../../examples/mediaconvert/${name}`, import.meta.url));

export const PAGE = path('page');
export const ITEMS_FILE = path('items.json');

export const API = loadApi(path('api.json'));
export const TABLES = tablesOf(API.description);
export const ITEMS = readItems(ITEMS_FILE, TABLES);

/**
 * Puts the items into a database.
 *
 * @param {Pick<import('../../wrapper/local/database.js').Database, 'put'>} database
 */
export async function putItems({ put }) {
  await Promise.all(ITEMS.map(({ table, item }) => put(table, item)));
}
