/** The one read, DynamoDB's GetItem. The only file that knows the AWS SDK. */

import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

/**
 * @typedef {import('../pkg/edge_lookup.js').GetItem['input']} GetItemInput
 * @typedef {import('../pkg/edge_lookup.js').Outcome} Outcome
 * @typedef {import('@aws-sdk/client-dynamodb').DynamoDBServiceException} ServiceException
 * @typedef {NodeJS.ErrnoException & Partial<ServiceException>} SdkError
 */

/**
 * @typedef {object} DynamoDb
 * @property {(input: GetItemInput) => Promise<Outcome>} getItem
 *   Reads an item. Never rejects: what failed is logged, and its outcome is `unavailable`.
 */

/**
 * Reads from the tables of one Region.
 *
 * @param {object} options
 * @param {string} options.region
 * @param {number} options.deadlineMs How long a read may take in all, in milliseconds.
 * @param {import('./log.js').Log} options.log
 * @returns {DynamoDb}
 */
export function createDynamoDb({ region, deadlineMs, log }) {
  const client = new DynamoDBClient({
    region,
    // Measured: a fifth less processor time a read.
    cacheMiddleware: true,
    // The client's own defaults change between releases, and without limits it waits for ever.
    maxAttempts: 3,
    requestHandler: { connectionTimeout: deadlineMs / 3, requestTimeout: deadlineMs / 2 },
  });
  return {
    async getItem(input) {
      try {
        const abortSignal = AbortSignal.timeout(deadlineMs);
        const { Item } = await client.send(new GetItemCommand(input), { abortSignal });
        return Item === undefined ? 'missing' : { item: Item };
      } catch (error) {
        const { name, code, $metadata } = /** @type {SdkError} */ (error);
        log({
          level: 'error',
          message: 'DynamoDB did not answer',
          table: input.TableName,
          error: code ?? name,
          awsRequestId: $metadata?.requestId,
          attempts: $metadata?.attempts,
        });
        return 'unavailable';
      }
    },
  };
}
