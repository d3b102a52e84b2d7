/** The command behind `npm run template`. */

import { commandWithOptions } from '../../scripts/terminal.js';
import { writeDist } from './dist.js';
import { packageFunction, writePackage } from './packaging.js';
import { codeKey, renderTemplate } from './template/template.js';

const USAGE = `Usage: npm run template

Packs the function, and makes dist/template.yaml: a CloudFormation template for us-east-1 with its
role, the function and its version, a cache policy for each route and, if you name an origin, a
distribution. \`npm run deploy\` does this and all the rest; use this to deploy by other means.

  -h, --help    show this
`;

await commandWithOptions(USAGE, {}, async () => {
  const built = await packageFunction();
  writePackage(built);
  writeDist('template.yaml', renderTemplate(built));
  console.log(`dist/template.yaml expects dist/edge-lookup.zip as ${codeKey(built.sha256)}`);
});
