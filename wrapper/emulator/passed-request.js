/** The request that a function returned, for CloudFront to go on with. */

import { headerLines, headerLists } from './header-lines.js';
import { CUSTOM_ORIGIN } from './origin/origin.js';
import { framed, replacedBody } from './request-body.js';

/** @import { CloudFrontOrigin, CloudFrontRequest } from 'aws-lambda' */
/** @import { ViewerRequest } from './request.js' */

const ANY_ORIGIN = { customHeaders: {}, path: '' };
const S3_ORIGIN = { authMethod: 'none', ...ANY_ORIGIN };
const DEFAULTS = { ...CUSTOM_ORIGIN, ...ANY_ORIGIN, protocol: 'https' };

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
  // Names come back in any letter case, and entries without a key.
  const headers = headerLists(headerLines(result.headers ?? {}));
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
  if (custom === undefined) return { s3: { ...S3_ORIGIN, .../** @type {any} */ (s3) } };
  const port = custom.protocol === 'http' ? 80 : 443;
  return { custom: { ...DEFAULTS, port, .../** @type {any} */ (custom) } };
}
