/**
 * Adds security headers, a content security policy to pages only, and removes those that name the software. If
 * the headers are fixed, a response headers policy adds them without a function.
 *
 * Trigger: origin-response. The headers are cached with the response. Unlike viewer-response, it runs for
 * errors of the origin too.
 * Behavior: any policies.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-headers
 */

/** @import { CloudFrontResponseEvent } from 'aws-lambda' */

const FOR_ALL = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const NAMING_SOFTWARE = ['server', 'x-powered-by', 'x-aspnet-version'];

/** @param {CloudFrontResponseEvent} event */
export const handler = async (event) => {
  const { response } = event.Records[0].cf;
  const { headers } = response;
  for (const [key, value] of Object.entries(FOR_ALL)) headers[key.toLowerCase()] = [{ key, value }];
  if (/^text\/html\b/i.test(headers['content-type']?.[0].value ?? '')) {
    headers['content-security-policy'] = [
      { key: 'Content-Security-Policy', value: CONTENT_SECURITY_POLICY },
    ];
  }
  for (const name of NAMING_SOFTWARE) delete headers[name];
  return response;
};
