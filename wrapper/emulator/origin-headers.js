/**
 * The headers that an origin is sent: those that CloudFront always sends, and those of the policies.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior
 */

import { acceptEncoding, forwardedCookies, forwardedHeaders } from './forwarded.js';
import { VIA } from './identity.js';
import { selectsNothing } from './selection.js';

/** @import { CloudFrontHeaders, CloudFrontOrigin } from 'aws-lambda' */
/** @import { Behavior, OriginRequestPolicy } from './behavior.js' */
/** @import { ViewerRequest } from './request.js' */

/**
 * What the table on the page sends on whatever the policies are. It lists `Origin` too, which the
 * page's own section on CORS has sent on only if a policy has it.
 */
const ALWAYS_SENT = [
  'cache-control',
  'content-length',
  'content-md5',
  'content-type',
  'date',
  'from',
  'max-forwards',
  'pragma',
  'transfer-encoding',
  'warning',
];

/** Sent on too, unless cookies are: see {@link sendsCookies}. */
const CONDITIONS = ['if-match', 'if-modified-since', 'if-none-match', 'if-unmodified-since'];

/**
 * What the policy of all viewer headers has not: cookies and encodings have rules of their own. Ranges are
 * cut from the whole, for which CloudFront may ask.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RangeGETs.html
 */
const APART = ['accept-encoding', 'cookie', 'if-range', 'range'];

/**
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @param {CloudFrontOrigin} settings Of the origin.
 * @returns {CloudFrontHeaders}
 */
export function originHeaders(request, behavior, settings) {
  const { headers, clientIp } = request;
  const { cachePolicy, originRequestPolicy } = behavior;
  const before = (headers['x-forwarded-for'] ?? []).map(({ value }) => value);
  const forwardedFor = {
    'x-forwarded-for': header('X-Forwarded-For', [...before, clientIp].join(', ')),
  };
  const encoding = encodingFor(request, behavior);
  const cookies = forwardedCookies(
    headers,
    cachePolicy.cookies,
    originRequestPolicy?.cookies ?? [],
  );
  const host = header('Host', (settings.custom ?? settings.s3).domainName);
  return {
    // First, as in AWS's example, and again at the end: no policy has it without the viewer's address.
    ...forwardedFor,
    'user-agent': header('User-Agent', 'Amazon CloudFront'),
    via: header('Via', VIA),
    ...(encoding && { 'accept-encoding': header('Accept-Encoding', encoding) }),
    host,
    ...forwardedHeaders(headers, ALWAYS_SENT),
    ...(!sendsCookies(behavior) && forwardedHeaders(headers, CONDITIONS)),
    ...(sendsAuthorization(request, behavior) && forwardedHeaders(headers, ['authorization'])),
    ...headersOf(originRequestPolicy, headers),
    ...forwardedHeaders(headers, cachePolicy.headers),
    ...(cookies && { cookie: header('Cookie', cookies) }),
    // Not the viewer's, for S3 finds the bucket by it.
    ...(settings.s3 && { host }),
    ...forwardedFor,
  };
}

/**
 * The request with the headers that CloudFront makes and a policy names. "CloudFront overwrites the
 * header values that were in the viewer request."
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-cloudfront-headers
 *
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @param {Record<string, string>} cloudFrontHeaders
 * @returns {ViewerRequest}
 */
export function withCloudFrontHeaders(
  request,
  { cachePolicy, originRequestPolicy },
  cloudFrontHeaders,
) {
  const named = [...cachePolicy.headers, ...namesIn(originRequestPolicy?.headers)];
  const names = new Set(named.map((name) => name.toLowerCase()));
  const made = Object.entries(cloudFrontHeaders).filter(([name]) => names.has(name.toLowerCase()));
  if (made.length === 0) return request;
  const added = made.map(([name, value]) => [name.toLowerCase(), header(name, value)]);
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(added) } };
}

/**
 * Whether the origin gets cookies. Conditions are then not sent on.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html
 *
 * @param {Behavior} behavior
 */
export function sendsCookies({ cachePolicy, originRequestPolicy }) {
  return !selectsNothing(cachePolicy.cookies) || !selectsNothing(originRequestPolicy?.cookies);
}

/**
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 */
function sendsAuthorization({ method }, { cachedMethods }) {
  if (method === 'OPTIONS') return !cachedMethods.includes('OPTIONS');
  return !['GET', 'HEAD'].includes(method);
}

/**
 * What CloudFront compresses with, if the cache policy has it; or else the viewer's, if all is sent on.
 *
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 */
function encodingFor({ headers }, { cachePolicy, originRequestPolicy }) {
  const sent = headers['accept-encoding'];
  if (sent === undefined) return '';
  if (cachePolicy.gzip || cachePolicy.brotli)
    return acceptEncoding(cachePolicy, headers) || 'identity';
  const policy = originRequestPolicy?.headers ?? [];
  if (Array.isArray(policy) || isExcepted(policy, 'accept-encoding')) return '';
  return sent.map(({ value }) => value).join(', ');
}

/**
 * @param {OriginRequestPolicy | undefined} policy
 * @param {CloudFrontHeaders} headers
 */
function headersOf(policy, headers) {
  if (policy === undefined) return {};
  if (Array.isArray(policy.headers)) return forwardedHeaders(headers, policy.headers);
  const sent = Object.keys(headers).filter(
    (name) => !APART.includes(name) && !isExcepted(policy.headers, name),
  );
  return forwardedHeaders(headers, sent);
}

/**
 * @param {OriginRequestPolicy['headers']} policy
 * @param {string} name in lower case
 */
function isExcepted(policy, name) {
  if (typeof policy === 'string' || !('except' in policy)) return false;
  return policy.except.some((it) => it.toLowerCase() === name);
}

/** @param {OriginRequestPolicy['headers']} [policy] */
function namesIn(policy = []) {
  if (Array.isArray(policy)) return policy;
  return typeof policy === 'object' && 'allViewerAnd' in policy ? policy.allViewerAnd : [];
}

/**
 * @param {string} key
 * @param {string} value
 */
function header(key, value) {
  return [{ key, value }];
}
