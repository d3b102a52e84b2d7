/**
 * Finds the pages of folders. `/guide/` is `/guide/index.html` at the origin; `/guide` redirects to `/guide/`, so
 * that each page has one URL and its relative links work.
 *
 * Trigger: origin-request. It runs only if CloudFront has nothing cached, and its redirects are cached too.
 * Behavior: a cache policy with either all query strings or none. If only the origin request policy has
 * them, the first visitor's query string is in the redirect that is cached for everybody.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-uri
 */

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

/** @param {CloudFrontRequestEvent} event */
export const handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { uri, querystring } = request;
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  if (name === '') {
    request.uri += 'index.html';
    return request;
  }
  if (name.includes('.')) return request;
  return {
    status: '301',
    statusDescription: 'Moved Permanently',
    headers: {
      location: [
        { key: 'Location', value: `${pathHere(uri)}/${querystring && `?${querystring}`}` },
      ],
      'cache-control': [{ key: 'Cache-Control', value: 'max-age=3600' }],
    },
  };
};

/**
 * A path on this site. For a browser, `//evil.example/guide` and `/\evil.example/guide` are on another.
 *
 * @param {string} uri
 */
function pathHere(uri) {
  return uri.replace(/^[/\\]+/, '/');
}
