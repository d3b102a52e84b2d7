/**
 * The function as one module, the same for every API: what an API adds lies beside it
 * (`wrapper/deploy/function-files.js`).
 */

import { join } from 'node:path';
import { ROOT } from '../folders.js';

/**
 * What the AWS SDK imports and the function does not need, and what it gets instead. The SDK imports it
 * statically, so it cannot be left out.
 */
const STAND_INS = {
  '@aws-sdk/credential-provider-node': standIn('credentials.js'),
  '@smithy/core/event-streams': standIn('event-streams.js'),
};

/** Bundles it. */
export async function bundleFunction() {
  // Set-up runs before there are packages.
  const { build } = await import('esbuild');
  return build({
    absWorkingDir: ROOT,
    entryPoints: ['wrapper/function/entry.js'],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    // The oldest Node.js that Lambda still runs.
    target: 'node22',
    mainFields: ['module', 'main'],
    alias: STAND_INS,
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}

/** @param {string} file */
function standIn(file) {
  return join(ROOT, 'scripts', 'bundle', 'stand-ins', file);
}
