/** `edge-lookup template` */

import { packageFunction } from '../../deploy/package.js';
import { renderRegionalTemplate } from '../../deploy/regional/template.js';
import { codeKey } from '../../deploy/template/parts.js';
import { renderTemplate } from '../../deploy/template/template.js';
import { apiOf } from '../config.js';
import { writeDist } from '../dist.js';
import { CONFIG, TARGET } from '../options.js';
import { writePackage } from '../package-files.js';

/** @import { Target } from '../../deploy/target.js' */
/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'template',
  summary: 'render dist/template.json, for deploying by other means',
  description:
    'Packs the function, and renders dist/template.json: a CloudFormation template for us-east-1 with ' +
    'its role, the function and its version, a cache policy for each route and, if you name an origin, ' +
    'a distribution; or with --target one for a Region. `edge-lookup deploy` does this and everything else.',
  options: [CONFIG, TARGET],
  run,
};

/** @param {{ config?: string, target?: Target }} options */
async function run({ target, ...options }) {
  const built = packageFunction(apiOf(options));
  writePackage(built);
  const rendered =
    target === undefined ? renderTemplate(built) : renderRegionalTemplate(built, target);
  const template = JSON.parse(rendered);
  writeDist('template.json', `${JSON.stringify(template, null, 2)}\n`);
  console.log(`dist/template.json expects dist/edge-lookup.zip as ${codeKey(built.sha256)}`);
}
