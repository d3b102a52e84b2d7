/** The environment that a function finds. */

import { isLoopback } from '../api/loopback.js';

/**
 * Points the AWS SDK of the function at `endpoint`. It reads these variables at its first request, so
 * this comes before.
 *
 * @param {URL} endpoint
 * @param {NodeJS.ProcessEnv} env
 */
export function pointAt(endpoint, env) {
  env.AWS_ENDPOINT_URL_DYNAMODB = endpoint.href;
  delete env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS;
  // Neither works with a custom endpoint, and a file of the user's may ask for either.
  env.AWS_USE_DUALSTACK_ENDPOINT = 'false';
  env.AWS_USE_FIPS_ENDPOINT = 'false';
  if (!isLoopback(endpoint.hostname)) return;
  // A DynamoDB on this machine takes any keys; the user's own have no business in its requests.
  env.AWS_ACCESS_KEY_ID = 'local';
  env.AWS_SECRET_ACCESS_KEY = 'local';
  delete env.AWS_SESSION_TOKEN;
  delete env.AWS_PROFILE;
}

/**
 * Sets what Lambda sets for every function, unless it is set.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function setLambdaEnvironment(env) {
  env.AWS_REGION ??= 'us-east-1';
  env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x';
  env.AWS_LAMBDA_FUNCTION_NAME ??= 'us-east-1.edge-lookup';
  env.AWS_LAMBDA_FUNCTION_VERSION ??= '1';
  env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ??= '128';
}
