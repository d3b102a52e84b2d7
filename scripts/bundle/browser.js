/** The library for pages as one module, which finds the WebAssembly beside itself. */

import { ROOT } from '../folders.js';

/** Bundles it. */
export async function bundleBrowser() {
  // Set-up runs before there are packages.
  const { build } = await import('esbuild');
  return build({
    absWorkingDir: ROOT,
    entryPoints: ['wrapper/browser/index.js'],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}
