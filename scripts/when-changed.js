/** Work that is done again only when what it depends on has changed. */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Does work whose result is up to date unless a file it depends on has changed since.
 *
 * @param {string[]} files
 * @param {string} stamp Where to remember the files as they were; gone together with the result.
 * @param {() => Promise<void>} work
 */
export async function whenChanged(files, stamp, work) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  const digest = hash.digest('hex');
  if (read(stamp) === digest) return;
  await work();
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, digest);
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
