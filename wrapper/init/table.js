/** A table, as DynamoDB describes it, with one of its items. */

import { clientConfig, deadline, isDenied, NO_DYNAMODB, reasonOf } from '../api/ask-dynamodb.js';
import { actualKeys } from '../api/key-schema.js';
import { isRegion } from '../api/region.js';
import { Failure, UsageError } from '../terminal.js';

/** @import { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb' */
/** @import { ServiceError } from '../api/ask-dynamodb.js' */
/** @import { KeySchema } from '../api/key-schema.js' */

/** @typedef {Record<string, AttributeValue>} Item */

/**
 * @typedef {object} SampledTable
 * @property {string} name
 * @property {string} region
 * @property {KeySchema} keys
 * @property {Item} [item] Undefined if there is none, or if it may not be read.
 * @property {string} [note] Why there is none.
 */

/** Where a DynamoDB on this machine is, as far as it needs to be somewhere. */
const ANYWHERE = 'us-east-1';

/**
 * Asks DynamoDB for a table's keys and for one item.
 *
 * @param {string} name
 * @param {object} options
 * @param {string} [options.region] Default: the one that the environment or the AWS profile says.
 * @param {URL} [options.endpoint] Default: the one of the Region.
 * @returns {Promise<SampledTable>} Rejects with a {@link Failure} if it cannot be asked.
 */
export async function sampleTable(name, { region, endpoint }) {
  // Slow to load: only commands that ask pay for it.
  const { DescribeTableCommand, DynamoDBClient, ScanCommand } = await import(
    '@aws-sdk/client-dynamodb'
  );
  const where = region ?? (await usualRegion(new DynamoDBClient({}), endpoint));
  const client = new DynamoDBClient({ ...clientConfig(endpoint), region: where });
  const place = endpoint === undefined ? `in ${where}` : `at ${endpoint.origin}`;
  const { signal, expired, clear } = deadline();
  const late = expired.then((reason) => {
    throw new Failure(`cannot read the table ${name} ${place}: ${reason}`);
  });
  try {
    const keys = await Promise.race([describe(), late]);
    return { name, region: where, keys, ...(await Promise.race([scan(), late])) };
  } finally {
    clear();
    client.destroy();
  }

  async function describe() {
    const command = new DescribeTableCommand({ TableName: name });
    const { Table = {} } = await client
      .send(command, { abortSignal: signal })
      .catch((error) => refuse(error, 'DescribeTable'));
    const { TableStatus = 'ACTIVE' } = Table;
    if (['CREATING', 'DELETING'].includes(TableStatus)) {
      throw new Failure(
        `the table ${name} ${place} is ${TableStatus}: try again once it is ACTIVE`,
      );
    }
    return declarable(actualKeys(Table), `the table ${name} ${place}`);
  }

  /** @returns {Promise<Pick<SampledTable, 'item' | 'note'>>} */
  async function scan() {
    try {
      const command = new ScanCommand({ TableName: name, Limit: 1 });
      const { Items: [item] = [] } = await client.send(command, { abortSignal: signal });
      return item ? { item } : { note: 'the table has no items, so only its key is known' };
    } catch (error) {
      if (!isDenied(/** @type {ServiceError} */ (error))) return refuse(error, 'Scan');
      return {
        note: `${reasonOf(/** @type {ServiceError} */ (error), 'Scan')}, so only the key is known`,
      };
    }
  }

  /**
   * @param {unknown} cause
   * @param {string} operation
   * @returns {never}
   */
  function refuse(cause, operation) {
    const error = /** @type {ServiceError} */ (cause);
    if (error.name === 'ResourceNotFoundException') {
      throw new Failure(`there is no table ${name} ${place}: correct its name, or say --region`);
    }
    throw new Failure(`cannot read the table ${name} ${place}: ${reasonOf(error, operation)}`);
  }
}

/**
 * The keys, if a route can have them.
 *
 * @param {KeySchema} keys
 * @param {string} table
 * @throws {Failure}
 */
function declarable(keys, table) {
  if (keys.length === 0) throw new Failure(`cannot read ${table}: ${NO_DYNAMODB}`);
  const other = keys.find(({ type }) => type !== 'S' && type !== 'N');
  if (other === undefined) return keys;
  const kind = other.type === 'B' ? 'binary key' : 'key of another type';
  throw new Failure(
    `${table} has a ${kind}, ${other.name} (${other.type}): a route reads by strings and numbers only`,
  );
}

/**
 * @param {DynamoDBClient} client
 * @param {URL} [endpoint]
 */
async function usualRegion(client, endpoint) {
  const region = await client.config.region().catch(() => undefined);
  client.destroy();
  if (region !== undefined && isRegion(region)) return region;
  if (endpoint !== undefined) return ANYWHERE;
  throw new UsageError("say the table's Region, such as --region eu-west-1");
}
