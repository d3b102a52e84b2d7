/**
 * An API's own page, the folder `page/` beside its configuration. The installed package brings no bundler, so
 * the files are taken as they are. A checkout bundles them: its examples share modules with the inspector.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** In a page, where the API is. */
const API = '%API%';

const BUNDLED = ['index.html', 'page.css', 'page.js'];

const IN_CHECKOUT = existsSync(new URL('../../Cargo.toml', import.meta.url));

/**
 * The names of the files.
 *
 * @param {string} folder
 */
export function pageNames(folder) {
  if (IN_CHECKOUT) return BUNDLED;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, sep).length))
    .map((path) => path.replaceAll(sep, '/'))
    .sort();
}

/**
 * Makes the files.
 *
 * @param {string} folder With `index.html`; in a checkout, it loads `page.css` and `page.js`.
 * @param {string} baseUrl
 * @returns {Promise<Record<string, Uint8Array>>} By name.
 */
export async function pageFiles(folder, baseUrl) {
  const files = await Promise.all(
    pageNames(folder).map(async (name) => [name, await content(join(folder, name), baseUrl)]),
  );
  return Object.fromEntries(files);
}

/**
 * @param {string} file
 * @param {string} baseUrl
 */
async function content(file, baseUrl) {
  if (file.endsWith('.html')) {
    return Buffer.from(readFileSync(file, 'utf8').replaceAll(API, baseUrl));
  }
  return IN_CHECKOUT ? bundle(file) : readFileSync(file);
}

/** @param {string} file */
async function bundle(file) {
  // It takes a while to load, and the local edge may never be asked for a page.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [file],
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
