/** Which parts of a request the policies of a behavior let through. */

import { selects } from './selection.js';

/** @import { CloudFrontHeaders } from 'aws-lambda' */
/** @import { CachePolicy } from './behavior.js' */
/** @import { Selection } from './selection.js' */

/**
 * The query string with only the parameters that one of the policies has, in the order in which they
 * were sent. Names are compared as they are sent, letter case and escapes included.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/QueryStringParameters.html
 *
 * @param {string} querystring
 * @param {Selection[]} selections
 */
export function forwardedQuery(querystring, ...selections) {
  if (querystring === '' || selections.includes('all')) return querystring;
  const parameters = querystring.split('&');
  return parameters.filter((it) => isSelected(selections, it.split('=', 1)[0])).join('&');
}

/**
 * The cookies that one of the policies has. "CloudFront sorts the cookies in natural order by cookie
 * name before forwarding the request to your origin."
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html
 *
 * @param {CloudFrontHeaders} headers
 * @param {Selection[]} selections
 * @returns {string} Empty if there are none.
 */
export function forwardedCookies({ cookie: lines = [] }, ...selections) {
  if (lines.length === 0) return '';
  const cookies = lines.flatMap(({ value }) => value.split(/; */)).map((it) => it.trim());
  return cookies
    .map((text) => ({ text, name: text.split('=', 1)[0] }))
    .filter(({ text, name }) => text !== '' && isSelected(selections, name))
    .sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name))
    .map(({ text }) => text)
    .join('; ');
}

/**
 * The headers of a list, in its order: in which order they were sent makes no difference.
 *
 * @param {CloudFrontHeaders} headers
 * @param {string[]} names
 * @returns {CloudFrontHeaders}
 */
export function forwardedHeaders(headers, names) {
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
export function acceptEncoding({ brotli, gzip }, headers) {
  const accepted = (headers['accept-encoding'] ?? []).map(({ value }) => value).join();
  const encodings = [...(brotli ? ['br'] : []), ...(gzip ? ['gzip'] : [])];
  return encodings.filter((it) => new RegExp(`\\b${it}\\b`).test(accepted)).join();
}

/**
 * @param {Selection[]} selections
 * @param {string} name
 */
function isSelected(selections, name) {
  return selections.some((selection) => selects(selection, name));
}
