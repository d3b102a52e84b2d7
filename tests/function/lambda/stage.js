/** Brings about what a case of the table reads. */

import { getItemResponse } from '../../support/table.js';

/** What the database says of an item that DynamoDB does not hold. */
const REFUSALS = /ValidationException|SerializationException/;

/** The database asks for a signature, and takes any. */
const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260401T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=a/20260401/a/dynamodb/aws4_request, SignedHeaders=host, Signature=a',
};

/**
 * Puts a case's item into the database, or takes it out. What no DynamoDB would hold or say, the
 * endpoint says in the database's place.
 *
 * @param {import('../../support/table.js').Case} testCase
 * @param {object} where
 * @param {string} where.database The database's URL.
 * @param {import('./dynamodb.js').DynamoDb} where.dynamodb
 */
export async function stage(testCase, { database, dynamodb }) {
  const { read, outcome } = testCase;
  dynamodb.forwardAll();
  if (read === undefined) return;
  if (await isStored(read, outcome)) return;
  dynamodb.answerFor(read.value, getItemResponse(testCase));

  /**
   * @param {NonNullable<import('../../support/table.js').Case['read']>} read
   * @param {any} outcome
   */
  async function isStored({ table, key, value }, outcome) {
    const Key = { [key]: { S: value } };
    if (outcome === 'missing') return call('DeleteItem', { TableName: table, Key });
    if (!outcome?.item) return false;
    return call('PutItem', { TableName: table, Item: { ...outcome.item, ...Key } });
  }

  /**
   * The bare request: the SDK would not send what the table has in place of items.
   *
   * @param {string} operation
   * @param {object} input
   * @returns {Promise<boolean>} Whether the database took it.
   */
  async function call(operation, input) {
    const headers = { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` };
    const body = JSON.stringify(input);
    const response = await fetch(database, { method: 'POST', headers, body });
    if (response.ok) return true;
    const text = await response.text();
    if (REFUSALS.test(text)) return false;
    throw new Error(`${operation}: ${text}`);
  }
}
