/**
 * Asks a server as CloudFront does. With `node:http`, because fetch forbids some headers, follows
 * redirects and decodes bodies.
 */

import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from '../request.js';
import { latin1 } from '../response.js';
import { failureOf, timeoutError, upgradeError } from './failure.js';
import { BODY_LIMIT_BYTES, bodyTooLarge, CUSTOM_ORIGIN, pathAtOrigin } from './origin.js';

/** @import { CloudFrontHeaders, CloudFrontOrigin } from 'aws-lambda' */
/** @import { ClientRequest, IncomingMessage } from 'node:http' */
/** @import { Generated } from '../response.js' */
/** @import { OriginRequest } from './origin.js' */

/**
 * Headers of one connection (RFC 9110, section 7.6.1), and those that are written here.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior
 */
const NOT_SENT = [
  ...['connection', 'content-length', 'expect', 'host', 'keep-alive', 'proxy-authenticate'],
  ...['proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
];

/** Those of a response; how it was framed decides on what CloudFront does with it. */
const NOT_KEPT = ['connection', 'keep-alive', 'proxy-connection', 'trailer', 'upgrade'];

/** The methods whose requests have a length even without a body (RFC 9110, section 8.6). */
const WITH_LENGTH = ['PATCH', 'POST', 'PUT'];

/**
 * @param {URL} server
 * @param {string} prefix Of the path.
 * @param {OriginRequest} request
 * @returns {Promise<Generated>}
 * @throws {CloudFrontError} If there is no response.
 */
export async function send(server, prefix, request) {
  const { readTimeout, responseCompletionTimeout } = timeoutsOf(request.origin);
  /** @type {Error | undefined} */
  let timeout;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  try {
    const sent = requestTo(server, prefix, request);
    const stop = (/** @type {string} */ message) => {
      timeout = timeoutError(message);
      sent.destroy(timeout);
    };
    sent.setTimeout(readTimeout * 1000, () =>
      stop(`sent nothing for ${readTimeout} s, its response timeout`),
    );
    if (responseCompletionTimeout > 0) {
      timer = setTimeout(
        () =>
          stop(`took more than ${responseCompletionTimeout} s, its response completion timeout`),
        responseCompletionTimeout * 1000,
      );
    }
    return await responseTo(sent.end(request.body), server);
  } catch (error) {
    throw failureOf(timeout ?? error, server.origin);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * In seconds: until the response, and until each next packet of it; and until its end.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginResponseTimeout
 *
 * @param {CloudFrontOrigin} origin
 */
function timeoutsOf({ custom, s3 }) {
  const { readTimeout = CUSTOM_ORIGIN.readTimeout, responseCompletionTimeout = 0 } =
    /** @type {{ readTimeout?: number, responseCompletionTimeout?: number }} */ (custom ?? s3);
  return { readTimeout, responseCompletionTimeout };
}

/**
 * @param {URL} server
 * @param {string} prefix
 * @param {OriginRequest} request
 */
function requestTo(server, prefix, request) {
  const { method, querystring } = request;
  const query = querystring === '' ? '' : `?${querystring}`;
  return (server.protocol === 'https:' ? httpsRequest : httpRequest)({
    hostname: hostOf(server),
    port: portOf(server),
    method,
    path: latin1(`${prefix}${pathAtOrigin(request)}${query}`),
    headers: linesOf(server, request).flatMap(([name, value]) => [name, latin1(value)]),
    // A connection that is used again may be closed by the server at that moment.
    agent: false,
  });
}

/**
 * @param {ClientRequest} sent
 * @param {URL} server
 * @returns {Promise<Generated>}
 */
async function responseTo(sent, server) {
  const failure = failureOfRequest(sent);
  /** @type {[IncomingMessage]} */
  const [response] = /** @type {any} */ (await Promise.race([once(sent, 'response'), failure]));
  const { rawHeaders, statusCode = 0, statusMessage = '' } = response;
  return {
    status: statusCode,
    reason: text(statusMessage),
    headers: pairs(rawHeaders).filter(([name]) => !NOT_KEPT.includes(name.toLowerCase())),
    body: await Promise.race([bodyOf(response, server), failure]),
  };
}

/**
 * Rejects with what goes wrong, whenever that is: one packet may have the response and its end.
 *
 * @param {ClientRequest} sent
 * @returns {Promise<never>}
 */
function failureOfRequest(sent) {
  /** @type {PromiseWithResolvers<never>} */
  const { promise, reject } = Promise.withResolvers();
  promise.catch(() => {});
  sent.on('error', reject);
  // Without a listener, Node.js closes the connection and says nothing.
  sent.on('upgrade', (_, socket) => {
    socket.destroy();
    reject(upgradeError());
  });
  return promise;
}

/**
 * @param {IncomingMessage} response
 * @param {URL} server
 */
async function bodyOf(response, server) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) throw bodyTooLarge(server.origin);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * @param {string[]} rawHeaders
 * @returns {Generated['headers']}
 */
function pairs(rawHeaders) {
  return Array.from({ length: rawHeaders.length / 2 }, (_, i) => [
    rawHeaders[2 * i],
    text(rawHeaders[2 * i + 1]),
  ]);
}

/**
 * @param {URL} server
 * @param {OriginRequest} request
 * @returns {Generated['headers']}
 */
function linesOf(server, request) {
  const { body, headers, method, origin } = request;
  const { customHeaders } = origin.custom ?? origin.s3;
  // "CloudFront overwrites the header" of the viewer:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
  const all = new Map([headers, customHeaders].flatMap(byName));
  const length = body?.length ?? (WITH_LENGTH.includes(method) ? 0 : undefined);
  return [
    ['Host', hostHeader(server, request)],
    ...[...all]
      .filter(([name]) => !NOT_SENT.includes(name))
      .flatMap(([name, list]) =>
        list.map(({ key, value }) => /** @type {[string, string]} */ ([key ?? name, value])),
      ),
    .../** @type {Generated['headers']} */ (
      length === undefined ? [] : [['Content-Length', String(length)]]
    ),
    ['Connection', 'Keep-Alive'],
  ];
}

/**
 * A function may write the names of custom headers in any letter case.
 *
 * @param {CloudFrontHeaders} headers
 */
function byName(headers) {
  return Object.entries(headers).map(
    ([name, list]) => /** @type {const} */ ([name.toLowerCase(), list]),
  );
}

/**
 * The `Host` of the function or, where that is the origin's own, the host of the server that stands
 * for it. S3 has its own always.
 *
 * @param {URL} server
 * @param {OriginRequest} request
 */
function hostHeader(server, { headers, origin }) {
  const host = headers.host?.[0]?.value;
  const isOwn =
    host === undefined || host.toLowerCase() === origin.custom?.domainName.toLowerCase();
  return isOwn || origin.custom === undefined ? server.host : host;
}

/** @param {URL} server */
export function hostOf({ hostname }) {
  return hostname.replace(/^\[|\]$/g, '');
}

/** @param {URL} server */
export function portOf({ port, protocol }) {
  return Number(port || (protocol === 'https:' ? 443 : 80));
}
