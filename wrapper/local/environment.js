/** The environment that a function finds. */

import { basename, dirname, extname } from 'node:path';
import { findKeys, MADE_UP_KEYS } from '../api/endpoint-keys.js';
import { MEMORY_MB } from '../api/lambda.js';

/** @import { HandlerFile } from './handler-file.js' */

/** @typedef {import('@aws-sdk/types').AwsCredentialIdentity} Keys */

/** What Node.js may need in order to start, on Windows too. */
const KEPT = ['SystemRoot', 'SystemDrive', 'TEMP', 'TMP', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

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
}

/**
 * Gives the function keys, in place of any others.
 *
 * @param {Keys} keys
 * @param {NodeJS.ProcessEnv} env
 */
export function useKeys({ accessKeyId, secretAccessKey, sessionToken }, env) {
  env.AWS_ACCESS_KEY_ID = accessKeyId;
  env.AWS_SECRET_ACCESS_KEY = secretAccessKey;
  delete env.AWS_SESSION_TOKEN;
  if (sessionToken !== undefined) env.AWS_SESSION_TOKEN = sessionToken;
  // It would come before the keys.
  delete env.AWS_PROFILE;
}

/**
 * Points this process's own AWS SDK at the user's DynamoDB. It finds the user's keys by itself, and anew
 * when they expire.
 *
 * @param {URL} endpoint
 * @param {NodeJS.ProcessEnv} env
 */
export async function pointAtUsers(endpoint, env) {
  // Where AWS itself would be asked without keys, its SDK says so.
  const found = await findKeys(endpoint).catch(() => undefined);
  pointAt(endpoint, env);
  if (found?.isMadeUp) useKeys(found.keys, env);
}

/**
 * What Lambda sets for a function at the edge, and nothing of the shell's but the Region: Lambda@Edge
 * functions have no environment variables of their own. The keys stand for those of the function's role.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
 *
 * @param {HandlerFile} handlerFile
 * @param {string} runtime
 * @param {NodeJS.ProcessEnv} shell
 */
export function lambdaEnvironment({ path, name }, runtime, shell) {
  const region = shell.AWS_REGION || 'us-east-1';
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    _HANDLER: `${basename(path, extname(path))}.${name}`,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: 'us-east-1.edge-lookup',
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY_MB),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/us-east-1.edge-lookup',
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: dirname(path),
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    TZ: ':UTC',
  };
  useKeys(MADE_UP_KEYS, env);
  for (const kept of KEPT) if (shell[kept] !== undefined) env[kept] = shell[kept];
  return env;
}
