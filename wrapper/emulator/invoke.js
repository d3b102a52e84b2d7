/** Calling the function as Lambda does. */

import { randomUUID } from 'node:crypto';

import { executionError, limitExceeded } from './error.js';

/** @import { CloudFrontRequestEvent, CloudFrontResponseEvent, Context } from 'aws-lambda' */

/** @typedef {CloudFrontRequestEvent | CloudFrontResponseEvent} EdgeEvent */

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
const CONTEXT = {
  functionName: 'us-east-1.edge-lookup',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:us-east-1.edge-lookup:1',
  memoryLimitInMB: '128',
  logGroupName: '/aws/lambda/us-east-1.edge-lookup',
  logStreamName: 'local',
  callbackWaitsForEmptyEventLoop: true,
};

/**
 * @typedef {typeof CONTEXT & Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>} LambdaContext
 * @typedef {(event: any, context: LambdaContext) => unknown} Handler `event` is an {@link EdgeEvent}.
 */

/**
 * Calls the handler as the Lambda runtime does: with a context, with a timeout, and with a result
 * that has been through JSON. A `Map` in it becomes `{}` here as there.
 *
 * @param {Handler} handler
 * @param {unknown} event
 * @param {number} timeoutMs
 * @returns {Promise<unknown>}
 * @throws {CloudFrontError} If there is no result.
 */
export async function invoke(handler, event, timeoutMs) {
  const timeout = Promise.withResolvers();
  const timer = setTimeout(() => timeout.reject(limitExceeded(timeoutMs)), timeoutMs);
  const deadline = Date.now() + timeoutMs;
  try {
    const result = await Promise.race([timeout.promise, run(handler, event, deadline)]);
    // While a function is busy no timer goes off, and what it returns may be there first.
    if (Date.now() > deadline) throw limitExceeded(timeoutMs);
    return result;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Handler} handler
 * @param {unknown} event
 * @param {number} deadline
 */
async function run(handler, event, deadline) {
  try {
    const result = await handler(event, {
      ...CONTEXT,
      awsRequestId: randomUUID(),
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    });
    return JSON.parse(JSON.stringify(result ?? null));
  } catch (cause) {
    throw executionError(cause);
  }
}
