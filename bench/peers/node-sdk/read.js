/** A read by the AWS SDK for JavaScript, version 3. */

import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({ region: 'ap-northeast-1' });

/** @type {import('./lookup.js').GetItem} */
export async function getItem(table, key, value) {
  const command = new GetItemCommand({ TableName: table, Key: { [key]: { S: value } } });
  const { Item } = await client.send(command);
  return Item;
}
