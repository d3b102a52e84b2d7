/** The tables that an API declares. */

/** @import { Description } from '../api/load.js' */

/** @typedef {{ table: string, key: string }} Table With its partition key, a string. */

/**
 * The tables that an API reads, each once.
 *
 * @param {Description} description
 * @returns {Table[]}
 */
export function tablesOf({ routes }) {
  const tables = routes.map(({ table }) => table);
  const keys = new Map(tables.map(({ name, partitionKey }) => [name, partitionKey]));
  return Array.from(keys, ([table, key]) => ({ table, key }));
}
