/** `dist/`, where what is built for deployment goes. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

const DIST = new URL('../../dist/', import.meta.url);

/**
 * Writes a file.
 *
 * @param {string} name
 * @param {string | Uint8Array} content
 */
export function writeDist(name, content) {
  mkdirSync(DIST, { recursive: true });
  writeFileSync(new URL(name, DIST), content);
}

/**
 * Writes a folder, with these files and no others.
 *
 * @param {string} name
 * @param {Record<string, Uint8Array>} files By name.
 */
export function writeDistFolder(name, files) {
  rmSync(new URL(name, DIST), { recursive: true, force: true });
  mkdirSync(new URL(name, DIST), { recursive: true });
  for (const [file, content] of Object.entries(files)) writeDist(`${name}/${file}`, content);
}
