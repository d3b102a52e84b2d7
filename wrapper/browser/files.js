/** What pages load: the library, the WebAssembly, the description of the API, the console page. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HERE = new URL('.', import.meta.url);
const WASM = new URL('../../pkg/edge_lookup_bg.wasm', import.meta.url);

/** In the console page, where the API is. */
const API = '%API%';

/** The names of the files. */
export const FILES = [
  'index.html',
  'console.css',
  'console.js',
  'edge-lookup.js',
  'edge-lookup.d.ts',
  'edge_lookup_bg.wasm',
  'lookups.json',
];

/**
 * Builds the files.
 *
 * @param {{ routes: import('../deploy/api.js').Route[] }} api
 * @param {string} [baseUrl] Where the API is, if not where the page is.
 * @returns {Promise<Record<string, Uint8Array>>} By name.
 */
export async function browserFiles({ routes }, baseUrl = '') {
  const page = readFileSync(new URL('console/index.html', HERE), 'utf8').replaceAll(API, baseUrl);
  return {
    'index.html': Buffer.from(page),
    'console.css': await bundle('console/console.css'),
    'console.js': await bundle('console/console.js'),
    'edge-lookup.js': await bundle('index.js'),
    'edge-lookup.d.ts': readFileSync(new URL('index.d.ts', HERE)),
    'edge_lookup_bg.wasm': readFileSync(WASM),
    'lookups.json': Buffer.from(JSON.stringify(clientConfig(routes))),
  };
}

/**
 * Of `api.json` what a page needs, and nothing of what is behind the paths.
 *
 * @param {import('../deploy/api.js').Route[]} routes
 * @returns {import('./index.d.ts').ClientConfig}
 */
export function clientConfig(routes) {
  return { routes: routes.map(({ name, path, parameter }) => ({ name, path, parameter })) };
}

/** @param {string} file */
async function bundle(file) {
  // It takes a while to load, and the local edge may never be asked for a page.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, HERE))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    // The console page loads the library as any other page does.
    external: ['./edge-lookup.js'],
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].contents;
}
