/** The request that a function returned, for CloudFront to go on with. */

import { headerLines, headerLists } from './header-lists.js';
import { framed, replacedBody } from './request-body.js';

/** @import { CloudFrontOrigin, CloudFrontRequest } from 'aws-lambda' */
/** @import { ViewerRequest } from './request.js' */

/**
 * @template {Pick<ViewerRequest, 'uri' | 'querystring' | 'headers' | 'body'> & { origin?: CloudFrontOrigin }} R
 * @param {CloudFrontRequest} result
 * @param {R} before
 * @returns {R}
 */
export function passedRequest(result, before) {
  const body = replacedBody(result);
  // Names come back in any letter case, and entries without a key.
  const headers = headerLists(headerLines(result.headers ?? {}));
  return {
    ...before,
    uri: result.uri,
    querystring: result.querystring ?? '',
    headers: body === undefined ? headers : framed(headers, body),
    ...(body !== undefined && { body: async () => body }),
    ...(before.origin && { origin: result.origin ?? before.origin }),
  };
}
