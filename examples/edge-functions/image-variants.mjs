/**
 * Answers `/images/harbour.jpg?width=500` with a file that was made when the site was built: the smallest that
 * is wide enough, in the best format that the browser accepts, such as `/images/harbour/640.webp`.
 *
 * Trigger: viewer-request. The variant is in the path before CloudFront looks into its cache, so neither
 * the query string nor Accept, which has thousands of values, need be in the cache key.
 * Behavior: path pattern `/images/*`, the cache policy CachingOptimized.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-query-strings
 */

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

/** The widths at the origin, in ascending order. No other can be requested. */
const WIDTHS = [320, 640];

/** The formats at the origin besides JPEG, the best first. */
const FORMATS = ['avif', 'webp'];

/** @param {CloudFrontRequestEvent} event */
export const handler = async (event) => {
  const { request } = event.Records[0].cf;
  const [, name] = /^\/images\/([\w-]+)\.jpg$/.exec(request.uri) ?? [];
  if (name === undefined) return request;
  const accept = (request.headers.accept ?? []).map(({ value }) => value).join();
  const format = FORMATS.find((it) => accept.includes(`image/${it}`)) ?? 'jpg';
  const wanted = Number(new URLSearchParams(request.querystring).get('width') ?? Infinity);
  const width = WIDTHS.find((it) => it >= wanted) ?? WIDTHS.at(-1);
  request.uri = `/images/${name}/${width}.${format}`;
  request.querystring = '';
  return request;
};
