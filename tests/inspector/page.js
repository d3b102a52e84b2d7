/** The inspector's page in a browser, watched for what no page of ours may do. */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../support/chromium.js';
import { startInspector } from './server.js';

/** @import { TestContext } from 'node:test' */
/** @import { Browser, BrowserContextOptions, Page } from 'playwright-core' */
/** @import { Exchange } from '../../wrapper/emulator/exchange.js' */

const PICTURES = new URL('../../dist/inspector/', import.meta.url);

export const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true };

/** What the browser says of a server that is gone or answers with an error. */
const NETWORK = /^Failed to load resource/;

/**
 * @typedef {object} Scene
 * @property {Exchange[]} [made] What there is from the beginning.
 * @property {(exchange: Exchange) => Promise<number>} [replay]
 * @property {string} [hash] Of the address.
 * @property {(page: Page) => Promise<unknown>} [prepare]
 */

/** Starts the browser, one for a file of tests. */
export async function startBrowser() {
  const browser = await launchChromium();
  return {
    /**
     * Opens the page of an inspector of its own; at the end of the test it has to have no faults.
     *
     * @param {TestContext} t
     * @param {Scene & BrowserContextOptions} [scene]
     */
    open: (t, scene = {}) => open(browser, t, scene),
    close: () => browser.close(),
  };
}

/**
 * @param {Browser} browser
 * @param {TestContext} t
 * @param {Scene & BrowserContextOptions} scene
 */
async function open(browser, t, { made = [], replay, hash = '', prepare, ...options }) {
  const inspector = await startInspector(replay);
  for (const each of made) inspector.add(each);
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'UTC',
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = watchFaults(page, inspector.origin);
  t.after(async () => {
    await context.close();
    await inspector.stop();
    assert.deepEqual(faults, []);
  });
  await prepare?.(page);
  await page.goto(`${inspector.origin}/__edge/${hash}`);
  await page.locator('#connection[data-state=Live]').waitFor();
  if (made.length > 0) await page.locator('#list a').first().waitFor({ state: 'attached' });
  return { page, inspector };
}

/**
 * Errors, violations of the Content Security Policy (which are errors too), and requests to others.
 *
 * @param {Page} page
 * @param {string} origin
 */
function watchFaults(page, origin) {
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => faults.push(`dialog ${dialog.message()}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !NETWORK.test(message.text())) {
      faults.push(message.text());
    }
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== origin) faults.push(`request to ${url}`);
  });
  return faults;
}

/**
 * The paths that are listed, from the top.
 *
 * @param {Page} page
 */
export async function listed(page) {
  const paths = await page.locator('#list .path').allTextContents();
  return paths.map((path) => path.trim());
}

/**
 * Waits until so many are listed.
 *
 * @param {Page} page
 * @param {number} count
 */
export async function waitForRows(page, count) {
  await page.waitForFunction((n) => document.querySelectorAll('#list a').length === n, count);
}

/**
 * What a collapsible part of the details holds, whether it is open or not.
 *
 * @param {Page} page
 * @param {string} name
 */
export function part(page, name) {
  return page.locator(`[data-section="${name}"]`);
}

/**
 * The link of the line that has the focus.
 *
 * @param {Page} page
 */
export function focused(page) {
  return page.evaluate(() => document.activeElement?.getAttribute('href'));
}

/** @param {Page} page */
export function focusedId(page) {
  return page.evaluate(() => document.activeElement?.id);
}

/**
 * Runs in the page.
 *
 * @param {Element} element
 */
export function isInWindow(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/**
 * Takes a picture, into `dist/inspector/`.
 *
 * @param {Page} page
 * @param {string} name
 * @param {import('playwright-core').PageScreenshotOptions} [options]
 */
export async function takePicture(page, name, options) {
  mkdirSync(PICTURES, { recursive: true });
  const path = fileURLToPath(new URL(`${name}.png`, PICTURES));
  await page.screenshot({ path, fullPage: true, animations: 'disabled', ...options });
}
