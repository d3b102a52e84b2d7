/** The tables of the embedded DynamoDB. The only local file that knows the AWS SDK. */

import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/** @import { AttributeValue } from '@aws-sdk/client-dynamodb' */
/** @import { TableDescription } from './declared-tables.js' */

/** @typedef {Record<string, AttributeValue>} Item */

/**
 * The tables of an embedded DynamoDB, which takes any key pair.
 *
 * @param {string} endpoint
 */
export function openTables(endpoint) {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

  /**
   * @param {TableDescription} table
   * @returns {Promise<boolean>} Whether it is new.
   */
  async function create({ name, partitionKey }) {
    let isNew = true;
    try {
      await client.send(
        new CreateTableCommand({
          TableName: name,
          AttributeDefinitions: [{ AttributeName: partitionKey, AttributeType: 'S' }],
          KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
      isNew = false;
    }
    await requireKey({ name, partitionKey });
    return isNew;
  }

  /**
   * Waits, as a table takes no items before it is ACTIVE.
   *
   * @param {TableDescription} table
   */
  async function requireKey({ name, partitionKey }) {
    const seconds = { minDelay: 0.005, maxDelay: 0.05, maxWaitTime: 5 };
    const { reason } = await waitUntilTableExists({ client, ...seconds }, { TableName: name });
    const actual = reason.Table.KeySchema[0].AttributeName;
    if (actual === partitionKey) return;
    throw new Error(
      `the table ${name} has the partition key ${actual}, the configuration says ${partitionKey}:` +
        ' change the configuration, or start with another data directory',
    );
  }

  /**
   * @param {string} table
   * @param {Item} item
   */
  async function put(table, item) {
    await client.send(new PutItemCommand({ TableName: table, Item: item }));
  }

  return { create, put, close: () => client.destroy() };
}
