/**
 * The events that CloudFront gives a function.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
 */

import { randomBytes } from 'node:crypto';
import { forwardedQuery } from './forwarded.js';
import { headerLists } from './header-lines.js';
import { DISTRIBUTION } from './identity.js';
import { originHeaders } from './origin-headers.js';
import { isDisallowed } from './restricted-headers.js';

/** @import { CloudFrontOrigin, CloudFrontRequest, CloudFrontRequestEvent, CloudFrontResponseEvent } from 'aws-lambda' */
/** @import { Behavior } from './behavior.js' */
/** @import { EventType } from './event-type.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { Generated } from './response.js' */

/**
 * The origin in AWS's own example events, with CloudFront's default settings.
 *
 * @type {CloudFrontOrigin}
 */
export const EXAMPLE_ORIGIN = {
  custom: {
    customHeaders: {},
    domainName: 'example.org',
    keepaliveTimeout: 5,
    path: '',
    port: 443,
    protocol: 'https',
    readTimeout: 30,
    // @ts-expect-error: newer than the types.
    responseCompletionTimeout: 30,
    sslProtocols: ['TLSv1.2'],
  },
};

/**
 * The event before CloudFront looks into its cache.
 *
 * @param {ViewerRequest} request
 * @param {string} [requestId]
 * @param {CloudFrontRequest['body']} [body] For a function that gets it.
 * @returns {CloudFrontRequestEvent}
 */
export function viewerRequestEvent(request, requestId, body) {
  const shown = { ...viewerPart(request), ...(body && { body }) };
  return { Records: [{ cf: { config: config('viewer-request', requestId), request: shown } }] };
}

/**
 * The event after a miss.
 *
 * @param {CloudFrontRequest} request What CloudFront would ask the origin.
 * @param {string} [requestId]
 * @returns {CloudFrontRequestEvent}
 */
export function originRequestEvent(request, requestId) {
  return { Records: [{ cf: { config: config('origin-request', requestId), request } }] };
}

/**
 * The event after the origin's answer, or before the viewer's. Its body is not shown.
 *
 * @param {'origin-response' | 'viewer-response'} eventType
 * @param {CloudFrontRequest} request
 * @param {Generated} response
 * @param {string} [requestId]
 * @returns {CloudFrontResponseEvent}
 */
export function responseEvent(eventType, request, response, requestId) {
  const { body, ...shown } = request;
  const { status, reason, headers } = response;
  return {
    Records: [
      {
        cf: {
          config: config(eventType, requestId),
          request: shown,
          response: {
            status: String(status),
            statusDescription: reason,
            headers: headerLists(headers.filter(([name]) => !isDisallowed(name.toLowerCase()))),
          },
        },
      },
    ],
  };
}

/**
 * What CloudFront asks an origin: of headers, cookies and query string only what the policies send on.
 *
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @returns {CloudFrontRequest & { origin: CloudFrontOrigin }}
 */
export function originRequest(request, behavior) {
  const { clientIp, method, querystring, uri } = request;
  const { cachePolicy, originRequestPolicy, origin } = behavior;
  const settings = structuredClone(origin?.settings ?? EXAMPLE_ORIGIN);
  return {
    clientIp,
    headers: originHeaders(request, behavior, settings),
    method,
    querystring: forwardedQuery(
      querystring,
      cachePolicy.queryStrings,
      originRequestPolicy?.queryStrings ?? [],
    ),
    uri,
    origin: settings,
  };
}

/**
 * What a function at a viewer event is shown of a request.
 *
 * @param {ViewerRequest} request
 * @returns {CloudFrontRequest}
 */
export function viewerPart({ clientIp, headers, method, querystring, uri }) {
  return { clientIp, headers, method, querystring, uri };
}

/**
 * @param {EventType} eventType
 * @param {string} [requestId]
 */
function config(eventType, requestId = createRequestId()) {
  return { ...DISTRIBUTION, eventType, requestId };
}

/** 40 random bytes in URL-safe base64: the form of AWS's example, `4TyzHTaYWb1GX…oUSEQ==`. */
export function createRequestId() {
  return `${randomBytes(40).toString('base64url')}==`;
}
