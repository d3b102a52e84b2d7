/** Asking an origin, and what CloudFront takes of its answer. */

import { stage } from './exchange.js';
import { headerLines } from './header-lines.js';
import { serverOf } from './origin/origin.js';
import { sendsCookies } from './origin-headers.js';
import { isDisallowed } from './restricted-headers.js';
import { STAND_IN_ORIGIN, urlOf } from './stand-in-origin.js';

/** @import { CloudFrontOrigin, CloudFrontRequest } from 'aws-lambda' */
/** @import { Behavior } from './behavior.js' */
/** @import { Exchange } from './exchange.js' */
/** @import { Origin, OriginRequest } from './origin/origin.js' */
/** @import { Generated } from './response.js' */

/**
 * What CloudFront would ask, before it has read a body.
 *
 * @typedef {Omit<CloudFrontRequest, 'body' | 'origin'> & {
 *   origin: CloudFrontOrigin, body: () => Promise<Buffer> }} Asked
 */

/**
 * @param {Asked} asked
 * @param {Behavior} behavior
 * @param {Exchange} exchange
 * @param {Origin[]} origins Of the distribution.
 * @returns {Promise<Generated>} With the headers that frame it, on which compression and ranges depend.
 * @throws {CloudFrontError} If there is no answer.
 */
export async function askOrigin(asked, behavior, exchange, origins) {
  const origin = originOf(asked, behavior, origins);
  const request = await requestOf(asked, exchange.requestId);
  exchange.origin = {
    request: {
      method: request.method,
      url: urlOf(request),
      headers: headerLines(request.headers),
      ...(request.body && { size: request.body.length }),
    },
    ...(origin.isStandIn && { isStandIn: true }),
  };
  const { headers, ...answer } = await stage(exchange, 'origin', () => origin.ask(request));
  exchange.origin.response = { status: answer.status, headers, size: answer.body.length };
  return { ...answer, headers: headers.filter(([name]) => isKept(name.toLowerCase(), behavior)) };
}

/**
 * The one that a function at origin-request has chosen, if it is another one of the distribution; or else
 * that of the behavior, which knows what to do with others.
 *
 * @param {Asked} asked
 * @param {Behavior} behavior
 * @param {Origin[]} origins
 */
function originOf(asked, { origin = STAND_IN_ORIGIN }, origins) {
  const server = serverOf(asked.origin);
  const hasServer = (/** @type {Origin} */ { settings }) => serverOf(settings) === server;
  return hasServer(origin) ? origin : (origins.find(hasServer) ?? origin);
}

/**
 * @param {Asked} asked
 * @param {string} requestId
 * @returns {Promise<OriginRequest>}
 */
async function requestOf({ method, uri, querystring, headers, origin, body }, requestId) {
  const { customHeaders } = origin.custom ?? origin.s3;
  const bytes = ['GET', 'HEAD'].includes(method) ? undefined : await body();
  return {
    method,
    uri,
    querystring,
    origin,
    // "If a header is present, CloudFront overwrites the header value."
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
    headers: {
      ...headers,
      ...customHeaders,
      'x-amz-cf-id': [{ key: 'X-Amz-Cf-Id', value: requestId }],
    },
    ...(bytes && bytes.length > 0 && { body: bytes }),
  };
}

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#ResponseCustomRemovedHeaders
 *
 * @param {string} name in lower case
 * @param {Behavior} behavior
 */
function isKept(name, behavior) {
  if (name === 'set-cookie') return sendsCookies(behavior);
  return !isDisallowed(name);
}
