/** What pages load: the library, the WebAssembly, the description of the API; and an API's own page. */

import { readFileSync } from 'node:fs';
import { pageFiles, pageNames } from './page-files.js';

/** @import { Api } from '../api/load.js' */

const TYPES = new URL('index.d.ts', import.meta.url);
const PKG = new URL('../../pkg/', import.meta.url);

const LIBRARY_FILES = [
  'edge-lookup.js',
  'edge-lookup.d.ts',
  'edge-lookup.licenses.txt',
  'edge_lookup_bg.wasm',
  'lookups.json',
];

/**
 * The names of the files, with and without a page.
 *
 * @param {string} [pageFolder]
 */
export function fileNames(pageFolder) {
  return pageFolder === undefined ? LIBRARY_FILES : [...pageNames(pageFolder), ...LIBRARY_FILES];
}

/**
 * Builds the files.
 *
 * @param {Api} api
 * @param {object} [options]
 * @param {string} [options.pageFolder] The API's own page.
 * @param {string} [options.baseUrl] The API's origin (default: that of the page).
 * @returns {Promise<Record<string, Uint8Array>>} By name.
 */
export async function browserFiles(api, { pageFolder, baseUrl = '' } = {}) {
  return {
    ...(pageFolder === undefined ? {} : await pageFiles(pageFolder, baseUrl)),
    'edge-lookup.js': read('browser/edge-lookup.js'),
    'edge-lookup.d.ts': readFileSync(TYPES),
    'edge-lookup.licenses.txt': read('browser/licenses.txt'),
    'edge_lookup_bg.wasm': read('page/edge_lookup_bg.wasm'),
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

/** @param {string} file */
function read(file) {
  return readFileSync(new URL(file, PKG));
}
