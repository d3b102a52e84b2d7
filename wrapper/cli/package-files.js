/** The packed function in `dist/`. */

import { writeDist, writeDistFolder } from './dist.js';

/** @import { Package } from '../deploy/package.js' */

/**
 * Writes `dist/edge-lookup.zip`, and `dist/lambda/` with the files in it.
 *
 * @param {Package} built
 */
export function writePackage({ files, zip }) {
  writeDistFolder('lambda', files);
  writeDist('edge-lookup.zip', zip);
}
