/** The tables that an API declares. */

/** @import { Description } from '../api/load.js' */

/** @typedef {import('../../pkg/edge/edge_lookup.js').TableDescription} TableDescription */

/**
 * The tables that an API reads, each once.
 *
 * @param {Description} description
 * @returns {TableDescription[]}
 */
export function tablesOf({ routes }) {
  return [...new Map(routes.map(({ table }) => [table.name, table])).values()];
}
