/** What a client sends, as the front doors of a Region make their events of it. */

import { randomBytes } from 'node:crypto';
import { viewerRequest } from '../emulator/request.js';

/** @import { Sent } from '../emulator/request.js' */

/**
 * @typedef {object} ClientRequest
 * @property {string} method
 * @property {string} path As it was sent.
 * @property {string} query As it was sent, without its `?`.
 * @property {[name: string, value: string][]} headers As they were sent, with those that every front
 *   door adds.
 * @property {Buffer} body
 * @property {string} clientIp
 * @property {Date} time
 * @property {string} id The request's.
 */

/**
 * @param {Sent} sent
 * @param {Buffer} body
 * @param {number} now In milliseconds.
 * @returns {ClientRequest}
 */
export function clientRequest(sent, body, now) {
  const { uri: path, querystring: query } = viewerRequest(sent);
  return {
    method: sent.method,
    path,
    query,
    headers: withForwarded(pairs(sent.rawHeaders), sent.clientIp, now),
    body,
    clientIp: sent.clientIp,
    time: new Date(now),
    id: randomBytes(11).toString('base64'),
  };
}

/**
 * The values of each header, or parameter, by its name.
 *
 * @param {Iterable<[string, string]>} entries
 * @param {(name: string) => string} [nameOf]
 */
export function valuesByName(entries, nameOf = (name) => name) {
  /** @type {Map<string, string[]>} */
  const values = new Map();
  for (const [name, value] of entries) {
    const key = nameOf(name);
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return values;
}

/**
 * As an object, with one text for the values of each name. A name such as `__proto__` is a name like
 * others, as it is after JSON.parse.
 *
 * @param {Map<string, string[]>} values
 * @param {(values: string[]) => string | undefined} join
 * @returns {Record<string, string>}
 */
export function asObject(values, join) {
  return Object.fromEntries([...values].map(([name, list]) => [name, join(list) ?? '']));
}

/** @param {string} name */
export function lowerCase(name) {
  return name.toLowerCase();
}

/** @param {string[]} values */
export function joined(values) {
  return values.join(',');
}

/** @param {string[]} values */
export function last(values) {
  return values.at(-1);
}

/**
 * The body as it is in an event.
 *
 * @param {ClientRequest} request
 * @param {RegExp} text The content types that are not encoded.
 * @returns {{ body?: string, isBase64Encoded: boolean }}
 */
export function bodyOf({ body, headers }, text) {
  if (body.length === 0) return { isBase64Encoded: false };
  const isEncoded = firstOf(headers, 'content-encoding') !== undefined;
  const isBase64Encoded = isEncoded || !text.test(firstOf(headers, 'content-type') ?? '');
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

/**
 * @param {ClientRequest['headers']} headers
 * @param {string} name In lower case.
 */
export function firstOf(headers, name) {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1];
}

/** The deployed ones are asked by HTTPS. */
const SCHEME = [
  ['X-Forwarded-Port', '443'],
  ['X-Forwarded-Proto', 'https'],
];

/**
 * @param {ClientRequest['headers']} headers
 * @param {string} clientIp
 * @param {number} now
 * @returns {ClientRequest['headers']}
 */
function withForwarded(headers, clientIp, now) {
  const before = firstOf(headers, 'x-forwarded-for');
  const added = [
    ['X-Forwarded-For', before === undefined ? clientIp : `${before}, ${clientIp}`],
    ...SCHEME,
    ['X-Amzn-Trace-Id', traceId(now)],
  ];
  const names = added.map(([name]) => name.toLowerCase());
  return /** @type {ClientRequest['headers']} */ ([
    ...headers.filter(([name]) => !names.includes(name.toLowerCase())),
    ...added,
  ]);
}

/**
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html
 *
 * @param {number} now
 */
function traceId(now) {
  const seconds = Math.floor(now / 1000).toString(16);
  return `Root=1-${seconds.padStart(8, '0')}-${randomBytes(12).toString('hex')}`;
}

/** @param {string[]} rawHeaders */
function pairs(rawHeaders) {
  return rawHeaders.flatMap((name, i) =>
    i % 2 === 0 ? [/** @type {[string, string]} */ ([name, rawHeaders[i + 1]])] : [],
  );
}
