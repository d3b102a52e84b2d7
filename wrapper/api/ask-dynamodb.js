/** How commands ask DynamoDB about tables, and what they say where it does not answer. */

import { findKeys } from './endpoint-keys.js';

/** @import { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb' */

/** @typedef {Error & { $metadata?: { httpStatusCode?: number }, code?: string }} ServiceError */

/** How long all questions of a command together may take, in milliseconds. */
const PATIENCE_MS = 4_000;

/** @satisfies {DynamoDBClientConfig} */
const CONFIG = {
  maxAttempts: 2,
  requestHandler: {
    connectionTimeout: 1_500,
    requestTimeout: 2_500,
    throwOnRequestTimeout: true,
  },
};

const DENIED = ['AccessDenied', 'AccessDeniedException'];

export const NO_DYNAMODB = 'what answers is not a DynamoDB';

/** What the SDK makes of an answer that is not DynamoDB's. */
const FOREIGN = ['SyntaxError', 'Unknown', 'UnknownError'];

/**
 * The settings of a client: for an endpoint, those with which the function reads there.
 *
 * @param {URL} [endpoint]
 * @returns {DynamoDBClientConfig}
 */
export function clientConfig(endpoint) {
  if (endpoint === undefined) return CONFIG;
  return {
    ...CONFIG,
    endpoint: endpoint.href,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    credentials: async () => (await findKeys(endpoint)).keys,
  };
}

/**
 * When to give up. The signal ends requests; what finds the credentials does not heed it, so there is a
 * promise too, of what to say.
 *
 * @returns {{ signal: AbortSignal, expired: Promise<string>, clear: () => void }}
 */
export function deadline() {
  const controller = new AbortController();
  /** @type {PromiseWithResolvers<string>} */
  const { promise, resolve } = Promise.withResolvers();
  const timer = setTimeout(() => {
    resolve(`no answer within ${PATIENCE_MS / 1000} seconds`);
    controller.abort();
  }, PATIENCE_MS);
  return { signal: controller.signal, expired: promise, clear: () => clearTimeout(timer) };
}

/** @param {ServiceError} error */
export function isDenied({ name }) {
  return DENIED.includes(name);
}

/**
 * Why there is no answer to a question.
 *
 * @param {ServiceError} error
 * @param {string} operation Of DynamoDB's API.
 */
export function reasonOf(error, operation) {
  const { name, message, code = name, $metadata } = error;
  const text = message.replaceAll(/\s*\n\s*/g, ' ');
  if (name === 'CredentialsProviderError') {
    return `no AWS credentials (${text}): set AWS_PROFILE, or run \`aws configure\` or \`aws sso login\``;
  }
  if (isDenied(error)) return `these credentials lack the permission dynamodb:${operation}`;
  if ($metadata?.httpStatusCode === undefined) return `cannot reach DynamoDB (${code})`;
  if (FOREIGN.includes(name)) return NO_DYNAMODB;
  return `${operation} failed (${name}): ${text}`;
}
