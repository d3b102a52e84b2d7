/**
 * One GetItem to the DynamoDB of one Region, by the AWS SDK's client. The only file that knows the SDK.
 *
 * The client finds the endpoint and the credentials, signs, corrects the clock, sends, and reads errors.
 * Two things are done elsewhere: the core writes and reads GetItem's JSON, and `replicas.js` decides on
 * further attempts, which may go to another Region. Three of the client's middlewares are therefore
 * replaced by name: those that write, read and retry.
 *
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/dynamodb/
 */

import { crc32 } from 'node:zlib';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import {
  isClockSkewError,
  isServerError,
  isThrottlingError,
  isTransientError,
} from '@smithy/core/retry';
import { getSchemaSerdePlugin } from '@smithy/core/schema';
import { DynamoDbError, lost, unsent } from './dynamodb-error.js';
import { readBody } from './read-body.js';
import { unlessAborted } from './unless-aborted.js';

/**
 * @typedef {(next: (args: any) => Promise<any>, context: any) => (args: any) => Promise<any>} Middleware
 * @typedef {import('../../pkg/edge/edge_lookup.js').Answer} Answer
 * @typedef {import('@aws-sdk/client-dynamodb').DynamoDBClientConfig} DynamoDBClientConfig
 */

/**
 * Reads an item: from the body of GetItem's request to the answer.
 *
 * @callback GetItem
 * @param {string} body
 * @param {object} options
 * @param {AbortSignal} options.signal
 * @param {Accept} options.accept
 * @param {boolean} [options.fresh] Whether to open a new connection rather than take a pooled one.
 * @returns {Promise<Answer>} Rejects with a {@link DynamoDbError}.
 */

/**
 * Answers with the body of a response: with code `unavailable` if it is not GetItem's. Must not throw.
 *
 * @callback Accept
 * @param {Uint8Array} response
 * @returns {Answer}
 */

/**
 * @typedef {object} DynamoDb
 * @property {GetItem} getItem
 * @property {() => Promise<void>} connect Does in advance what the first read would have to do: find
 *   endpoint and credentials, derive the signing key, connect. Sends nothing signed. Never rejects: what
 *   fails here fails again in the read, which reports it.
 */

/**
 * The longest response, in bytes: an item of 400 KB, each byte of which JSON may write as six.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const BODY_LIMIT = 4 * 1024 * 1024;

/** How long `connect` may take, in milliseconds. */
const CONNECT_MS = 3_000;

/**
 * Makes the client of one Region. It keeps its connections for the requests to come.
 *
 * @param {object} options
 * @param {string} options.region
 * @param {string} [options.endpoint] Default: found by the SDK, in its configuration or by its rules.
 * @param {DynamoDBClientConfig['credentials']} [options.credentials] Default: found by the SDK; on
 *   Lambda in the environment.
 * @returns {DynamoDb}
 */
export function createDynamoDb(options) {
  const client = createLeanClient(options);
  const { requestHandler, credentials } = client.config;
  return { getItem, connect };

  /** @type {GetItem} */
  async function getItem(body, { signal, accept, fresh = false }) {
    if (fresh) closeIdleConnections(/** @type {any} */ (requestHandler));
    try {
      return await unlessAborted(signal, attempt({ body, signal, accept }));
    } catch (error) {
      if (signal.aborted) throw new DynamoDbError('TimeoutError', { retryable: true });
      throw error;
    }
  }

  async function connect() {
    const signal = AbortSignal.timeout(CONNECT_MS);
    await send({ body: '{}', signal }).catch(() => {});
  }

  /** @param {Input} input */
  async function attempt(input) {
    try {
      return await send(input);
    } catch (error) {
      throw error instanceof DynamoDbError ? error : await failure(error);
    }
  }

  /**
   * @param {Input} input
   * @returns {Promise<Answer>}
   */
  async function send(input) {
    const command = new GetItemCommand(/** @type {any} */ (input));
    return /** @type {any} */ (await client.send(command)).answer;
  }

  /** @param {any} error The SDK's: of DynamoDB, or of what comes before sending. */
  async function failure(error) {
    if (error?.$metadata === undefined) return unsent(error);
    const refusal = refusalOf(error);
    const suspect = suspectOf(refusal);
    if (suspect === 'credentials') {
      // The SDK may have remembered them.
      await credentials({ forceRefresh: true }).catch(() => {});
    }
    return new DynamoDbError(refusal.name, {
      retryable: isThrottlingError(refusal) || isTransientError(refusal) || isServerError(refusal),
      throttled: isThrottlingError(refusal),
      suspect,
      awsRequestId: error.$metadata.requestId,
    });
  }
}

/**
 * What passes through the client's middleware in place of GetItem's input.
 *
 * @typedef {object} Input
 * @property {string} body Of the request, as the core wrote it.
 * @property {AbortSignal} signal Among the input, because the client resolves its middleware anew for
 *   each request that has options.
 * @property {Accept} [accept] Without it nothing is read: what is sent has neither body nor signature.
 */

/**
 * The SDK's client, without JSON and without retries: its output is what `accept` answers.
 *
 * @param {Parameters<typeof createDynamoDb>[0]} options
 */
function createLeanClient(options) {
  // The mode would set time limits, which are the caller's.
  const client = new DynamoDBClient({ ...options, cacheMiddleware: true, defaultsMode: 'legacy' });
  const { config } = client;
  const sdk = serde(config);
  // It names the SDK and its version to AWS, in two headers of each request, which takes 30 µs.
  client.middlewareStack.remove('getUserAgentMiddleware');
  config.signer = once(config.signer);

  replace('serializerMiddleware', 'serialize', (next, context) => {
    const write = sdk.serializerMiddleware(async (args) => args, context);
    /** @type {HttpRequest | undefined} All but the body is the same for every request. */
    let template;
    return async ({ input }) => {
      template ??= /** @type {HttpRequest} */ ((await write({ input: {} })).request);
      const request = HttpRequest.clone(template);
      request.body = input.body;
      return next({ input, request });
    };
  });

  replace('deserializerMiddleware', 'deserialize', (_, context) => {
    return async ({ input: { signal, accept }, request }) => {
      const sent = accept ? request : withoutBody(request);
      const response = await exchange(sent, signal).catch((error) => {
        throw lost(error);
      });
      const answer = accept && (await read(response, accept, context));
      return { response, output: { answer, $metadata: {} } };
    };
  });

  // Not removed, because the SDK adds its signature after it.
  replace('retryMiddleware', 'finalizeRequest', (next) => next, { priority: 'high' });

  return client;

  /**
   * @param {HttpRequest} request
   * @param {AbortSignal} abortSignal
   */
  async function exchange(request, abortSignal) {
    const { response } = await config.requestHandler.handle(request, { abortSignal });
    response.body = await readBody(response.body, BODY_LIMIT);
    return response;
  }

  /**
   * @param {string} name The SDK's.
   * @param {string} step
   * @param {Middleware} middleware
   * @param {object} [options]
   */
  function replace(name, step, middleware, options) {
    const at = /** @type {any} */ ({ ...options, name, step, override: true });
    client.middlewareStack.add(/** @type {any} */ (middleware), at);
  }

  /**
   * @param {HttpResponse} response
   * @param {Accept} accept
   * @param {object} context
   */
  async function read(response, accept, context) {
    const { statusCode, headers, body } = response;
    const awsRequestId = headers['x-amzn-requestid'];
    const checksum = headers['x-amz-crc32'];
    if (checksum !== undefined && Number(checksum) !== crc32(body)) {
      throw new DynamoDbError('CrcMismatch', { retryable: true, awsRequestId });
    }
    if (statusCode >= 300) await readError(response);
    const answer = 'x-amzn-errortype' in headers ? undefined : accept(body);
    if (answer && answer.code !== 'unavailable') return answer;
    // An error whose status was lost, or nothing of DynamoDB's.
    const error = await readError({ ...response, statusCode: 500 }).catch((error) => error);
    if (isNamed(error)) throw error;
    const reason = answer?.detail;
    throw new DynamoDbError('InvalidResponse', { retryable: true, awsRequestId, reason });

    /** @param {any} response */
    function readError(response) {
      return sdk.deserializerMiddleware(
        async () => ({ response: new HttpResponse(response) }),
        context,
      )({});
    }
  }
}

/**
 * The middleware by which the SDK writes requests and reads responses, by name.
 *
 * @param {any} config
 * @returns {Record<string, Middleware>}
 */
function serde(config) {
  /** @type {Record<string, Middleware>} */
  const found = {};
  const stack = {
    add: (/** @type {Middleware} */ middleware, /** @type {{ name: string }} */ { name }) => {
      found[name] = middleware;
    },
  };
  getSchemaSerdePlugin(config).applyToStack(/** @type {any} */ (stack));
  return found;
}

/**
 * The SDK makes a signer for each request, although all of a client are the same.
 *
 * @template {(...args: any[]) => Promise<unknown>} T
 * @param {T} make
 * @returns {T}
 */
function once(make) {
  /** @type {unknown} */
  let cached;
  const cachedOrMade = async (/** @type {any[]} */ ...args) => {
    cached ??= await make(...args);
    return cached;
  };
  return /** @type {T} */ (cachedOrMade);
}

/**
 * A request to the same place that reads nothing.
 *
 * @param {HttpRequest} request
 */
function withoutBody({ protocol, hostname, port, path, headers: { host } }) {
  return new HttpRequest({ method: 'GET', protocol, hostname, port, path, headers: { host } });
}

/**
 * Lambda may have frozen the process for longer than the server keeps connections, so a pooled one may be
 * silently dead.
 *
 * @param {import('@smithy/node-http-handler').NodeHttpHandler} requestHandler
 */
function closeIdleConnections(requestHandler) {
  const { httpAgent, httpsAgent } = requestHandler.httpHandlerConfigs();
  for (const agent of [httpAgent, httpsAgent]) {
    const { freeSockets = {} } = /** @type {Partial<import('node:http').Agent>} */ (agent ?? {});
    for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
  }
}

/**
 * The parts of an error by which the SDK classifies it. The SDK copies all members of the body onto the
 * error, and marks each as transient while the clock is off.
 *
 * @param {any} error
 */
function refusalOf(error) {
  const { httpStatusCode } = error.$metadata;
  const name = isNamed(error) ? error.name : `Http${httpStatusCode}`;
  const message = typeof error.message === 'string' ? error.message : '';
  return { name, message, $metadata: { httpStatusCode } };
}

/**
 * Whether an error has a name of DynamoDB's. The SDK calls errors without one `Unknown`, and a body that is
 * not JSON becomes a `SyntaxError`, without a `$fault`.
 *
 * @param {any} error
 */
function isNamed({ $fault, name }) {
  return $fault !== undefined && name !== 'Unknown' && /^[A-Za-z][\w.]*$/.test(name);
}

/**
 * What may be ours and mended by the next attempt, beyond what the SDK retries.
 *
 * @param {ReturnType<typeof refusalOf>} refusal
 * @returns {import('./dynamodb-error.js').Suspect | undefined}
 */
function suspectOf(refusal) {
  const { name } = refusal;
  if (name === 'ExpiredTokenException' || name === 'UnrecognizedClientException') {
    return 'credentials';
  }
  // The SDK counts denied access too, which other services use for a wrong clock.
  return isClockSkewError(refusal) && name !== 'AccessDeniedException' ? 'clock' : undefined;
}
