/** Whether the tables have the keys that an API declares, as DynamoDB itself says. */

import { clientConfig, deadline, NO_DYNAMODB, reasonOf } from './ask-dynamodb.js';
import { actualKeys, declaredKeys, difference, keyToWrite } from './key-schema.js';

/** @import { DynamoDBClient } from '@aws-sdk/client-dynamodb' */
/** @import { ServiceError } from './ask-dynamodb.js' */
/** @import { Description } from './load.js' */

/** @typedef {import('./key-schema.js').DeclaredTable} DeclaredTable */

/**
 * @typedef {object} TableFindings
 * @property {string[]} mismatches What requests will fail of, one line each.
 * @property {string[]} notes What could not be found out, one line each.
 * @property {string[]} kmsKeys The ARNs of the KMS keys that tables are encrypted with, if not by
 *   DynamoDB's own.
 *
 * @typedef {object} Finding
 * @property {string} table
 * @property {string} region
 * @property {(place: string) => string} [mismatch] The line, for where the table is.
 * @property {string} [unknown] Why the table could not be checked.
 * @property {string} [kmsKey] The ARN of the KMS key that it is encrypted with.
 */

/**
 * Asks DynamoDB for the keys of every declared table, in each Region, or at one endpoint. Never rejects
 * because of what DynamoDB answers, or because it does not answer.
 *
 * @param {Description} description
 * @param {object} [options]
 * @param {URL} [options.endpoint] Default: the one of each Region.
 * @param {string} [options.region] Default: each declared Region, or at an endpoint the first.
 * @returns {Promise<TableFindings>}
 */
export async function tableFindings({ regions, routes }, { endpoint, region } = {}) {
  // Slow to load: only commands that ask pay for it.
  const { DescribeTableCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const declared = Map.groupBy(
    routes.map(({ table }) => table),
    ({ name }) => name,
  );
  const asked = region === undefined ? regions.slice(0, endpoint && 1) : [region];
  const { signal, expired, clear } = deadline();
  const late = expired.then((unknown) => ({ unknown }));
  const findings = await Promise.all(asked.flatMap(findingsOf));
  clear();
  return {
    mismatches: mismatchesOf(findings, endpoint),
    notes: notesOf(findings, endpoint),
    kmsKeys: [...new Set(findings.flatMap(({ kmsKey }) => kmsKey ?? []))],
  };

  /**
   * @param {string} region
   * @returns {Promise<Finding>[]}
   */
  function findingsOf(region) {
    const client = new DynamoDBClient({ ...clientConfig(endpoint), region });
    const pending = [...declared].map(async ([table, tables]) => ({
      table,
      region,
      ...(await Promise.race([ask(client, tables), late])),
    }));
    Promise.all(pending).then(() => client.destroy());
    return pending;
  }

  /**
   * @param {DynamoDBClient} client
   * @param {DeclaredTable[]} tables One table, as each of its routes declares it.
   * @returns {Promise<Pick<Finding, 'mismatch' | 'unknown' | 'kmsKey'>>}
   */
  async function ask(client, tables) {
    const [{ name }] = tables;
    try {
      const command = new DescribeTableCommand({ TableName: name });
      const { Table } = await client.send(command, { abortSignal: signal });
      const actual = actualKeys(Table ?? {});
      if (actual.length === 0) return { unknown: NO_DYNAMODB };
      // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSEDescription.html
      const kmsKey = Table?.SSEDescription?.KMSMasterKeyArn;
      return { mismatch: mismatch(actual, tables), kmsKey };
    } catch (error) {
      const { name: code } = /** @type {Error} */ (error);
      if (code === 'ResourceNotFoundException') return { mismatch: absence(name) };
      return { unknown: reasonOf(/** @type {ServiceError} */ (error), 'DescribeTable') };
    }
  }
}

/**
 * @param {string} table
 * @returns {Finding['mismatch']}
 */
function absence(table) {
  return (place) =>
    `there is no table ${table}${place}: create it, or correct "table" in the configuration`;
}

/**
 * @param {import('./key-schema.js').KeySchema} actual
 * @param {DeclaredTable[]} tables One table, as each of its routes declares it.
 * @returns {Finding['mismatch']}
 */
function mismatch(actual, tables) {
  const [table] = tables;
  const differs = difference(actual, declaredKeys(table));
  if (differs === undefined) return undefined;
  const key = keyToWrite(actual, tables);
  const everywhere = tables.length > 1 ? ' in each route that reads it' : '';
  const remedy =
    key === undefined
      ? 'a binary key cannot be declared, so no route can read this table'
      : `write ${key}${everywhere}`;
  return (place) => `the table ${table.name}${place} ${differs}: ${remedy}`;
}

/**
 * A line for each table that differs: the same in several Regions is one line.
 *
 * @param {Finding[]} findings
 * @param {URL} [endpoint]
 */
function mismatchesOf(findings, endpoint) {
  const groups = Map.groupBy(findings, ({ mismatch }) => mismatch?.(''));
  groups.delete(undefined);
  return [...groups.values()].map((group) => group[0].mismatch?.(placeOf(group, endpoint)) ?? '');
}

/**
 * A line for each reason, with the tables that it keeps from being checked.
 *
 * @param {Finding[]} findings
 * @param {URL} [endpoint]
 */
function notesOf(findings, endpoint) {
  const groups = Map.groupBy(findings, ({ unknown }) => unknown);
  groups.delete(undefined);
  return [...groups].map(([unknown, group]) => {
    const tables = list(group.map(({ table }) => table));
    return `could not check the keys of ${tables}${placeOf(group, endpoint)}: ${unknown}`;
  });
}

/**
 * @param {Finding[]} findings
 * @param {URL} [endpoint]
 */
function placeOf(findings, endpoint) {
  if (endpoint !== undefined) return ` at ${endpoint.origin}`;
  return ` in ${list(findings.map(({ region }) => region))}`;
}

/** @param {string[]} names */
function list(names) {
  return new Intl.ListFormat('en').format(new Set(names));
}
