/**
 * One GetItem to the DynamoDB of one Region. With `signer.js` the only file that knows the AWS SDK.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */

import { crc32 } from 'node:zlib';
import { createSend, TOO_LARGE } from './http.js';
import { Signer } from './signer.js';

/**
 * @typedef {import('./signer.js').Credentials} Credentials
 * @typedef {import('./signer.js').CredentialProvider} CredentialProvider
 */

/**
 * Reads an item: from the body of GetItem's request to that of its response.
 *
 * @callback GetItem
 * @param {string} body
 * @param {AbortSignal} signal
 * @returns {Promise<Uint8Array>} Rejects with a {@link DynamoDbError}.
 */

/**
 * The errors that DynamoDB says can be tried again besides those of status 500 and above.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const THROTTLING = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
]);

/**
 * The longest response, in bytes: an item of 400 KB, each byte of which JSON may write with six.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const BODY_LIMIT = 4 * 1024 * 1024;
const OPENING_BRACE = '{'.charCodeAt(0);

/** How much of an error is kept for the log, in characters. */
const NAME_LIMIT = 100;
const REASON_LIMIT = 500;

/** Where a Region's DynamoDB is, by the Region's prefix, outside of the partition `aws`. */
const DOMAINS = {
  'cn-': 'amazonaws.com.cn',
  'eu-isoe-': 'cloud.adc-e.uk',
  'eusc-': 'amazonaws.eu',
  'us-iso-': 'c2s.ic.gov',
  'us-isob-': 'sc2s.sgov.gov',
  'us-isof-': 'csp.hci.ic.gov',
};

/** A read that got no item, nor the answer that there is none. */
export class DynamoDbError extends Error {
  name = 'DynamoDbError';

  /**
   * @param {string} code DynamoDB's name for it, or the network's.
   * @param {object} details
   * @param {boolean} details.retryable Whether the same request may succeed later.
   * @param {boolean} [details.throttled]
   * @param {boolean} [details.disconnected] Whether the connection was lost, as one is that the
   *   server closed while it was idle.
   * @param {string} [details.awsRequestId]
   * @param {string} [details.reason] What DynamoDB or the network says of it.
   */
  constructor(code, { retryable, throttled = false, disconnected = false, awsRequestId, reason }) {
    super(reason === undefined ? code : `${code}: ${reason}`);
    this.reason = reason;
    this.code = code;
    this.retryable = retryable;
    this.throttled = throttled;
    this.disconnected = disconnected;
    this.awsRequestId = awsRequestId;
  }
}

/**
 * @typedef {object} DynamoDb
 * @property {GetItem} getItem
 * @property {() => Promise<void>} connect Does beforehand what the first read would have to do
 *   besides: the connection, the signing key. Never rejects; where it fails, the read will too.
 */

/** How long a connection may take that nobody waits for any more, in milliseconds. */
const CONNECT_MS = 3_000;

/**
 * Makes the client of one Region. It keeps its connections for the requests to come.
 *
 * @param {object} options
 * @param {string} options.region
 * @param {Credentials | CredentialProvider} options.credentials
 * @param {URL} [options.endpoint]
 * @param {() => Date} [options.clock] What signatures are dated with.
 * @returns {DynamoDb}
 */
export function createDynamoDb({
  region,
  credentials,
  endpoint = endpointOf(region),
  clock = () => new Date(),
}) {
  // Time limits are the caller's: it aborts.
  const send = createSend(endpoint, BODY_LIMIT);
  const signer = new Signer({ service: 'dynamodb', region, credentials });
  const { host, pathname: path } = endpoint;

  return { getItem, connect };

  /**
   * @param {string} body
   * @param {AbortSignal} signal
   */
  async function getItem(body, signal) {
    try {
      return check(await send(await sign(body), signal));
    } catch (error) {
      throw error instanceof DynamoDbError ? error : failure(error, signal);
    }
  }

  /** Whatever the request is answered with, the connection is there, and nothing is read. */
  async function connect() {
    const request = { method: 'GET', path, headers: { host } };
    await Promise.allSettled([send(request, AbortSignal.timeout(CONNECT_MS)), sign('{}')]);
  }

  /** @param {string} body */
  async function sign(body) {
    const headers = {
      host,
      'content-length': String(Buffer.byteLength(body)),
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.GetItem',
    };
    const request = { method: 'POST', path, headers, body };
    return { ...request, headers: await signer.sign(request, clock()) };
  }
}

/**
 * The Region's endpoint, or the one that the SDK's environment variables name.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 *
 * @param {string} region
 * @param {NodeJS.ProcessEnv} [env]
 */
export function endpointOf(region, env = process.env) {
  const configured = env.AWS_ENDPOINT_URL_DYNAMODB || env.AWS_ENDPOINT_URL;
  if (configured && env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS !== 'true') return new URL(configured);
  const [, domain = 'amazonaws.com'] =
    Object.entries(DOMAINS).find(([prefix]) => region.startsWith(prefix)) ?? [];
  return new URL(`https://dynamodb.${region}.${domain}`);
}

/**
 * The credentials that Lambda puts into the environment; elsewhere, where there are none, those
 * that the SDK's default chain finds.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Credentials | CredentialProvider}
 */
export function defaultCredentials(env = process.env) {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    };
  }
  /** @type {Promise<CredentialProvider> | undefined} It remembers what it found. */
  let chain;
  return async () => {
    chain ??= import('@aws-sdk/credential-provider-node').then((it) => it.defaultProvider());
    return (await chain)();
  };
}

/**
 * The response's body, if it is what DynamoDB sent and no error.
 *
 * @param {import('./http.js').Response} response
 */
function check({ statusCode, headers, body }) {
  const awsRequestId = headers['x-amzn-requestid'];
  const checksum = headers['x-amz-crc32'];
  if (checksum !== undefined && Number(checksum) !== crc32(body)) {
    throw new DynamoDbError('CrcMismatch', { retryable: true, awsRequestId });
  }
  if (statusCode === 200 && body[0] !== OPENING_BRACE) {
    throw new DynamoDbError('NotJson', { retryable: true, awsRequestId });
  }
  if (statusCode === 200) return body;
  const { code = `Http${statusCode}`, reason } = errorOf(headers, body);
  const throttled = THROTTLING.has(code);
  const retryable = throttled || statusCode >= 500;
  throw new DynamoDbError(code, { retryable, throttled, awsRequestId, reason });
}

/**
 * DynamoDB's name for an error, which stands between a `#` and a `:` where there are such, and what
 * it says of it.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization
 *
 * @param {NodeJS.Dict<string>} headers
 * @param {Buffer} body
 * @returns {{ code?: string, reason?: string }} Nothing where the body is not DynamoDB's, as a
 *   proxy's page is not.
 */
function errorOf(headers, body) {
  try {
    const { __type, code, message, Message } = JSON.parse(body.toString());
    const name = String(headers['x-amzn-errortype'] ?? __type ?? code);
    const said = message ?? Message;
    return {
      code: /[^#:]*(?=:|$)/.exec(name.split('#').at(-1) ?? '')?.[0].slice(0, NAME_LIMIT),
      reason: typeof said === 'string' ? said.slice(0, REASON_LIMIT) : undefined,
    };
  } catch {
    return {};
  }
}

/**
 * What the network, the signer or the credentials failed with. Nearly all of it may pass.
 *
 * @param {unknown} cause
 * @param {AbortSignal} signal
 */
function failure(cause, signal) {
  if (signal.aborted) return new DynamoDbError('TimeoutError', { retryable: true });
  const { code, name, message } = /** @type {NodeJS.ErrnoException} */ (cause);
  const retryable = code !== TOO_LARGE;
  const disconnected = code === 'ECONNRESET' || code === 'EPIPE';
  return new DynamoDbError(code ?? name, { retryable, disconnected, reason: message });
}
