/** Where CloudFront gets what is not in its cache: what the kinds of origins have in common. */

import { originFailure } from '../error.js';

/** @import { CloudFrontHeaders, CloudFrontOrigin } from 'aws-lambda' */
/** @import { Generated } from '../response.js' */

/**
 * @typedef {object} OriginRequest
 * @property {string} method
 * @property {string} uri
 * @property {string} querystring
 * @property {CloudFrontHeaders} headers
 * @property {Buffer} [body]
 * @property {CloudFrontOrigin} origin As the function returned it.
 *
 * @typedef {object} Origin
 * @property {CloudFrontOrigin} settings What events say of it.
 * @property {Ask} ask Asks it or, if the request names another server, that one.
 * @property {true} [isStandIn] Nobody is asked: the answer shows what would be.
 *
 * @callback Ask
 * @param {OriginRequest} request
 * @returns {Promise<Generated>} With the `Content-Length` or `Transfer-Encoding` that the origin
 *   sent, on which compression and ranges depend. To HEAD, the body is empty.
 */

/**
 * What a custom origin has unless it is set, timeouts in seconds.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
 */
export const CUSTOM_ORIGIN = {
  keepaliveTimeout: 5,
  readTimeout: 30,
  sslProtocols: ['TLSv1.2'],
};

/** The largest body that the emulator holds, where CloudFront passes on 50 GB. */
export const BODY_LIMIT_BYTES = 256 * 1024 * 1024;

/** @param {string} origin Its URL, or file. */
export function bodyTooLarge(origin) {
  const message = `has a body of more than ${BODY_LIMIT_BYTES} bytes, the most that is held here`;
  return originFailure(502, 'OriginReadError', origin, message);
}

/**
 * The URL of a server, by which it is told apart. CloudFront asks S3 over HTTPS.
 *
 * @param {CloudFrontOrigin} origin
 */
export function serverOf({ custom, s3 }) {
  if (custom === undefined) return `https://${s3.domainName.toLowerCase()}`;
  const { domainName, port, protocol } = custom;
  const isDefault = port === (protocol === 'https' ? 443 : 80);
  return `${protocol}://${domainName.toLowerCase()}${isDefault ? '' : `:${port}`}`;
}

/**
 * The path at the server: that of the origin comes first.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginPath
 *
 * @param {OriginRequest} request
 */
export function pathAtOrigin({ origin: { custom, s3 }, uri }) {
  return `${(custom ?? s3).path}${uri}`;
}
