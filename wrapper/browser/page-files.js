/**
 * An API's own page, the folder `page/` beside its configuration. The installed package brings no bundler, so
 * the files are taken as they are. A checkout bundles them: its examples share modules with the inspector.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IN_CHECKOUT } from '../api/checkout.js';
import { publishedFiles } from './published-files.js';

/** In a page, where the API is. */
const API = '%API%';

const BUNDLED = ['index.html', 'page.css', 'page.js'];

/**
 * The names of the files.
 *
 * @param {string} folder
 */
export function pageNames(folder) {
  return IN_CHECKOUT ? BUNDLED : publishedFiles(folder);
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
