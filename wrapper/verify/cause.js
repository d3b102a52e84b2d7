/** What probably causes that a reply differs. */

/** @import { Reply } from './client.js' */
/** @import { Difference } from './compare.js' */

/**
 * @param {Reply} reply
 * @param {Difference[]} differences
 */
export function causeOf({ status, headers }, differences) {
  const { 'content-type': type = '', 'x-cache': xCache = '' } = headers;
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-testing-debugging.html
  const [failure] = /^Lambda\w+(Error|Exceeded)\b/.exec(xCache) ?? [];
  if (failure !== undefined) {
    return `${failure}: the function failed, or CloudFront refuses its response; edge-lookup logs --distribution ID says why`;
  }
  if (type.startsWith('text/html')) {
    return "an error page, the distribution's or CloudFront's own, takes the place of the API's answer";
  }
  if (!type.startsWith('application/json') && status >= 400) {
    return 'something else answers this path: edge-lookup status shows which patterns run the function';
  }
  if (status === 503) {
    return 'the function cannot read DynamoDB: edge-lookup logs and edge-lookup check --tables say why';
  }
  if (differences.every(({ field }) => field !== 'status' && field !== 'body')) {
    return 'a response headers policy, or a function at viewer-response, changes the headers';
  }
  return 'another api.json is deployed, or the table has other items';
}
