/** Calls to AWS: one way to make them, and what is wrong with one that fails in one line. */

import { Failure } from '../../scripts/terminal.js';

/** Where Lambda@Edge functions, and what belongs to them, have to be. */
export const REGION = 'us-east-1';

const NO_CREDENTIALS =
  'no AWS credentials: set AWS_PROFILE, or run `aws configure` or `aws sso login`';

const REFUSED_CREDENTIALS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
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
 * The permissions of calls that are not named as the call is.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 *
 * @type {Record<string, string>}
 */
const PERMISSIONS = {
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
};

/** A call that AWS refused. */
export class AwsError extends Failure {
  /**
   * @param {string} code AWS's name for the error.
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * Makes a call.
 *
 * @template {object} Output
 * @param {Client} client
 * @param {import('@smithy/types').Command<any, any, any, Output, any>} command
 * @returns {Promise<Output>} Rejects with an {@link AwsError}.
 */
export async function call(client, command) {
  try {
    return await client.send(command);
  } catch (error) {
    throw explain(/** @type {ServiceError} */ (error), client, command);
  }
}

/** @typedef {import('@smithy/types').Client<any, any, any> & { config: { serviceId: string } }} Client */
/** @typedef {Error & { $metadata?: { httpStatusCode?: number }, code?: string }} ServiceError */

/**
 * @param {ServiceError} error
 * @param {Client} client
 * @param {object} command
 */
function explain(error, { config }, command) {
  const { name, message, code = name, $metadata } = error;
  const service = config.serviceId.replace('CloudWatch Logs', 'logs').toLowerCase();
  const action = `${service}:${command.constructor.name.replace(/Command$/, '')}`;
  if (name === 'CredentialsProviderError') return new AwsError(name, NO_CREDENTIALS);
  if (REFUSED_CREDENTIALS.has(name)) {
    return new AwsError(
      name,
      `AWS refuses the credentials (${name}): sign in again, or use others`,
    );
  }
  if (DENIED.has(name) || $metadata?.httpStatusCode === 403) {
    return new AwsError('AccessDenied', denial(PERMISSIONS[action] ?? action, message));
  }
  if ($metadata?.httpStatusCode === undefined) {
    return new AwsError(code, `cannot reach AWS for ${action} (${code}): ${message}`);
  }
  return new AwsError(name, `${action} failed (${name}): ${message}`);
}

/**
 * AWS mostly says who lacks which permission on what, in a sentence with a reason after it.
 *
 * @param {string} action
 * @param {string} message
 */
function denial(action, message) {
  const [, named = action] = /not authorized to perform: (\S+)/.exec(message) ?? [];
  const [, resource] = /on resource: (\S+)/.exec(message) ?? [];
  const [, user] = /User: (\S+)/.exec(message) ?? [];
  const on = resource === undefined ? '' : ` on ${resource}`;
  const who = user === undefined ? 'these credentials lack' : `${user} lacks`;
  return `${who} the permission ${named}${on}`;
}
