/**
 * Plays Lambda's Node.js runtime: finds the handler that `_HANDLER` names, says its version,
 * and answers one event after the other, each a message of JSON text.
 *
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reroute } from './reroute.js';

/** What CloudFront gives a function at viewer-request. */
const TIMEOUT_MS = 5_000;

const [destination] = process.argv.slice(2);
reroute(JSON.parse(String(destination)));

const { _HANDLER: name, LAMBDA_TASK_ROOT: root } = process.env;
const handler = await load(String(root), String(name));
process.on('message', invoke);
process.on('disconnect', () => process.exit());
send(process.versions.node);

/**
 * @param {string} root
 * @param {string} name
 */
async function load(root, name) {
  const [module, ...path] = name.split('.');
  const exported = await import(pathToFileURL(join(root, `${module}.mjs`)).href);
  const handler = path.reduce((value, key) => value?.[key], exported);
  if (typeof handler !== 'function') throw new Error(`${name} is undefined or not exported`);
  // So does the runtime of Node.js 24, where a third one would be a callback.
  if (handler.length > 2) throw new Error(`${name} takes a callback`);
  return handler;
}

/** @param {unknown} event */
async function invoke(event) {
  const start = performance.now();
  const env = /** @type {Record<string, string>} */ (process.env);
  env._X_AMZN_TRACE_ID = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0';
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${env.AWS_LAMBDA_FUNCTION_NAME}`,
    awsRequestId: randomUUID(),
    getRemainingTimeInMillis: () => Math.round(start + TIMEOUT_MS - performance.now()),
  };
  send(JSON.stringify(await handler(JSON.parse(String(event)), context)));
}

/** @param {string} message */
function send(message) {
  process.send?.(message);
}
