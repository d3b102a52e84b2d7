/**
 * Checks the JSON of a contact form before it reaches the origin.
 *
 * Trigger: viewer-request, with IncludeBody. Without it, every form is refused.
 * Behavior: POST among the allowed methods, any policies.
 *
 * At viewer-request, the event has at most 40 KB of the body, in base64:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-request-body
 */

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

/** @param {CloudFrontRequestEvent} event */
export const handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.method !== 'POST') return request;
  const type = request.headers['content-type']?.[0].value ?? '';
  if (!/^application\/json *(?:;|$)/i.test(type)) return refusal('415', 'Send application/json.');
  // The origin would get the rest too, unchecked.
  if (request.body?.inputTruncated) return refusal('413', 'The message is too long.');
  const form = parsed(request.body?.data ?? '');
  if (form === undefined) return refusal('400', 'This is not JSON in UTF-8.');
  const problem = problemOf(form);
  return problem === undefined ? request : refusal('422', problem);
};

/** @param {string} base64 */
function parsed(base64) {
  try {
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64')),
    );
  } catch {
    return undefined;
  }
}

/** @param {any} form Any JSON. */
function problemOf(form) {
  const { email, message, ...others } = form ?? {};
  if (!isText(email, 254) || !/^[^\s@]+@[^\s@]+$/.test(email)) return 'email must be an address.';
  if (!isText(message, 5000)) return 'message must have 1 to 5000 characters.';
  if (Object.keys(others).length > 0) return 'Only email and message are known.';
  return undefined;
}

/**
 * @param {unknown} value
 * @param {number} most Characters.
 */
function isText(value, most) {
  return typeof value === 'string' && value.length > 0 && value.length <= most;
}

/**
 * @param {string} status
 * @param {string} error
 */
function refusal(status, error) {
  return {
    status,
    headers: {
      'content-type': [{ key: 'Content-Type', value: 'application/json' }],
      'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
    },
    body: JSON.stringify({ error }),
  };
}
