/** Takes the README's picture: `node docs/images/inspector.js`, with Chromium, after `npm run build`. */

import { fileURLToPath } from 'node:url';
import { launchChromium } from '../../tests/support/chromium.js';
import { loadApi } from '../../wrapper/api/load.js';
import { startLocal } from '../../wrapper/local/start.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/profile/', import.meta.url));

/** What the picture shows, in the order in which it is asked; the last request is the one in detail. */
const REQUESTS = [
  ['GET', '/users/42'],
  ['HEAD', '/users/42'],
  ['OPTIONS', '/users/42'],
  ['GET', '/users/43'],
  ['GET', '/users/46'],
  ['POST', '/users/42'],
  ['GET', '/about'],
  ['GET', '/users/42'],
];

/** @type {(() => unknown)[]} */
const closers = [];
try {
  const { origin } = await startLocal({
    api: loadApi(`${EXAMPLE}api.json`),
    itemsFile: `${EXAMPLE}items.json`,
    trigger: 'viewer-request',
    lenient: false,
    port: 0,
    log: console.error,
    onClose: (close) => closers.unshift(close),
  });
  const browser = await launchChromium();
  closers.unshift(() => browser.close());
  for (const [method, path] of REQUESTS) await fetch(`${origin}${path}`, { method });

  const page = await browser.newPage({ viewport: { width: 1200, height: 640 } });
  await page.goto(`${origin}/__edge/`);
  await page
    .locator('#list li')
    .nth(REQUESTS.length - 1)
    .waitFor();
  await page.locator('#list li').first().click();
  await page.getByRole('heading', { name: '/users/42' }).waitFor();
  await page.screenshot({ path: fileURLToPath(new URL('inspector.png', import.meta.url)) });
} finally {
  for (const close of closers) await close();
}
