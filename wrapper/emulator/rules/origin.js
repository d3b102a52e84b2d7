/** Rules of the origin to which a function at origin-request sends a request. */

import { isIPv4 } from 'node:net';
import { GUIDE, isObject, kind, quote } from './violation.js';

/** @import { Fields, Rule, Violation } from './violation.js' */

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html#request-event-fields-request-origin */
export const ORIGIN = `${GUIDE}/lambda-event-structure.html#request-event-fields-request-origin`;

const TIMEOUTS = `${GUIDE}/DownloadDistValuesOrigin.html#response-keep-alive-timeout-quota`;

const SSL_PROTOCOLS = ['TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3'];
const AUTH_METHODS = ['origin-access-identity', 'none'];
const MAX_NAME = { custom: 253, s3: 128 };
const MAX_PATH = 255;
const MAX_SECONDS = 120;

/** @typedef {'custom' | 's3'} Kind */

/** @type {Rule} */
export function originIsCustomOrS3({ origin }, { eventType }) {
  if (eventType !== 'origin-request' || origin === undefined) return [];
  const kinds = isObject(origin) ? ['custom', 's3'].filter((it) => isObject(origin[it])) : [];
  if (kinds.length === 1) return [];
  const found = kinds.length === 2 ? 'has both' : 'has none';
  return [{ field: 'origin', message: `must have either custom or s3, ${found}`, link: ORIGIN }];
}

/** @type {Rule} */
export function originDomainNameIsAllowed(result, { eventType }) {
  return eachOrigin(result, eventType, ({ domainName }, kind) => {
    const wrong = wrongDomainName(domainName, kind);
    if (wrong === undefined) return undefined;
    return { field: 'domainName', message: `${wrong}, is ${quote(domainName)}` };
  });
}

/** @type {Rule} */
export function originPathIsAllowed(result, { eventType }) {
  return eachOrigin(result, eventType, ({ path }) => {
    if (path === undefined || path === '') return undefined;
    const isPath = typeof path === 'string' && /^\/.*[^/]$/s.test(path) && path.length <= MAX_PATH;
    if (isPath && !/[\0- \x7f]/.test(path)) return undefined;
    const message = `must begin with / and not end with it, be URL encoded, and have at most ${MAX_PATH} characters`;
    return { field: 'path', message: `${message}, is ${quote(path)}` };
  });
}

/** @type {Rule} */
export function originPortIsAllowed(result, { eventType }) {
  return eachOrigin(result, eventType, ({ port }, kind) => {
    if (kind === 's3' || port === undefined) return undefined;
    if (port === 80 || port === 443 || isWithin(port, 1024, 65_535)) return undefined;
    return { field: 'port', message: `must be 80, 443 or 1024 to 65535, is ${quote(port)}` };
  });
}

/** @type {Rule} */
export function originProtocolIsHttpOrHttps(result, { eventType }) {
  return eachOrigin(result, eventType, ({ protocol }, kind) => {
    if (kind === 's3' || protocol === undefined) return undefined;
    if (protocol === 'http' || protocol === 'https') return undefined;
    return { field: 'protocol', message: `must be 'http' or 'https', is ${quote(protocol)}` };
  });
}

/**
 * The quota may be raised for an account; here is the default.
 *
 * @type {Rule}
 */
export function originTimeoutIsInRange(result, { eventType }) {
  return ['keepaliveTimeout', 'readTimeout'].flatMap((field) =>
    eachOrigin(result, eventType, (settings) => {
      const seconds = settings[field];
      if (seconds === undefined || isWithin(seconds, 1, MAX_SECONDS)) return undefined;
      const message = `must be 1 to ${MAX_SECONDS} seconds, is ${quote(seconds)}`;
      return { field, message, link: TIMEOUTS };
    }),
  );
}

/** @type {Rule} */
export function originSslProtocolsAreKnown(result, { eventType }) {
  return eachOrigin(result, eventType, ({ sslProtocols }, kind) => {
    if (kind === 's3' || sslProtocols === undefined) return undefined;
    const isKnown =
      Array.isArray(sslProtocols) && sslProtocols.every((it) => SSL_PROTOCOLS.includes(it));
    if (isKnown) return undefined;
    const message = `must be a list of ${SSL_PROTOCOLS.join(', ')}, is ${quote(sslProtocols)}`;
    return { field: 'sslProtocols', message };
  });
}

/** @type {Rule} */
export function s3AuthMethodIsKnown(result, { eventType }) {
  return eachOrigin(result, eventType, ({ authMethod }, kind) => {
    if (kind === 'custom' || authMethod === undefined) return undefined;
    if (AUTH_METHODS.includes(/** @type {string} */ (authMethod))) return undefined;
    const message = `must be 'origin-access-identity' or 'none', is ${quote(authMethod)}`;
    return { field: 'authMethod', message };
  });
}

/** @type {Rule} */
export function s3RegionIsGiven(result, { eventType }) {
  return eachOrigin(result, eventType, ({ authMethod, region }, kind) => {
    if (kind === 'custom' || authMethod !== 'origin-access-identity') return undefined;
    if (typeof region === 'string' && region !== '') return undefined;
    return { field: 'region', message: 'is required with an origin access identity' };
  });
}

/**
 * @param {Fields} result
 * @param {string} eventType
 * @param {(settings: Fields, kind: Kind) => { field: string, message: string, link?: string } | undefined} judge
 * @returns {Violation[]}
 */
export function eachOrigin({ origin }, eventType, judge) {
  if (eventType !== 'origin-request' || !isObject(origin)) return [];
  return /** @type {Kind[]} */ (['custom', 's3']).flatMap((kind) => {
    const settings = origin[kind];
    const found = isObject(settings) ? judge(settings, kind) : undefined;
    if (found === undefined) return [];
    return [{ link: ORIGIN, ...found, field: `origin.${kind}.${found.field}` }];
  });
}

/**
 * @param {unknown} name
 * @param {Kind} kindOfOrigin
 */
function wrongDomainName(name, kindOfOrigin) {
  if (typeof name !== 'string') return `must be a string, not ${kind(name)}`;
  const most = MAX_NAME[kindOfOrigin];
  if (name === '' || name.length > most) return `must have 1 to ${most} characters`;
  if (name.includes(':')) return 'must have no colon';
  if (isIPv4(name)) return 'must be a name and no IP address';
  if (kindOfOrigin === 's3' && name !== name.toLowerCase()) return 'must be in lower case';
  return /[\0- /?#\x7f]/.test(name) ? 'must be a domain name' : undefined;
}

/**
 * @param {unknown} value
 * @param {number} least
 * @param {number} most
 */
function isWithin(value, least, most) {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}
