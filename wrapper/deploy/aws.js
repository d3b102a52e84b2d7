/** Clients of AWS, whose errors say in one line what is wrong and what to do. */

import { Failure } from '../terminal.js';
import { CredentialsError, findCredentials, SIGN_IN } from './credentials.js';
import { denial } from './denial.js';

/** Lambda@Edge functions, and what belongs to them, have to be here. */
export const REGION = 'us-east-1';

/**
 * What every client is made with. By default a call waits for ever: on a network that swallows
 * requests, a command would hang without a word.
 */
export const CLIENT = {
  region: REGION,
  requestHandler: {
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    throwOnRequestTimeout: true,
  },
};

const REFUSED_CREDENTIALS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
]);

const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'Forbidden',
  'UnauthorizedOperation',
]);

/**
 * What AWS calls it, in one service or another, that it is asked too often. The SDK has tried again by then.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
 */
const THROTTLED = /^(Throttl|TooManyRequests|RequestThrottl|RequestLimitExceeded|SlowDown)/;

/**
 * The permissions of calls that are not named as the call is.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 *
 * @type {Record<string, string>}
 */
export const PERMISSIONS = {
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
};

/**
 * The same for all clients of a command: who is asked for them is asked once.
 *
 * @type {ReturnType<typeof findCredentials> | undefined}
 */
let credentials;

/** A call that AWS refused. */
export class AwsError extends Failure {
  /**
   * @param {string} code AWS's name for the error.
   * @param {string} message
   * @param {boolean} [isPassing] Whether no answer came, or AWS was asked too often: the same call may
   *   succeed later.
   */
  constructor(code, message, isPassing = false) {
    super(message);
    this.code = code;
    this.isPassing = isPassing;
  }
}

/**
 * Makes a client whose errors are {@link AwsError}s, whoever calls it: the SDK's waiters and
 * paginators too.
 *
 * @template {Client} C
 * @param {new (config: any) => C} Service
 * @param {object} [config] Besides {@link CLIENT}.
 * @returns {C}
 */
export function createClient(Service, config = {}) {
  credentials ??= findCredentials();
  const client = new Service({ ...CLIENT, credentials, ...config });
  client.middlewareStack.add(
    (/** @type {Next} */ next, /** @type {Context} */ { commandName }) =>
      async (/** @type {{ input: Input }} */ args) => {
        try {
          return await next(args);
        } catch (error) {
          const call = { commandName, input: args.input };
          throw explain(/** @type {ServiceError} */ (error), client.config, call);
        }
      },
    // The first step has the last word: after all retries.
    { name: 'explainErrors', step: 'initialize', priority: 'high' },
  );
  return client;
}

/**
 * @typedef {(args: any) => Promise<any>} Next
 * @typedef {{ commandName?: string }} Context
 * @typedef {{ Bucket?: string, Key?: string }} Input What is used of it.
 * @typedef {{ config: { serviceId: string }, middlewareStack: { add: Function } }} Client
 */

/** @typedef {Error & { $metadata?: { httpStatusCode?: number }, code?: string }} ServiceError */

/**
 * @param {ServiceError} error
 * @param {Client['config']} config
 * @param {object} call
 * @param {string} [call.commandName] Such as `GetDistributionCommand`.
 * @param {Input} call.input
 */
function explain(error, { serviceId }, { commandName = '', input }) {
  const { name, message, code = name, $metadata } = error;
  const service = serviceId.replace('CloudWatch Logs', 'logs').toLowerCase();
  const action = `${service}:${commandName.replace(/Command$/, '')}`;
  if (error instanceof CredentialsError) return new AwsError(name, message);
  if (REFUSED_CREDENTIALS.has(name)) {
    return new AwsError(name, `AWS refuses the credentials (${name}: ${message}): ${SIGN_IN}`);
  }
  if (DENIED.has(name) || $metadata?.httpStatusCode === 403) {
    const permission = PERMISSIONS[action] ?? action;
    return new AwsError('AccessDenied', oneLine(denial(permission, error, objectIn(input))));
  }
  if ($metadata?.httpStatusCode === undefined) {
    return new AwsError(
      code,
      `cannot reach AWS for ${action} (${code}): ${oneLine(message)}`,
      true,
    );
  }
  if (THROTTLED.test(name)) {
    return new AwsError(
      name,
      `AWS takes no more calls of ${action} for now (${name}: ${oneLine(message)}): try again ` +
        'in a minute',
      true,
    );
  }
  return new AwsError(name, `${action} failed (${name}): ${oneLine(message)}`);
}

/**
 * What a call of S3 is about: it does not say that when it denies one.
 *
 * @param {Input} input
 */
function objectIn({ Bucket, Key }) {
  if (Bucket === undefined) return undefined;
  return `s3://${[Bucket, Key].filter((it) => it !== undefined).join('/')}`;
}

/** @param {string} text */
function oneLine(text) {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

/**
 * Goes on asking while no answer comes, or AWS is asked too often: what was begun continues without us.
 *
 * @template T
 * @param {() => Promise<T>} ask
 * @returns {Promise<T | undefined>} Undefined if no answer came this time.
 */
export async function patiently(ask) {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AwsError) || !error.isPassing) throw error;
    console.error(`  ${error.message}; what was begun goes on, trying again`);
    return undefined;
  }
}

/**
 * What a question is answered; nothing where the credentials may not ask. For what is good to know
 * and not needed.
 *
 * @template T
 * @param {() => Promise<T>} ask
 * @returns {Promise<T | undefined>}
 */
export async function ifPermitted(ask) {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AwsError && error.code === 'AccessDenied') return undefined;
    throw error;
  }
}
