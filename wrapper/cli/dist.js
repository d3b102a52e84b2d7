/** `dist/` in the current directory, where commands write what they make. */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writing } from './writing.js';

const DIST = 'dist';

/** The files that commands have written into folders, one a line: other tools write into `dist/` too. */
const WRITTEN = '.edge-lookup';

/**
 * Writes a file.
 *
 * @param {string} name
 * @param {string | Uint8Array} content
 * @throws {import('../terminal.js').Failure}
 */
export function writeDist(name, content) {
  const path = join(DIST, name);
  writing(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  });
}

/**
 * Writes files into a folder, and removes those that were written there before and are no longer made.
 *
 * @param {string} folder
 * @param {Record<string, Uint8Array>} files By name.
 * @throws {import('../terminal.js').Failure}
 */
export function writeDistFolder(folder, files) {
  const paths = Object.keys(files).map((name) => `${folder}/${name}`);
  const before = writtenBefore();
  const isInFolder = (/** @type {string} */ path) => path.startsWith(`${folder}/`);
  for (const path of before.filter(isInFolder)) {
    if (!paths.includes(path)) {
      writing(join(DIST, path), () => rmSync(join(DIST, path), { force: true }));
    }
  }
  for (const [name, content] of Object.entries(files)) writeDist(join(folder, name), content);
  const all = [...before.filter((path) => !isInFolder(path)), ...paths];
  writeDist(WRITTEN, `${all.sort().join('\n')}\n`);
}

function writtenBefore() {
  const file = join(DIST, WRITTEN);
  if (!existsSync(file)) return [];
  const isInside = (/** @type {string} */ path) => !path.split('/').includes('..');
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).filter(isInside);
}
