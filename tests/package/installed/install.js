/** The packed package, as npm installs it in an empty folder. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/setup.js';

/**
 * @typedef {object} Installed
 * @property {string} folder The project of a user, with nothing but the package.
 * @property {string} own Where the package is in it.
 * @property {string} command What npx runs.
 * @property {() => void} remove
 */

/**
 * Packs and installs.
 *
 * @returns {Installed}
 */
export function install() {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'edge-lookup-installed-')));
  npm(ROOT, 'pack', '--pack-destination', top);
  const [tarball] = readdirSync(top);
  const folder = join(top, 'project');
  mkdirSync(folder);
  npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', join(top, tarball));
  const modules = join(folder, 'node_modules');
  return {
    folder,
    own: join(modules, 'edge-lookup'),
    command: join(modules, '.bin', 'edge-lookup'),
    remove: () => rmSync(top, { recursive: true }),
  };
}

/**
 * @param {string} cwd
 * @param {string[]} args
 */
function npm(cwd, ...args) {
  // What npm tells the scripts that it runs, such as this test's, is not meant for this npm.
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  execFileSync('npm', args, { cwd, env: Object.fromEntries(own), stdio: 'pipe' });
}
