/**
 * The versions of Node.js that Lambda runs. npm has each as a package for every platform; the lockfiles in
 * `node/` pin their bytes.
 */

import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, step } from '../wrapper/terminal.js';
import { ROOT, TOOLS } from './folders.js';
import { output, run } from './programs.js';
import { whenChanged } from './when-changed.js';

const LOCKED = ['package.json', 'package-lock.json'];

/** @typedef {22 | 24} Major */

/**
 * The folder of its program.
 *
 * @param {Major} major
 */
export function nodeFolder(major) {
  return join(TOOLS, `node${major}`, 'node_modules', '.bin');
}

/**
 * Its program. Where npm has none for this platform, the one that runs this may take its place.
 *
 * @param {Major} major
 */
export function nodeProgram(major) {
  const program = join(nodeFolder(major), 'node');
  return !existsSync(program) && isRunning(major) ? process.execPath : program;
}

/**
 * Installs it, unless it is there.
 *
 * @param {Major} major
 * @returns {Promise<void>} Rejects with a {@link Failure} if there is none for this machine.
 */
export async function installNode(major) {
  const sources = join(ROOT, 'scripts', 'node', String(major));
  const folder = join(TOOLS, `node${major}`);
  const files = LOCKED.map((name) => join(sources, name));
  await whenChanged(files, join(folder, '.set-up'), () =>
    step(`Installing Node.js ${major} into .tools/`, async () => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      for (const name of LOCKED) copyFileSync(join(sources, name), join(folder, name));
      const quietly = ['--no-audit', '--no-fund', '--ignore-scripts'];
      await run('npm', ['ci', '--prefix', folder, ...quietly], {
        hint: 'is the npm registry reachable?',
      });
      // A C library that it does not get along with shows only now.
      if (output(nodeProgram(major), ['--version'])) return;
      const { platform, arch } = process;
      throw new Failure(
        `npm has no Node.js ${major} that runs on this ${platform}-${arch}: install Node.js ${major} ` +
          'yourself, and run this with it',
      );
    }),
  );
}

/** @param {Major} major */
function isRunning(major) {
  return Number.parseInt(process.versions.node, 10) === major;
}
