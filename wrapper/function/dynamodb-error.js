/** Why an attempt to read got neither an item nor the answer that there is none. */

import { TOO_LARGE } from './read-body.js';

/**
 * What on our side may be to blame rather than the Region, which is therefore asked again at once, one
 * time for each: a pooled connection that is dead, a clock that is wrong, credentials that were
 * replaced.
 *
 * @typedef {'connection' | 'clock' | 'credentials'} Suspect
 */

/** How much of a name or an id is logged, in characters. DynamoDB's are shorter. */
const TEXT_LIMIT = 100;

/**
 * What the log says about an error. The texts are ours: DynamoDB's may quote the request, and a refused
 * signature's quotes the session token.
 *
 * @type {Record<string, string>}
 */
const REASONS = {
  AccessDeniedException: "the function's role may not read this table",
  CredentialsProviderError: 'there are no credentials in the environment',
  CrcMismatch: 'the response differs from its checksum',
  EAI_AGAIN: 'the name server does not answer',
  ENOTFOUND: 'there is no such host: is the Region one that DynamoDB is in?',
  ExpiredTokenException: 'the credentials have expired',
  InvalidSignatureException: 'the clock or the secret key is wrong',
  ProvisionedThroughputExceededException: 'the table or this key is read too often',
  RequestLimitExceeded: 'the account reads too often in this Region',
  ResourceNotFoundException: 'the table is not in this Region',
  ResponseTooLarge: 'the response is longer than any item',
  ThrottlingException: 'the table or this key is read too often',
  TimeoutError: 'no response in time',
  UnrecognizedClientException: 'the credentials are unknown',
  ValidationException: "is the key in api.json the table's partition key, and a string?",
};

export class DynamoDbError extends Error {
  name = 'DynamoDbError';

  /**
   * @param {string} code DynamoDB's name for it, or the network's.
   * @param {object} details
   * @param {boolean} details.retryable Whether the same request may succeed later.
   * @param {boolean} [details.throttled]
   * @param {Suspect} [details.suspect]
   * @param {string} [details.awsRequestId]
   * @param {string} [details.reason] What the log says (default: a text for the code). Must not quote
   *   the request.
   */
  constructor(code, { retryable, throttled = false, suspect, awsRequestId, reason }) {
    super(code);
    this.code = code.slice(0, TEXT_LIMIT);
    this.reason = reason ?? (Object.hasOwn(REASONS, code) ? REASONS[code] : undefined);
    this.retryable = retryable;
    this.throttled = throttled;
    this.suspect = suspect;
    this.awsRequestId = awsRequestId?.slice(0, TEXT_LIMIT);
  }
}

/**
 * A request that got no whole response. Nearly every reason for it may pass.
 *
 * @param {NodeJS.ErrnoException} error
 */
export function lost({ code, name }) {
  return new DynamoDbError(String(code ?? name), {
    retryable: code !== TOO_LARGE,
    suspect: code === 'ECONNRESET' || code === 'EPIPE' ? 'connection' : undefined,
  });
}

/**
 * A request that could not be made: for want of credentials, or because of the SDK's configuration.
 *
 * @param {unknown} error
 */
export function unsent(error) {
  const name = error instanceof Error ? error.name : 'UnknownError';
  const reason = 'the request could not be made: are the AWS_* variables and files right?';
  return new DynamoDbError(name, {
    retryable: false,
    ...(name !== 'CredentialsProviderError' && { reason }),
  });
}
