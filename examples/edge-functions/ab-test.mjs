/**
 * Shows each visitor one of two variants of a page. The first visit draws one by chance, and a cookie keeps it.
 *
 * Triggers: viewer-request (`viewerRequest`) and viewer-response (`viewerResponse`).
 * Behavior: path pattern `/pricing.html`, any policies. The variant is in the path before CloudFront looks
 * into its cache, so the cookie need not be in the cache key.
 *
 * At viewer-response, the event has the request as the function at viewer-request left it:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html#lambda-event-structure-response
 */

/** @import { CloudFrontHeaders, CloudFrontRequestEvent, CloudFrontResponseEvent } from 'aws-lambda' */

const PAGE = '/pricing.html';
const COOKIE = 'pricing';
const PAGE_OF = new Map([
  ['a', PAGE],
  ['b', '/pricing-b.html'],
]);
const ATTRIBUTES = 'Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax';

/** @param {CloudFrontRequestEvent} event */
export const viewerRequest = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri !== PAGE) return request;
  const variant = variantIn(request.headers) ?? (Math.random() < 0.5 ? 'a' : 'b');
  request.uri = PAGE_OF.get(variant) ?? PAGE;
  request.headers.cookie = [{ key: 'Cookie', value: withVariant(request.headers, variant) }];
  return request;
};

/** @param {CloudFrontResponseEvent} event */
export const viewerResponse = async (event) => {
  const { request, response } = event.Records[0].cf;
  const variant = variantIn(request.headers);
  if (variant === undefined) return response;
  const cookie = { key: 'Set-Cookie', value: `${COOKIE}=${variant}; ${ATTRIBUTES}` };
  response.headers['set-cookie'] = [...(response.headers['set-cookie'] ?? []), cookie];
  return response;
};

/** @param {CloudFrontHeaders} headers */
function variantIn(headers) {
  const cookie = cookiesIn(headers).find((it) => it.startsWith(`${COOKIE}=`));
  const variant = cookie?.slice(COOKIE.length + 1) ?? '';
  // A viewer can send any value.
  return PAGE_OF.has(variant) ? variant : undefined;
}

/**
 * @param {CloudFrontHeaders} headers
 * @param {string} variant
 */
function withVariant(headers, variant) {
  const others = cookiesIn(headers).filter((it) => !it.startsWith(`${COOKIE}=`));
  return [...others, `${COOKIE}=${variant}`].join('; ');
}

/**
 * Over HTTP/2, each cookie may have a header of its own.
 *
 * @param {CloudFrontHeaders} headers
 */
function cookiesIn({ cookie = [] }) {
  return cookie.flatMap(({ value }) => value.split(/; */)).filter((it) => it !== '');
}
