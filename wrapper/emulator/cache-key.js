/**
 * What of a request is in the cache key.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html
 */

import { acceptEncoding, forwardedCookies, forwardedHeaders, forwardedQuery } from './forwarded.js';

/** @import { CachePolicy } from './behavior.js' */
/** @import { ViewerRequest } from './request.js' */

/**
 * Requests with the same key get the same entry. HEAD has the key of GET; OPTIONS has its own.
 *
 * @param {CachePolicy} policy
 * @param {Pick<ViewerRequest, 'headers' | 'method' | 'querystring' | 'uri'>} request
 */
export function cacheKey(policy, { headers, method, querystring, uri }) {
  const query = forwardedQuery(querystring, policy.queryStrings);
  const cookies = forwardedCookies(headers, policy.cookies);
  const encoding = acceptEncoding(policy, headers);
  return [
    method === 'OPTIONS' ? 'OPTIONS ' : '',
    uri,
    query && `?${query}`,
    ...Object.entries(forwardedHeaders(headers, policy.headers)).flatMap(([name, list]) =>
      list.map(({ value }) => `\n${name}: ${value}`),
    ),
    cookies && `\ncookie: ${cookies}`,
    encoding && `\naccept-encoding: ${encoding}`,
  ].join('');
}
