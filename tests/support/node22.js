/** The Node.js 22 that Lambda runs too, beside the one of this checkout. */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output, run } from '../../scripts/programs.js';
import { ROOT } from '../../scripts/setup.js';
import { Failure, step } from '../../wrapper/terminal.js';

const FOLDER = join(ROOT, '.tools', 'node22');
const STAMP = join(FOLDER, 'package.txt');

/** npm has Node.js as one package for each platform; the name for Apple's own processors differs. */
const PLATFORM = `${process.platform}-${process.arch}`;
const PREFIX = PLATFORM === 'darwin-arm64' ? 'node-bin' : 'node';
const NAME = `${PREFIX}-${PLATFORM}`;
/** The newest that is there for all platforms. */
const PACKAGE = `${NAME}@22.23.2`;

/** The program. */
export const NODE_22 = join(FOLDER, 'node_modules', NAME, 'bin', 'node');

/** Installs it, unless it is there. Without it the tests that need it are skipped, and say so. */
export async function installNode22() {
  if (node22Skip() === false) return;
  try {
    await step(`Installing ${PACKAGE} into .tools/node22, once`, async () => {
      rmSync(FOLDER, { recursive: true, force: true });
      const quietly = ['--no-audit', '--no-fund', '--no-save', '--ignore-scripts'];
      await run('npm', ['install', '--prefix', FOLDER, ...quietly, PACKAGE]);
      // A C library that it does not get along with shows only now.
      if (!output(NODE_22, ['--version'])) throw new Failure(`${NODE_22} does not run`);
    });
    writeFileSync(STAMP, PACKAGE);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`Tests that need Node.js 22 are skipped: ${error.message}`);
  }
}

/** Why tests that need it are skipped, if they are. */
export function node22Skip() {
  const isThere = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === PACKAGE;
  return isThere ? false : `needs ${PACKAGE} of npm`;
}
