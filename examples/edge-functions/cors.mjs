/**
 * Lets the pages of an application and of its previews read the answers. If the list of origins is fixed, a
 * response headers policy does this without a function; here, a pattern decides.
 *
 * Triggers: viewer-request (`viewerRequest`), which answers preflights, and viewer-response
 * (`viewerResponse`), which adds the headers to what comes out of the cache.
 * Behavior: OPTIONS among the allowed methods, any policies. Origin need not be in the cache key.
 *
 * If the origin answers with 400 or more, nothing runs at viewer-response, and pages cannot read the answer:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-status-codes
 */

/** @import { CloudFrontHeaders, CloudFrontRequestEvent, CloudFrontResponseEvent } from 'aws-lambda' */

/** Anchored at both ends, because `https://app.example.com.evil.example` is another site. */
const ALLOWED = /^https:\/\/(?:app|pr-\d+\.preview)\.example\.com$/;

/** @param {CloudFrontRequestEvent} event */
export const viewerRequest = async (event) => {
  const { request } = event.Records[0].cf;
  const { method, headers } = request;
  // https://fetch.spec.whatwg.org/#cors-preflight-request
  const isPreflight =
    method === 'OPTIONS' && headers.origin && headers['access-control-request-method'];
  if (!isPreflight) return request;
  return {
    status: '204',
    statusDescription: 'No Content',
    headers: {
      ...allowedOrigin(headers),
      'access-control-allow-methods': [
        { key: 'Access-Control-Allow-Methods', value: 'GET, HEAD, POST' },
      ],
      'access-control-allow-headers': [
        { key: 'Access-Control-Allow-Headers', value: 'Content-Type' },
      ],
      'access-control-max-age': [{ key: 'Access-Control-Max-Age', value: '7200' }],
      vary: [{ key: 'Vary', value: 'Origin' }],
    },
  };
};

/** @param {CloudFrontResponseEvent} event */
export const viewerResponse = async (event) => {
  const { request, response } = event.Records[0].cf;
  const { 'access-control-allow-origin': _, vary = [], ...others } = response.headers;
  response.headers = {
    ...others,
    ...allowedOrigin(request.headers),
    // Browsers cache too, and for any Origin.
    vary: [...vary, { key: 'Vary', value: 'Origin' }],
  };
  return response;
};

/**
 * @param {CloudFrontHeaders} headers
 * @returns {CloudFrontHeaders}
 */
function allowedOrigin({ origin = [] }) {
  const value = origin[0]?.value ?? '';
  if (!ALLOWED.test(value)) return {};
  return { 'access-control-allow-origin': [{ key: 'Access-Control-Allow-Origin', value }] };
}
