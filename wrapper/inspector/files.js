/**
 * The files of the inspector's page, and what it has from the console page. They are served where
 * they lie under `wrapper/`, so that an import means the same to the browser and to the tools.
 */

import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

const WRAPPER = new URL('../', import.meta.url);
const PAGE = 'inspector/page/';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=UTF-8',
  '.html': 'text/html; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
};

const NAMES = new Set([
  'browser/page/dom.js',
  'browser/page/base.css',
  'browser/page/form.css',
  'browser/page/words.js',
  ...readdirSync(new URL(PAGE, WRAPPER)).map((name) => PAGE + name),
]);

/**
 * @param {string} path The part after the inspector's own, without a slash at the beginning.
 * @returns {Promise<{ type: string, content: Buffer } | null>}
 */
export async function fileAt(path) {
  const name = path === '' ? `${PAGE}index.html` : path;
  if (!NAMES.has(name)) return null;
  return { type: TYPES[extname(name)], content: await readFile(new URL(name, WRAPPER)) };
}
