/**
 * Answers errors of the origin in the site's own words: with a page or, under `/api/`, with JSON. CloudFront's
 * custom error responses are the same for a whole distribution; this depends on the path.
 *
 * Trigger: origin-response. It runs for errors too, and CloudFront caches what it returns; an error, for ten
 * seconds by default.
 * Behavior: any policies; no custom error responses of the distribution for 404 and 5xx.
 *
 * The event does not have the origin's body. If the function sets one, it replaces the origin's:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html#lambda-updating-http-responses
 */

/** @import { CloudFrontResponseEvent } from 'aws-lambda' */

/** Headers that describe the origin's body. */
const OF_THE_BODY = [
  'content-length',
  'content-encoding',
  'content-language',
  'content-disposition',
  'etag',
  'last-modified',
  'accept-ranges',
];

/** @param {CloudFrontResponseEvent} event */
export const handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const status = isMissing(response.status, request.origin?.s3) ? '404' : response.status;
  const text = textFor(Number(status));
  if (text === undefined) return response;
  const headers = { ...response.headers };
  for (const name of OF_THE_BODY) delete headers[name];
  const isApi = request.uri.startsWith('/api/');
  headers['content-type'] = [
    { key: 'Content-Type', value: isApi ? 'application/json' : 'text/html; charset=utf-8' },
  ];
  return { status, headers, body: isApi ? JSON.stringify({ error: text }) : page(text) };
};

/**
 * If CloudFront may not list a bucket, S3 answers 403 for keys that do not exist.
 *
 * @param {string} status
 * @param {object} [bucket]
 */
function isMissing(status, bucket) {
  return status === '403' && bucket !== undefined;
}

/** @param {number} status */
function textFor(status) {
  if (status === 404) return 'There is nothing at this address.';
  if (status >= 500) return 'Something went wrong at our end. Please try again in a minute.';
  return undefined;
}

/** @param {string} text From this file. Text from a request would have to be escaped. */
function page(text) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sorry</title>
<p>${text}</p>
`;
}
