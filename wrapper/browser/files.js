/** What pages load: the library, the WebAssembly, the description of the API; and an API's own page. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @import { Api } from '../api/load.js' */

const LIBRARY = new URL('./', import.meta.url);
const WASM = new URL('../../pkg/page/edge_lookup_bg.wasm', import.meta.url);

/** In a page, where the API is. */
const API = '%API%';

const LIBRARY_FILES = ['edge-lookup.js', 'edge-lookup.d.ts', 'edge_lookup_bg.wasm', 'lookups.json'];
const PAGE_FILES = ['index.html', 'page.css', 'page.js'];

/**
 * The names of the files, with and without a page.
 *
 * @param {string} [pageFolder]
 */
export function fileNames(pageFolder) {
  return pageFolder === undefined ? LIBRARY_FILES : [...PAGE_FILES, ...LIBRARY_FILES];
}

/**
 * Builds the files.
 *
 * @param {Api} api
 * @param {object} [options]
 * @param {string} [options.pageFolder] With `index.html`, which loads `page.css` and `page.js`.
 * @param {string} [options.baseUrl] The API's origin (default: that of the page).
 * @returns {Promise<Record<string, Uint8Array>>} By name.
 */
export async function browserFiles(api, { pageFolder, baseUrl = '' } = {}) {
  return {
    ...(pageFolder === undefined ? {} : await page(pageFolder, baseUrl)),
    'edge-lookup.js': await bundle(new URL('index.js', LIBRARY)),
    'edge-lookup.d.ts': readFileSync(new URL('index.d.ts', LIBRARY)),
    'edge_lookup_bg.wasm': readFileSync(WASM),
    'lookups.json': Buffer.from(JSON.stringify(clientConfig(api))),
  };
}

/**
 * What a page needs of an API, without what lies behind the paths.
 *
 * @param {Api} api
 * @returns {import('./index.d.ts').ClientConfig}
 */
export function clientConfig({ client, description: { envelope, routes } }) {
  return {
    envelope,
    routes: routes.map(({ name, path, parameters, found, notFound }) => ({
      name,
      path,
      parameters,
      redirects: found.kind === 'redirect',
      notFound,
    })),
    // In JSON, which every bundler imports.
    compiled: Buffer.from(client).toString('base64'),
  };
}

/**
 * @param {string} folder
 * @param {string} baseUrl
 */
async function page(folder, baseUrl) {
  const file = (/** @type {string} */ name) => pathToFileURL(join(folder, name));
  const html = readFileSync(file('index.html'), 'utf8').replaceAll(API, baseUrl);
  return {
    'index.html': Buffer.from(html),
    'page.css': await bundle(file('page.css')),
    'page.js': await bundle(file('page.js')),
  };
}

/** @param {URL} file */
async function bundle(file) {
  // It takes a while to load, and the local edge may never be asked for a page.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    // A page loads the library as any other page does.
    external: ['./edge-lookup.js'],
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].contents;
}
