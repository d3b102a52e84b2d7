/** The function as a zip file, and the files in it. */

import { createHash } from 'node:crypto';
import { Failure } from '../terminal.js';
import { functionFiles } from './function-files.js';
import { zip } from './zip.js';

/**
 * The largest zip file that a viewer-request function could ever have, in bytes; CloudFront's
 * quotas now say 50 MB, accounts may not.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge
 */
const LIMIT = 1_048_576;

/**
 * @typedef {object} Package
 * @property {import('../api/load.js').Api} api What was packed.
 * @property {Record<string, Uint8Array>} files By name.
 * @property {Buffer} zip
 * @property {Buffer} sha256 Of the zip file.
 */

/**
 * Packs the function.
 *
 * @param {import('../api/load.js').Api} api
 * @returns {Package}
 */
export function packageFunction(api) {
  const files = functionFiles(api);
  const zipped = zip(files);
  if (zipped.length > LIMIT) {
    throw new Failure(
      `the zip file has ${zipped.length} bytes, more than ${LIMIT}: shorten api.json`,
    );
  }
  return { api, files, zip: zipped, sha256: createHash('sha256').update(zipped).digest() };
}
