/** The tables of the embedded DynamoDB. The only local file that knows the AWS SDK. */

import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

import { actualKeys, declaredKeys, difference } from '../api/key-schema.js';

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
  async function create(table) {
    const { name, partitionKey } = table;
    const keys = declaredKeys(table);
    let isNew = true;
    try {
      await client.send(
        new CreateTableCommand({
          TableName: name,
          AttributeDefinitions: keys.map(({ name, type }) => ({
            AttributeName: name,
            AttributeType: type,
          })),
          KeySchema: keys.map((key) => ({
            AttributeName: key.name,
            KeyType: key === partitionKey ? 'HASH' : 'RANGE',
          })),
          BillingMode: 'PAY_PER_REQUEST',
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
      isNew = false;
    }
    await requireKeys(table);
    return isNew;
  }

  /**
   * Waits, as a table takes no items before it is ACTIVE.
   *
   * @param {TableDescription} table
   */
  async function requireKeys(table) {
    const { name } = table;
    const seconds = { minDelay: 0.005, maxDelay: 0.05, maxWaitTime: 5 };
    const { reason } = await waitUntilTableExists({ client, ...seconds }, { TableName: name });
    const differs = difference(actualKeys(reason.Table), declaredKeys(table));
    if (differs === undefined) return;
    throw new Error(
      `the table ${name} ${differs}: correct the configuration, or start again, with --data in ` +
        'another directory',
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
