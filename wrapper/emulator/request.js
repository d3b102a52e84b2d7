/** What a viewer sends, as CloudFront reads it. */

import { isUtf8 } from 'node:buffer';
import { headerLists } from './header-lines.js';
import { isDisallowed } from './restricted-headers.js';

/** @import { CloudFrontHeaders } from 'aws-lambda' */
/** @import { HeaderLine } from './header-lines.js' */

/**
 * @typedef {object} Sent A request as it came, one character a byte.
 * @property {string} method
 * @property {string} target The request target (RFC 9112, section 3.2).
 * @property {string[]} rawHeaders Name, value, name, value, …
 * @property {string} clientIp
 * @property {boolean} [hasBody]
 * @property {() => Promise<Buffer>} [body] Reads it; whoever calls it again gets the same.
 */

/**
 * @typedef {object} ViewerRequest
 * @property {Sent} sent
 * @property {string} method
 * @property {string} uri
 * @property {string} querystring Without its `?`.
 * @property {CloudFrontHeaders} headers Those that a function may see.
 * @property {string} clientIp
 * @property {() => Promise<Buffer>} body Empty if there is none.
 */

/**
 * @param {Sent} sent
 * @returns {ViewerRequest}
 */
export function viewerRequest(sent) {
  const { uri, querystring } = split(sent.target);
  return {
    sent,
    method: sent.method,
    uri: text(uri),
    querystring: text(querystring),
    headers: headers(sent.rawHeaders),
    clientIp: sent.clientIp,
    body: sent.body ?? NO_BODY,
  };
}

const NO_BODY = async () => Buffer.alloc(0);

/**
 * Splits a request target (RFC 9112, section 3.2) without parsing it as a URL, which would rewrite
 * `..`, percent-escapes and letter case. An absolute-form target loses its scheme and authority;
 * the asterisk-form of `OPTIONS *` has no path, and a CloudFront uri always has one.
 *
 * @param {string} target
 */
function split(target) {
  const origin = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '');
  const mark = origin.indexOf('?');
  const path = mark < 0 ? origin : origin.slice(0, mark);
  return {
    uri: path.startsWith('/') ? path : '/',
    querystring: mark < 0 ? '' : origin.slice(mark + 1),
  };
}

/**
 * @param {string[]} rawHeaders
 * @returns {CloudFrontHeaders}
 */
function headers(rawHeaders) {
  /** @type {HeaderLine[]} */
  const lines = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (isDisallowed(rawHeaders[i].toLowerCase())) continue;
    lines.push([rawHeaders[i], text(rawHeaders[i + 1])]);
  }
  return headerLists(lines);
}

/**
 * CloudFront passes UTF-8 on and reads anything else as ISO-8859-1.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-encoding
 *
 * @param {string} latin1
 */
export function text(latin1) {
  const bytes = Buffer.from(latin1, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : latin1;
}
