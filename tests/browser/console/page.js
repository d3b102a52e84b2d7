/** The console page in a browser, watched for what no page of ours may do. */

import assert from 'node:assert/strict';
import { launchChromium } from '../../support/chromium.js';
import { startServer } from './server.js';

/** @import { BrowserContextOptions, Page } from 'playwright-core' */

/** What the browser says of every answer that is not 2xx; that is what some tests are about. */
const NETWORK = /^Failed to load resource/;

/**
 * Starts the server and the browser, one each for a file of tests.
 *
 * @param {string} [baseUrl] Where the API is for the page, if not where the page is.
 * @param {import('../../../wrapper/api/load.js').Api} [api] The one of the page (default: the one that ships).
 */
export async function startConsole(baseUrl, api) {
  const [server, browser] = await Promise.all([startServer(baseUrl, api), launchChromium()]);
  return {
    ...server,
    /**
     * Opens the page, hands it to a test, and looks at what it has done.
     *
     * @param {string} path
     * @param {BrowserContextOptions & { prepare?: (page: Page) => Promise<unknown> }} options
     * @param {(page: Page) => Promise<void>} use
     */
    async open(path, { prepare, ...options }, use) {
      const context = await browser.newContext({
        locale: 'en-US',
        permissions: ['clipboard-read', 'clipboard-write'],
        viewport: { width: 1100, height: 900 },
        ...options,
      });
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(15_000);
        const faults = watchFaults(page, [server.origin, baseUrl]);
        await page.addInitScript(recordSpoken);
        await prepare?.(page);
        await page.goto(server.origin + path);
        await use(page);
        assert.deepEqual(faults, []);
      } finally {
        await context.close();
      }
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/**
 * Errors, violations of the Content Security Policy (which are errors too), and requests to others.
 *
 * @param {Page} page
 * @param {(string | undefined)[]} origins
 */
export function watchFaults(page, origins) {
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !NETWORK.test(message.text())) {
      faults.push(message.text());
    }
  });
  page.on('request', (request) => {
    const { protocol } = new URL(request.url());
    if (protocol !== 'data:' && !origins.includes(new URL(request.url()).origin)) {
      faults.push(`request to ${request.url()}`);
    }
  });
  return faults;
}

/** Runs in the page: keeps all that a screen reader would say by itself. */
function recordSpoken() {
  /** @type {string[]} */
  const spoken = [];
  Object.assign(window, { spoken });
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const role = target instanceof Element ? target.getAttribute('role') : null;
      const isLive = role === 'status' || role === 'alert';
      if (isLive && target.textContent) spoken.push(`${role}: ${target.textContent}`);
    }
  }).observe(document, { subtree: true, childList: true });
}

/**
 * What a screen reader has said by itself since the page was opened.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export function spoken(page) {
  return page.evaluate('spoken');
}

/**
 * Lets the time pass until the page asks again, where a test has the page's clock in hand.
 *
 * @param {Page} page
 * @param {number} ms
 */
export async function nextRequest(page, ms = 2_500) {
  await Promise.all([page.waitForEvent('requestfinished'), page.clock.runFor(ms)]);
}
