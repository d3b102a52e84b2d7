/** From an HTTP request to CloudFront's viewer-request event. */

import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';

import { isDisallowed } from './restricted-headers.js';

/** @import { IncomingMessage } from 'node:http' */
/** @import { CloudFrontHeaders, CloudFrontRequestEvent } from 'aws-lambda' */

/** The distribution in AWS's own example events. */
export const DISTRIBUTION = {
  distributionDomainName: 'd111111abcdef8.cloudfront.net',
  distributionId: 'EDFDVBD6EXAMPLE',
};

/**
 * The event that CloudFront gives a viewer-request function for this request.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
 *
 * @param {IncomingMessage} req
 * @returns {CloudFrontRequestEvent}
 */
export function viewerRequestEvent(req) {
  const { uri, querystring } = target(req.url ?? '/');
  return {
    Records: [
      {
        cf: {
          config: { ...DISTRIBUTION, eventType: 'viewer-request', requestId: requestId() },
          request: {
            clientIp: clientIp(req),
            headers: headers(req.rawHeaders),
            method: req.method ?? 'GET',
            querystring: text(querystring),
            uri: text(uri),
          },
        },
      },
    ],
  };
}

/** 40 random bytes in URL-safe base64: the form of AWS's example, `4TyzHTaYWb1GX…oUSEQ==`. */
function requestId() {
  return `${randomBytes(40).toString('base64url')}==`;
}

/** @param {IncomingMessage} req */
function clientIp(req) {
  const address = req.socket.remoteAddress ?? '127.0.0.1';
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}

/**
 * Splits a request target (RFC 9112, section 3.2) without parsing it as a URL, which would rewrite
 * `..`, percent-escapes and letter case. An absolute-form target loses its scheme and authority;
 * the asterisk-form of `OPTIONS *` has no path, and a CloudFront uri always has one.
 *
 * @param {string} requestTarget
 */
function target(requestTarget) {
  const origin = requestTarget.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '');
  const mark = origin.indexOf('?');
  const path = mark < 0 ? origin : origin.slice(0, mark);
  return {
    uri: path.startsWith('/') ? path : '/',
    querystring: mark < 0 ? '' : origin.slice(mark + 1),
  };
}

/**
 * @param {string[]} rawHeaders name, value, name, value, …
 * @returns {CloudFrontHeaders}
 */
function headers(rawHeaders) {
  /** @type {Map<string, { key: string, value: string }[]>} */
  const lists = new Map();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const [key, value] = [rawHeaders[i], text(rawHeaders[i + 1])];
    const name = key.toLowerCase();
    if (isDisallowed(name)) continue;
    const list = lists.get(name) ?? [];
    list.push({ key, value });
    lists.set(name, list);
  }
  // fromEntries defines own properties, as JSON.parse does in Lambda: a header named `__proto__`
  // stays a header.
  return Object.fromEntries(lists);
}

/**
 * Node.js hands over one character a byte. CloudFront passes UTF-8 on and reads anything else as
 * ISO-8859-1.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-encoding
 *
 * @param {string} latin1
 */
function text(latin1) {
  const bytes = Buffer.from(latin1, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : latin1;
}
