/** Whether the tables have the keys that an API declares, as DynamoDB itself says. */

import { actualKeys, declaredKeys, difference, keyToWrite } from './key-schema.js';
import { isLoopback } from './loopback.js';

/** @import { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb' */
/** @import { Description } from './load.js' */

/** @typedef {import('./key-schema.js').DeclaredTable} DeclaredTable */

/**
 * @typedef {object} TableFindings
 * @property {string[]} mismatches What requests will fail of, one line each.
 * @property {string[]} notes What could not be found out, one line each.
 *
 * @typedef {object} Finding
 * @property {string} table
 * @property {string} region
 * @property {(place: string) => string} [mismatch] The line, for where the table is.
 * @property {string} [unknown] Why the table could not be checked.
 */

/** How long all tables together may take, in milliseconds. */
const PATIENCE_MS = 4_000;

const CONFIG = {
  maxAttempts: 2,
  requestHandler: {
    connectionTimeout: 1_500,
    requestTimeout: 2_500,
    throwOnRequestTimeout: true,
  },
};

const DENIED = ['AccessDenied', 'AccessDeniedException'];

const NO_DYNAMODB = 'what answers is not a DynamoDB';

/** What the SDK makes of an answer that is not DynamoDB's. */
const FOREIGN = ['SyntaxError', 'Unknown', 'UnknownError'];

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
  const findings = await Promise.all(asked.flatMap(findingsOf));
  clear();
  return {
    mismatches: mismatchesOf(findings, endpoint),
    notes: notesOf(findings, endpoint),
  };

  /**
   * @param {string} region
   * @returns {Promise<Finding>[]}
   */
  function findingsOf(region) {
    const client = new DynamoDBClient({ ...CONFIG, region, ...at(endpoint) });
    const pending = [...declared].map(async ([table, tables]) => ({
      table,
      region,
      ...(await Promise.race([ask(client, tables), expired])),
    }));
    Promise.all(pending).then(() => client.destroy());
    return pending;
  }

  /**
   * @param {DynamoDBClient} client
   * @param {DeclaredTable[]} tables One table, as each of its routes declares it.
   * @returns {Promise<Pick<Finding, 'mismatch' | 'unknown'>>}
   */
  async function ask(client, tables) {
    const [{ name }] = tables;
    try {
      const command = new DescribeTableCommand({ TableName: name });
      const { Table } = await client.send(command, { abortSignal: signal });
      const actual = actualKeys(Table ?? {});
      if (actual.length === 0) return { unknown: NO_DYNAMODB };
      return { mismatch: mismatch(actual, tables) };
    } catch (error) {
      const { name: code } = /** @type {Error} */ (error);
      if (code === 'ResourceNotFoundException') return { mismatch: absence(name) };
      return { unknown: reason(/** @type {ServiceError} */ (error)) };
    }
  }
}

/** @typedef {Error & { $metadata?: { httpStatusCode?: number }, code?: string }} ServiceError */

/**
 * The client's settings for an endpoint: those with which the function reads there.
 *
 * @param {URL} [endpoint]
 * @returns {DynamoDBClientConfig}
 */
function at(endpoint) {
  if (endpoint === undefined) return {};
  const config = { endpoint: endpoint.href, useDualstackEndpoint: false, useFipsEndpoint: false };
  if (!isLoopback(endpoint.hostname)) return config;
  return { ...config, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}

/** The signal ends requests; what finds the credentials does not heed it, so there is a promise too. */
function deadline() {
  const controller = new AbortController();
  /** @type {PromiseWithResolvers<Pick<Finding, 'unknown'>>} */
  const { promise, resolve } = Promise.withResolvers();
  const timer = setTimeout(() => {
    resolve({ unknown: `no answer within ${PATIENCE_MS / 1000} seconds` });
    controller.abort();
  }, PATIENCE_MS);
  return { signal: controller.signal, expired: promise, clear: () => clearTimeout(timer) };
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

/** @param {ServiceError} error */
function reason({ name, message, code = name, $metadata }) {
  const text = message.replaceAll(/\s*\n\s*/g, ' ');
  if (name === 'CredentialsProviderError') {
    return `no AWS credentials (${text}): set AWS_PROFILE, or run \`aws configure\` or \`aws sso login\``;
  }
  if (DENIED.includes(name)) {
    return 'these credentials lack the permission dynamodb:DescribeTable';
  }
  if ($metadata?.httpStatusCode === undefined) return `cannot reach DynamoDB (${code})`;
  if (FOREIGN.includes(name)) return NO_DYNAMODB;
  return `DescribeTable failed (${name}): ${text}`;
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
