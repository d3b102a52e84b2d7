/** The command behind `npm run package`. */

import { commandWithOptions } from '../../scripts/terminal.js';
import { packageFunction, writePackage } from './packaging.js';

const USAGE = `Usage: npm run package

Makes dist/edge-lookup.zip, the function as Lambda takes it, and dist/lambda/ with what is in it.
The same sources always give the same bytes.

  -h, --help    show this
`;

const ZIP = 'dist/edge-lookup.zip';

await commandWithOptions(USAGE, {}, async () => {
  const built = await packageFunction();
  writePackage(built);
  const { files, zip, sha256 } = built;
  for (const [name, { length }] of Object.entries({ ...files, [ZIP]: zip })) {
    console.log(`${name.padEnd(24)} ${length.toLocaleString('en').padStart(9)} bytes`);
  }
  console.log(`\nSHA-256  ${sha256.toString('hex')}`);
  // Lambda shows it this way.
  console.log(`         ${sha256.toString('base64')}`);
});
