/**
 * Makes what wasm-bindgen builds into a factory. Its glue belongs to one instance for ever, and a
 * module is loaded once; from a factory comes as many glues as there are instances, and what a trap
 * leaves behind can be collected.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TYPES = `declare const createGlue: () => typeof import('./edge_lookup.js');
export default createGlue;
`;

/**
 * Writes `edge_lookup.factory.js` beside `edge_lookup.js`.
 *
 * @param {string} pkg The folder that wasm-pack has built.
 */
export async function writeGlueFactory(pkg) {
  // Set-up runs before there are packages.
  const { build } = await import('esbuild');
  await build({
    stdin: { contents: `export { Api, initSync } from './edge_lookup.js';`, resolveDir: pkg },
    outfile: join(pkg, 'edge_lookup.factory.js'),
    bundle: true,
    format: 'iife',
    globalName: 'glue',
    banner: { js: 'export default () => {' },
    footer: { js: 'return glue;\n};' },
    target: 'es2022',
    // Only a page asks where the glue is.
    define: { 'import.meta.url': 'undefined' },
    logLevel: 'warning',
  });
  writeFileSync(join(pkg, 'edge_lookup.factory.d.ts'), TYPES);
}
