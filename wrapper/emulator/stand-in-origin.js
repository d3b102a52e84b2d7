/** What stands in for an origin where there is none: it answers what it was asked. */

import { STATUS_CODES } from 'node:http';
import { EXAMPLE_ORIGIN } from './event.js';
import { headerLines } from './header-lines.js';
import { pathAtOrigin, serverOf } from './origin/origin.js';

/** @import { CloudFrontOrigin } from 'aws-lambda' */
/** @import { Origin, OriginRequest } from './origin/origin.js' */

/**
 * A request that a function passes on is nothing wrong, so that it is answered 200; it is not cached,
 * for it would be in the way of an origin.
 *
 * @param {CloudFrontOrigin} settings Of the origin for which it stands.
 * @returns {Origin}
 */
export function standInOrigin(settings) {
  return {
    settings,
    isStandIn: true,
    ask: async (request) => ({
      status: 200,
      reason: STATUS_CODES[200] ?? '',
      headers: [
        ['Content-Type', 'text/plain; charset=utf-8'],
        ['Cache-Control', 'no-store'],
      ],
      body: Buffer.from(page(request)),
    }),
  };
}

/** Where nobody has said which origin there is. */
export const STAND_IN_ORIGIN = standInOrigin(EXAMPLE_ORIGIN);

/**
 * The URL that CloudFront asks.
 *
 * @param {OriginRequest} request
 */
export function urlOf(request) {
  const query = request.querystring && `?${request.querystring}`;
  return `${serverOf(request.origin)}${pathAtOrigin(request)}${query}`;
}

/** @param {OriginRequest} request */
function page(request) {
  const headers = headerLines(request.headers).map(([name, value]) => `${name}: ${value}\n`);
  const body = request.body ? `\nA body of ${request.body.length} bytes.\n` : '';
  return `CloudFront would ask the origin now. Here is none; this is the request:

${request.method} ${urlOf(request)}
${headers.join('')}${body}`;
}
