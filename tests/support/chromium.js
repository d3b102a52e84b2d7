/** Debian's Chromium, for what only a real browser can show. */

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { output, run } from '../../scripts/programs.js';
import { Failure, step } from '../../wrapper/terminal.js';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const PACKAGES = ['chromium', 'chromium-driver'];
export const MISSING = `needs Chromium at ${PROGRAM}: apt-get install ${PACKAGES.join(' ')}, or CHROMIUM=/path/to/it`;

/** The program that wasm-bindgen's tests drive it with. */
export const DRIVER = process.env.CHROMEDRIVER ?? '/usr/bin/chromedriver';

/** Besides `--headless`, which the driver adds: nothing that asks the network by itself. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Installs Debian's packages where they are missing and that is possible. */
export async function installChromium() {
  if (existsSync(PROGRAM) && existsSync(DRIVER)) return;
  if (process.getuid?.() !== 0 || output('apt-get', ['--version']) === null) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await step(`Installing ${PACKAGES.join(' and ')}, once`, async () => {
      await run('apt-get', ['update', '--quiet'], { env });
      const quietly = ['--yes', '--quiet', '--no-install-recommends'];
      await run('apt-get', ['install', ...quietly, ...PACKAGES], { env });
    });
  } catch (error) {
    // Each test that needs it fails, and says what is missing.
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
  }
}

/**
 * Starts a browser; whoever starts it has to `close` it.
 *
 * @param {string[]} [flags] Further ones.
 */
export async function launchChromium(flags = []) {
  if (!existsSync(PROGRAM)) throw new Error(MISSING);
  return chromium.launch({ executablePath: PROGRAM, args: [...FLAGS, ...flags] });
}
