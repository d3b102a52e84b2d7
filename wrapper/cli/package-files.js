/** The packed function in `dist/`. */

import { functionPapers } from '../deploy/function-files.js';
import { writeDist, writeDistFolder } from './dist.js';

/** @import { Package } from '../deploy/package.js' */

/**
 * Writes `dist/edge-lookup.zip`, `dist/lambda/` with the files in it, and what belongs beside it.
 *
 * @param {Package} built
 */
export function writePackage({ files, zip }) {
  writeDistFolder('lambda', files);
  writeDist('edge-lookup.zip', zip);
  for (const [name, content] of Object.entries(functionPapers())) writeDist(name, content);
}
