/** `dist/` in the current directory, where commands write what they make. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DIST = 'dist';

/**
 * Writes a file.
 *
 * @param {string} name
 * @param {string | Uint8Array} content
 */
export function writeDist(name, content) {
  const path = join(DIST, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/**
 * Writes a folder with these files and no others.
 *
 * @param {string} name
 * @param {Record<string, Uint8Array>} files By name.
 */
export function writeDistFolder(name, files) {
  rmSync(join(DIST, name), { recursive: true, force: true });
  mkdirSync(join(DIST, name), { recursive: true });
  for (const [file, content] of Object.entries(files)) writeDist(join(name, file), content);
}
