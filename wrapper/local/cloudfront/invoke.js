/** Calling the function as Lambda does. */

import { randomUUID } from 'node:crypto';

import { executionError, limitExceeded } from './error.js';

/** @import { CloudFrontRequestEvent, Context } from 'aws-lambda' */

/**
 * @typedef {Pick<Context,
 *   'awsRequestId' | 'functionName' | 'functionVersion' | 'memoryLimitInMB' |
 *   'getRemainingTimeInMillis'>} LambdaContext
 * @typedef {(event: CloudFrontRequestEvent, context: LambdaContext) => unknown} Handler
 */

/**
 * Calls the handler as the Lambda runtime does: with a context, with a timeout, and with a result
 * that has been through JSON. A `Map` in it becomes `{}` here as there.
 *
 * @param {Handler} handler
 * @param {CloudFrontRequestEvent} event
 * @param {number} timeoutMs
 * @returns {Promise<unknown>}
 * @throws {CloudFrontError} when there is no result
 */
export async function invoke(handler, event, timeoutMs) {
  const timeout = Promise.withResolvers();
  const timer = setTimeout(() => timeout.reject(limitExceeded(timeoutMs)), timeoutMs);
  try {
    return await Promise.race([timeout.promise, run(handler, event, Date.now() + timeoutMs)]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Handler} handler
 * @param {CloudFrontRequestEvent} event
 * @param {number} deadline
 */
async function run(handler, event, deadline) {
  try {
    const result = await handler(event, {
      awsRequestId: randomUUID(),
      functionName: 'edge-lookup',
      functionVersion: '1',
      memoryLimitInMB: '128',
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    });
    return JSON.parse(JSON.stringify(result ?? null));
  } catch (cause) {
    throw executionError(cause);
  }
}
