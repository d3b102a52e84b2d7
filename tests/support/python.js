/** Python programs that tests run beside ours, in a virtual environment of their own. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../scripts/programs.js';
import { ROOT } from '../../scripts/setup.js';
import { Failure, step } from '../../wrapper/terminal.js';

const REQUIREMENTS = join(ROOT, 'tests', 'support', 'requirements.txt');
const ENVIRONMENT = join(ROOT, '.tools', 'python');
const STAMP = join(ENVIRONMENT, 'requirements.txt');

/** The programs' folder. */
export const BIN = join(ENVIRONMENT, 'bin');

/**
 * Installs the programs, unless they are there. Without Python 3 the tests that need them are
 * skipped, and say so.
 */
export async function installPython() {
  const requirements = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === requirements) return;
  try {
    await step('Installing tests/support/requirements.txt into .tools/python, once', async () => {
      await run('python3', ['-m', 'venv', '--clear', ENVIRONMENT]);
      await run(join(BIN, 'pip'), ['install', '--quiet', '--requirement', REQUIREMENTS]);
    });
    writeFileSync(STAMP, requirements);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`Tests that need Python 3 with venv and pip are skipped: ${error.message}`);
  }
}

/** Why tests that need the programs are skipped, if they are. */
export function pythonSkip() {
  return existsSync(STAMP) ? false : 'needs Python 3 with venv and pip';
}
