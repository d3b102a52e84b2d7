/** The files of a folder that anybody may read. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The names of the files in a folder and in those below it, sorted. Links are not followed, since they may
 * lead out of it, and names that begin with a dot are left out: such files are for tools, and some hold secrets.
 *
 * @param {string} folder
 * @returns {string[]} With slashes.
 */
export function publishedFiles(folder) {
  return namesIn(folder, '').sort();
}

/**
 * @param {string} folder
 * @param {string} path Below it, empty or with a slash at its end.
 * @returns {string[]}
 */
function namesIn(folder, path) {
  return readdirSync(join(folder, path), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry) => {
      const name = path + entry.name;
      if (entry.isDirectory()) return namesIn(folder, `${name}/`);
      return entry.isFile() ? [name] : [];
    });
}
