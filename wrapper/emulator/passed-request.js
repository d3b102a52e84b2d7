/** The request that a function returned, for CloudFront to go on with. */

import { headerLines, headerLists } from './header-lines.js';
import { CUSTOM_ORIGIN } from './origin/origin.js';
import { framed, replacedBody } from './request-body.js';

/** @import { CloudFrontHeaders, CloudFrontOrigin, CloudFrontRequest } from 'aws-lambda' */
/** @import { ViewerRequest } from './request.js' */

const S3_ORIGIN = { authMethod: 'none', path: '' };
const DEFAULTS = { ...CUSTOM_ORIGIN, path: '', protocol: 'https' };

/**
 * @template {Pick<ViewerRequest, 'uri' | 'querystring' | 'headers' | 'body'> & { origin?: CloudFrontOrigin }} R
 * @param {CloudFrontRequest} result
 * @param {R} before
 * @returns {R}
 * @throws {TypeError} If it breaks rules so that nobody could be asked.
 */
export function passedRequest(result, before) {
  if (typeof result.uri !== 'string') throw new TypeError('no uri');
  const body = replacedBody(result);
  const headers = named(result.headers);
  return {
    ...before,
    uri: result.uri,
    querystring: result.querystring ?? '',
    headers: body === undefined ? headers : framed(headers, body),
    ...(body !== undefined && { body: async () => body }),
    ...(before.origin && { origin: result.origin ? complete(result.origin) : before.origin }),
  };
}

/**
 * The origin of a function, with CloudFront's defaults for what it leaves out.
 *
 * @param {CloudFrontOrigin} origin
 * @returns {CloudFrontOrigin}
 */
function complete({ custom, s3 }) {
  const settings = custom ?? s3;
  if (typeof settings?.domainName !== 'string') throw new TypeError('no origin');
  const customHeaders = named(settings.customHeaders);
  if (custom === undefined) {
    return { s3: { ...S3_ORIGIN, .../** @type {any} */ (s3), customHeaders } };
  }
  const port = custom.protocol === 'http' ? 80 : 443;
  return { custom: { ...DEFAULTS, port, .../** @type {any} */ (custom), customHeaders } };
}

/**
 * Names come back in any letter case, and entries without a key.
 *
 * @param {CloudFrontHeaders} [headers]
 */
function named(headers = {}) {
  return headerLists(headerLines(headers));
}
