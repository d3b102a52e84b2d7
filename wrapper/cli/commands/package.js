/** `edge-lookup package` */

import { packageFunction } from '../../deploy/package.js';
import { apiOf } from '../config.js';
import { CONFIG } from '../options.js';
import { writePackage } from '../package-files.js';

/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'package',
  summary: 'pack the function into dist/edge-lookup.zip',
  description:
    'Makes dist/edge-lookup.zip, the function as Lambda takes it, and dist/lambda/ with the files in ' +
    'it. The same configuration always gives the same bytes. Beside it are the licences of what is in ' +
    'it, and the list of that, in CycloneDX.',
  options: [CONFIG],
  run,
};

/** @param {{ config?: string }} options */
async function run(options) {
  const built = packageFunction(apiOf(options));
  writePackage(built);
  const { files, zip, sha256 } = built;
  for (const [name, { length }] of Object.entries({ ...files, 'dist/edge-lookup.zip': zip })) {
    console.log(`${name.padEnd(24)} ${length.toLocaleString('en').padStart(9)} bytes`);
  }
  console.log(`\nSHA-256  ${sha256.toString('hex')}`);
  // Lambda shows it this way.
  console.log(`         ${sha256.toString('base64')}`);
}
