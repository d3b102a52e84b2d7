/** The page with a form for each route in a browser, in front of a local edge. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../../support/chromium.js';
import { watchFaults } from '../console/page.js';

/** @import { BrowserContextOptions, Page } from 'playwright-core' */
/** @import { Declared } from './apis.js' */

const COMMAND = fileURLToPath(new URL('../../../wrapper/cli/main.js', import.meta.url));
const PICTURES = new URL('../../../dist/screenshots/', import.meta.url);

/**
 * Starts a local edge for an API, and a browser.
 *
 * @param {Declared | string} api Or the path of a configuration, with its items beside it.
 */
export async function startRoutes(api) {
  const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-routes-'));
  const config = typeof api === 'string' ? api : write(folder, api);
  const child = spawn(process.execPath, [COMMAND, 'local', '--config', config], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [[said], browser] = await Promise.all([
    once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) }),
    launchChromium(),
  ]);
  child.stdout.resume();
  const [, origin = ''] = /^Listening on (\S+),/.exec(String(said)) ?? [];
  assert.ok(origin, String(said));
  return {
    origin,
    /**
     * Opens the page, hands it to a test, and looks at what it has done.
     *
     * @param {string} path
     * @param {BrowserContextOptions & { others?: string[] }} options With the origins that it may name.
     * @param {(page: Page) => Promise<void>} use
     */
    async open(path, { others = [], ...options }, use) {
      const context = await browser.newContext({
        locale: 'en-US',
        permissions: ['clipboard-read', 'clipboard-write'],
        viewport: { width: 1100, height: 900 },
        ...options,
      });
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(15_000);
        const faults = watchFaults(page, [origin, ...others]);
        await page.goto(origin + path);
        await page.locator('summary').first().waitFor();
        await use(page);
        assert.deepEqual(faults, []);
      } finally {
        await context.close();
      }
    },
    /** Ends the edge, and leaves the browser. */
    async stop() {
      if (child.kill()) await once(child, 'close');
    },
    async close() {
      await browser.close();
      await this.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * @param {string} folder
 * @param {Declared} api
 */
function write(folder, { api, items }) {
  const requests = Object.entries(items).map(([table, list]) => [
    table,
    list.map((item) => ({ PutRequest: { Item: item } })),
  ]);
  writeFileSync(join(folder, 'items.json'), JSON.stringify(Object.fromEntries(requests)));
  const config = join(folder, 'api.json');
  writeFileSync(config, JSON.stringify(api));
  return config;
}

/**
 * The route of this name, opened.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function route(page, name) {
  const heading = page.getByRole('heading', { name, exact: true });
  const card = page.locator('details.route', { has: heading });
  if ((await card.getAttribute('open')) === null) await card.locator('> summary').click();
  return card;
}

/**
 * Takes a picture, into `dist/screenshots/`.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function takePicture(page, name) {
  mkdirSync(PICTURES, { recursive: true });
  const path = fileURLToPath(new URL(`${name}.png`, PICTURES));
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}
