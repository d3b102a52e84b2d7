/** CloudFront's rules for requests of viewers: what breaks one never reaches the function. */

import { GUIDE } from './rules/violation.js';

/** @import { Behavior } from './behavior.js' */
/** @import { ViewerRequest } from './request.js' */
/** @import { NamedViolation } from './rules.js' */

/** @typedef {NamedViolation & { status: number }} RequestViolation `status` is CloudFront's answer. */
/** @typedef {(request: ViewerRequest, behavior: Behavior) => Omit<RequestViolation, 'rule'>[]} RequestRule */

const BEHAVIOR = `${GUIDE}/RequestAndResponseBehaviorCustomOrigin.html`;
const LENGTHS = `${BEHAVIOR}#RequestCustomMaxRequestStringLength`;
const METHODS = `${GUIDE}/DownloadDistValuesCacheBehavior.html#DownloadDistValuesAllowedHTTPMethods`;

/**
 * In bytes; the quotas page has newer values than the page that names the status.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-general
 */
const MAX_URL_BYTES = 8192;
const MAX_REQUEST_BYTES = 32_768;

/** What separates a header's name from its value, and ends its line. */
const HEADER_OVERHEAD = ': \r\n'.length;

/**
 * In the order in which they are checked.
 *
 * @type {RequestRule[]}
 */
export const REQUEST_RULES = [urlFitsTheQuota, requestFitsTheQuota, methodIsAllowed, getHasNoBody];

/**
 * The rules that a request breaks.
 *
 * @param {ViewerRequest} request
 * @param {Behavior} behavior
 * @returns {RequestViolation[]}
 */
export function requestViolations(request, behavior) {
  return REQUEST_RULES.flatMap((rule) =>
    rule(request, behavior).map((violation) => ({ rule: rule.name, ...violation })),
  );
}

/** @type {RequestRule} */
function urlFitsTheQuota({ sent }) {
  const bytes = sent.target.length;
  if (bytes < MAX_URL_BYTES) return [];
  const message = `has ${bytes} bytes of path and query string; fewer than ${MAX_URL_BYTES} are allowed`;
  return [{ status: 413, field: 'the URL', message, link: LENGTHS }];
}

/** @type {RequestRule} */
function requestFitsTheQuota({ sent }) {
  const bytes = sent.target.length + headerBytes(sent);
  if (bytes <= MAX_REQUEST_BYTES) return [];
  const message = `has ${bytes} bytes of URL and headers; ${MAX_REQUEST_BYTES} are allowed`;
  return [{ status: 413, field: 'the request', message, link: LENGTHS }];
}

/** @type {RequestRule} */
function methodIsAllowed({ method }, { allowedMethods, pathPattern }) {
  if (allowedMethods.includes(method)) return [];
  const message = `${JSON.stringify(method)} is none of ${allowedMethods.join(', ')}, which the behavior ${pathPattern} allows`;
  return [{ status: 403, field: 'the method', message, link: METHODS }];
}

/** @type {RequestRule} */
function getHasNoBody({ method, sent }) {
  if (method !== 'GET' || !sent.hasBody) return [];
  const link = `${BEHAVIOR}#RequestCustom-get-body`;
  return [{ status: 403, field: 'the body', message: 'is not allowed with GET', link }];
}

/**
 * The bytes of the headers, with what separates them.
 *
 * @param {import('./request.js').Sent} sent
 */
export function headerBytes({ rawHeaders }) {
  const texts = rawHeaders.reduce((sum, part) => sum + part.length, 0);
  return texts + (rawHeaders.length / 2) * HEADER_OVERHEAD;
}
