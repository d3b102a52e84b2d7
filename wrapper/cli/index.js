#!/usr/bin/env node
/**
 * The command `edge-lookup`. In a checkout it sets up what is missing and runs on the Node.js of
 * Lambda; an installed package has all that it needs, except for Node.js itself.
 */

import { createRequire } from 'node:module';
import { IN_CHECKOUT } from '../api/checkout.js';
import { Failure, runCommand } from '../terminal.js';

const args = process.argv.slice(2);

await runCommand(async () => {
  if (IN_CHECKOUT) {
    const { runOnLambdaNode } = await import('../../scripts/lambda-node.js');
    await runOnLambdaNode('wrapper/cli/main.js', args);
    return;
  }
  checkNode(process.versions.node);
  const { main } = await import('./main.js');
  await main(args);
});

/**
 * npm only warns of a Node.js that a package does not run on.
 *
 * @param {string} version
 * @throws {Failure}
 */
function checkNode(version) {
  const { engines } = createRequire(import.meta.url)('../../package.json');
  const oldest = engines.node.replace('>=', '');
  if (oldest.localeCompare(version, 'en', { numeric: true }) <= 0) return;
  throw new Failure(`Node.js ${version} is too old: install Node.js ${oldest} or newer`);
}
