/**
 * The events that CloudFront gives a function for a request.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
 */

import { randomBytes } from 'node:crypto';
import { acceptEncoding, forwardedHeaders, forwardedQuery } from './cache-key.js';

/** @import { CloudFrontHeaders, CloudFrontRequest, CloudFrontRequestEvent } from 'aws-lambda' */
/** @import { CachePolicy } from './behavior.js' */
/** @import { EventType } from '../api/load.js' */
/** @import { ViewerRequest } from './request.js' */

/** The distribution in AWS's own example events. */
export const DISTRIBUTION = {
  distributionDomainName: 'd111111abcdef8.cloudfront.net',
  distributionId: 'EDFDVBD6EXAMPLE',
};

/** What CloudFront says in `Via`, to viewers and to functions. */
export const VIA = `1.1 ${DISTRIBUTION.distributionDomainName} (CloudFront)`;

/** The origin in AWS's own example events, with CloudFront's default settings; nobody asks it. */
const ORIGIN = {
  custom: {
    customHeaders: {},
    domainName: 'example.org',
    keepaliveTimeout: 5,
    path: '',
    port: 443,
    protocol: /** @type {const} */ ('https'),
    readTimeout: 30,
    responseCompletionTimeout: 30,
    sslProtocols: [/** @type {const} */ ('TLSv1.2')],
  },
};

/**
 * The event before CloudFront looks into its cache.
 *
 * @param {ViewerRequest} request
 * @returns {CloudFrontRequestEvent}
 */
export function viewerRequestEvent({ clientIp, headers, method, querystring, uri }) {
  return event('viewer-request', { clientIp, headers, method, querystring, uri });
}

/**
 * The event after a miss: with an origin, and of headers and query string only what the cache
 * policy sends on.
 *
 * @param {ViewerRequest} request
 * @param {CachePolicy} policy
 * @returns {CloudFrontRequestEvent}
 */
export function originRequestEvent(request, policy) {
  const { clientIp, method, querystring, uri } = request;
  const own = ownHeaders(request, policy);
  const forwarded = forwardedHeaders(policy, request.headers);
  return event('origin-request', {
    clientIp,
    // The viewer's address is added to what was sent on.
    headers: { ...own, ...forwarded, 'x-forwarded-for': own['x-forwarded-for'] },
    method,
    querystring: forwardedQuery(policy, querystring),
    uri,
    origin: structuredClone(ORIGIN),
  });
}

/**
 * What CloudFront says to an origin whatever the viewer has sent.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior
 *
 * @param {ViewerRequest} request
 * @param {CachePolicy} policy
 * @returns {CloudFrontHeaders}
 */
function ownHeaders({ clientIp, headers }, policy) {
  const before = (headers['x-forwarded-for'] ?? []).map(({ value }) => value);
  const isEncodingSent = policy.acceptEncoding && headers['accept-encoding'] !== undefined;
  const encoding = acceptEncoding(policy, headers) || (isEncodingSent && 'identity');
  return {
    'x-forwarded-for': [{ key: 'X-Forwarded-For', value: [...before, clientIp].join(', ') }],
    'user-agent': [{ key: 'User-Agent', value: 'Amazon CloudFront' }],
    via: [{ key: 'Via', value: VIA }],
    ...(encoding && { 'accept-encoding': [{ key: 'Accept-Encoding', value: encoding }] }),
    host: [{ key: 'Host', value: ORIGIN.custom.domainName }],
  };
}

/**
 * @param {EventType} eventType
 * @param {CloudFrontRequest} request
 * @returns {CloudFrontRequestEvent}
 */
function event(eventType, request) {
  const config = { ...DISTRIBUTION, eventType, requestId: createRequestId() };
  return { Records: [{ cf: { config, request } }] };
}

/** 40 random bytes in URL-safe base64: the form of AWS's example, `4TyzHTaYWb1GX…oUSEQ==`. */
export function createRequestId() {
  return `${randomBytes(40).toString('base64url')}==`;
}
