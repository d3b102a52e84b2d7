/**
 * Shows a maintenance page to everybody except those who are working on the site.
 *
 * Trigger: viewer-request. It runs before the cache, so cached pages are not shown either. What it answers is
 * not cached: once the behavior is without the function, the site is back.
 * Behavior: any policies.
 *
 * At viewer-request, a response has at most 40 KB with its headers:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge
 */

import { BlockList, isIPv6 } from 'node:net';

/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

/** The addresses of those who are working on the site. */
const AT_WORK = new BlockList();
AT_WORK.addSubnet('203.0.113.0', 24, 'ipv4');
AT_WORK.addSubnet('2001:db8:85a3::', 48, 'ipv6');

const RETRY_AFTER_SECONDS = 600;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Back soon</title>
<h1>Back soon</h1>
<p>We are at work on the site. Please try again in a few minutes.</p>
`;

/** @param {CloudFrontRequestEvent} event */
export const handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (AT_WORK.check(request.clientIp, isIPv6(request.clientIp) ? 'ipv6' : 'ipv4')) return request;
  return {
    status: '503',
    statusDescription: 'Service Unavailable',
    headers: {
      'content-type': [{ key: 'Content-Type', value: 'text/html; charset=utf-8' }],
      'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
      'retry-after': [{ key: 'Retry-After', value: String(RETRY_AFTER_SECONDS) }],
    },
    body: PAGE,
  };
};
