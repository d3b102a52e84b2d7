#!/usr/bin/env node
/**
 * The command `edge-lookup`. In a checkout it sets up what is missing and runs on the Node.js of
 * Lambda; an installed package has all that it needs, except for Node.js itself.
 */

import { Failure, runCommand } from '../terminal.js';
import { IN_CHECKOUT } from './checkout.js';

/** The Node.js that Lambda runs, whose built-in functions are used. */
const NODE_MAJOR = 24;

const args = process.argv.slice(2);

await runCommand(async () => {
  if (IN_CHECKOUT) {
    const { runOnLambdaNode } = await import('../../scripts/lambda-node.js');
    await runOnLambdaNode('wrapper/cli/main.js', args);
    return;
  }
  if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR) {
    throw new Failure(
      `Node.js ${process.versions.node} is too old: install Node.js ${NODE_MAJOR} or newer`,
    );
  }
  const { main } = await import('./main.js');
  await main(args);
});
