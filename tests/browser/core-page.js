/** A page of Chromium beside the WebAssembly that is built, which it can import. */

import { after, before } from 'node:test';
import { launchChromium } from '../support/chromium.js';
import { builtFiles, files, serve } from './server.js';

/** @import { Page } from 'playwright-core' */

/**
 * Opens it before the tests of the file that calls this, and closes it after them.
 *
 * @param {Record<string, Function>} [exposed] What the page can call, by name.
 * @returns {() => Page} The page, once it is open.
 */
export function corePage(exposed = {}) {
  /** @type {Awaited<ReturnType<typeof launchChromium>>} */
  let browser;
  /** @type {Page} */
  let page;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  before(async () => {
    server = await serve(files(builtFiles()));
    browser = await launchChromium();
    page = await browser.newPage();
    for (const [name, work] of Object.entries(exposed)) await page.exposeFunction(name, work);
    await page.goto(`${server.origin}/`);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  return () => page;
}
