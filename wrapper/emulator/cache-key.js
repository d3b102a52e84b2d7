/**
 * What of a request is in the cache key, which is also what CloudFront sends on.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html
 */

/** @import { CloudFrontHeaders } from 'aws-lambda' */
/** @import { CachePolicy } from './behavior.js' */
/** @import { ViewerRequest } from './request.js' */

/**
 * Requests with the same key get the same entry. HEAD has the key of GET; OPTIONS has its own.
 *
 * @param {CachePolicy} policy
 * @param {ViewerRequest} request
 */
export function cacheKey(policy, { headers, method, querystring, uri }) {
  const query = forwardedQuery(policy, querystring);
  const parts = [
    method === 'OPTIONS' ? 'OPTIONS ' : '',
    uri,
    query && `?${query}`,
    ...Object.entries(forwardedHeaders(policy, headers)).flatMap(([name, list]) =>
      list.map(({ value }) => `\n${name}: ${value}`),
    ),
  ];
  const encoding = acceptEncoding(policy, headers);
  return parts.join('') + (encoding && `\naccept-encoding: ${encoding}`);
}

/**
 * The query string with only the parameters of the policy, in the order in which they were sent.
 * Names are compared as they are sent, letter case and escapes included.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/QueryStringParameters.html
 *
 * @param {CachePolicy} policy
 * @param {string} querystring
 */
export function forwardedQuery({ queryStrings }, querystring) {
  if (queryStrings === 'all') return querystring;
  const parameters = querystring.split('&');
  return parameters.filter((it) => queryStrings.includes(it.split('=', 1)[0])).join('&');
}

/**
 * The headers of the policy.
 *
 * @param {CachePolicy} policy
 * @param {CloudFrontHeaders} headers
 * @returns {CloudFrontHeaders}
 */
export function forwardedHeaders({ headers: names }, headers) {
  // In the order of the policy: in which order they were sent makes no difference.
  const listed = names.map((name) => name.toLowerCase());
  const sent = listed.filter((name) => Object.hasOwn(headers, name));
  return Object.fromEntries(sent.map((name) => [name, headers[name]]));
}

/**
 * `Accept-Encoding`, reduced to what CloudFront compresses with.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html#cache-policy-compressed-objects
 *
 * @param {CachePolicy} policy
 * @param {CloudFrontHeaders} headers
 */
export function acceptEncoding(policy, headers) {
  if (!policy.acceptEncoding) return '';
  const accepted = (headers['accept-encoding'] ?? []).map(({ value }) => value).join();
  return ['br', 'gzip'].filter((it) => new RegExp(`\\b${it}\\b`).test(accepted)).join();
}
