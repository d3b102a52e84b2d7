/**
 * An origin of a distribution, as events have it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html#lambda-event-structure-request
 */

import { CUSTOM_ORIGIN } from '../origin/origin.js';

/** @import { CloudFrontCustomOrigin, CloudFrontHeaders, CloudFrontOrigin } from 'aws-lambda' */
/** @import { Cursor } from './cursor.js' */

/** Of a bucket whose domain name has no Region. */
const REGION = 'us-east-1';

/**
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html
 *
 * @param {Cursor} origin
 * @returns {CloudFrontOrigin}
 */
export function originSettings(origin) {
  const common = {
    customHeaders: customHeaders(origin),
    domainName: origin.get('DomainName').string(),
    path: origin.optional('OriginPath')?.string() ?? '',
  };
  const s3 = origin.optional('S3OriginConfig');
  if (s3 === undefined) return { custom: { ...common, ...customSettings(origin) } };
  // With an origin access control, as with a public bucket, there is no identity.
  if (s3.optional('OriginAccessIdentity') === undefined) {
    return { s3: { ...common, authMethod: 'none' } };
  }
  const region = regionIn(common.domainName);
  return { s3: { ...common, authMethod: 'origin-access-identity', region } };
}

/**
 * @param {Cursor} origin
 * @returns {CloudFrontHeaders}
 */
function customHeaders(origin) {
  const headers = origin.optional('CustomHeaders')?.items() ?? [];
  return Object.fromEntries(
    headers.map((header) => {
      const key = header.get('HeaderName').string();
      return [key.toLowerCase(), [{ key, value: header.get('HeaderValue').string() }]];
    }),
  );
}

/**
 * @param {Cursor} origin Custom, or in a VPC: then what is not here is with the VPC origin.
 * @returns {Omit<CloudFrontCustomOrigin, 'customHeaders' | 'domainName' | 'path'>}
 */
function customSettings(origin) {
  const custom = origin.optional('CustomOriginConfig');
  const config =
    custom ??
    origin.optional('VpcOriginConfig') ??
    origin.fail('has no S3OriginConfig, CustomOriginConfig or VpcOriginConfig');
  const isHttp = custom?.get('OriginProtocolPolicy').oneOf({
    'http-only': () => true,
    'https-only': () => false,
    // Viewers come over HTTPS.
    'match-viewer': () => false,
  });
  return {
    ...CUSTOM_ORIGIN,
    ...(isHttp
      ? { protocol: 'http', port: config.optional('HTTPPort')?.number() ?? 80 }
      : { protocol: 'https', port: config.optional('HTTPSPort')?.number() ?? 443 }),
    ...present('keepaliveTimeout', config.optional('OriginKeepaliveTimeout')?.number()),
    ...present('readTimeout', config.optional('OriginReadTimeout')?.number()),
    ...present('responseCompletionTimeout', origin.optional('ResponseCompletionTimeout')?.number()),
    ...present('sslProtocols', config.optional('OriginSslProtocols')?.strings()),
  };
}

/**
 * @template T
 * @param {string} name
 * @param {T | undefined} value
 */
function present(name, value) {
  return value === undefined ? {} : { [name]: value };
}

/** @param {string} domainName Such as `bucket.s3.eu-west-1.amazonaws.com`. */
function regionIn(domainName) {
  return /\.s3[.-]([a-z]+(?:-[a-z]+)+-\d)\.amazonaws\.com$/.exec(domainName)?.[1] ?? REGION;
}
