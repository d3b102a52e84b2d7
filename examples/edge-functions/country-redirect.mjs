/**
 * Redirects from `/` to the home page in the language of the visitor's country. All other pages are the same
 * for everybody, so that links to them can be shared.
 *
 * Trigger: origin-request, because CloudFront adds CloudFront-Viewer-Country after viewer-request.
 * Behavior: path pattern `/`; a cache policy with CloudFront-Viewer-Country and either all query strings or
 * none. If only the origin request policy has them, the first visitor's redirect is cached for everybody.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-cloudfront-headers
 */

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

/** A redirect leads to one of these paths, whatever the request says. */
const HOME_OF = new Map([
  ['AT', '/de/'],
  ['CH', '/de/'],
  ['DE', '/de/'],
  ['JP', '/ja/'],
]);

const OTHER_HOME = '/en/';

/** @param {CloudFrontRequestEvent} event */
export const handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { uri, querystring, headers } = request;
  if (uri !== '/') return request;
  const country = headers['cloudfront-viewer-country']?.[0].value ?? '';
  const home = HOME_OF.get(country) ?? OTHER_HOME;
  return {
    status: '302',
    statusDescription: 'Found',
    headers: {
      location: [{ key: 'Location', value: `${home}${querystring && `?${querystring}`}` }],
      // CloudFront caches it for a day. Browsers do not, because their users travel.
      'cache-control': [{ key: 'Cache-Control', value: 'max-age=0, s-maxage=86400' }],
    },
  };
};
