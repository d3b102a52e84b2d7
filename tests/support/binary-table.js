/** A table whose key no route can read. */

import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Creates the table `Blobs`, whose partition key is binary.
 *
 * @param {string} endpoint
 */
export async function createBinaryTable(endpoint) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const command = new CreateTableCommand({
    TableName: 'Blobs',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'B' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await client.send(command);
  client.destroy();
}
