/** What an origin is to a distribution. */

/** @import { CloudFrontHeaders, CloudFrontOrigin } from 'aws-lambda' */
/** @import { Generated } from '../response.js' */

/**
 * @typedef {object} OriginRequest What CloudFront asks.
 * @property {string} method
 * @property {string} uri Behind the origin's `path`.
 * @property {string} querystring Without its `?`.
 * @property {CloudFrontHeaders} headers With the origin's custom headers.
 * @property {Buffer} [body]
 * @property {CloudFrontOrigin} origin The settings, perhaps changed by a function at origin-request.
 */

/**
 * @typedef {object} Origin
 * @property {CloudFrontOrigin} settings As a function at origin-request gets them.
 * @property {(request: OriginRequest) => Promise<Generated>} ask Rejects if it cannot be reached.
 */

export {};
