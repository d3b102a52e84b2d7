/**
 * How the page with a form for each route looks, in light and dark, wide and narrow: no accessibility
 * violation, nothing beyond the window, nothing too small to press. The pictures go to
 * `dist/screenshots/`.
 */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { violations } from './console/axe.js';
import { overflow, smallTargets } from './console/views.js';
import { HOSTILE, MANY, MIXED } from './routes/apis.js';
import { route, startRoutes, takePicture } from './routes/page.js';

/** @import { BrowserContextOptions, Page } from 'playwright-core' */

/** @type {Record<string, BrowserContextOptions>} */
const VIEWS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'phone-light': { colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true },
  'narrow-dark': {
    colorScheme: 'dark',
    viewport: { width: 320, height: 640 },
    reducedMotion: 'reduce',
  },
};

const APIS = { mixed: MIXED, hostile: HOSTILE, many: MANY };

/** @type {(readonly [name: string, api: keyof typeof APIS, act: (page: Page) => Promise<unknown>])[]} */
const SCENES = [
  ['routes', 'mixed', async () => {}],
  ['found', 'mixed', (page) => choose(page, 'user', '42', '200 OK')],
  [
    'all-open',
    'mixed',
    async (page) => {
      for (const name of ['flag', 'link', 'settings', 'price']) await route(page, name);
      await choose(page, 'link', 'docs');
      await choose(page, 'user', 'broken', '500 Internal Server Error');
      await page.locator('.panel summary').click();
    },
  ],
  [
    'refused',
    'mixed',
    async (page) => {
      const card = await route(page, 'flag');
      await card.getByRole('textbox', { name: 'tenant' }).fill('acme');
      await card.getByRole('textbox', { name: 'flag' }).fill('NO');
    },
  ],
  ['hostile', 'hostile', (page) => choose(page, 'x', '<img', '200 OK')],
  ['many', 'many', async (page) => page.getByLabel('Find a route').fill('number-1')],
];

for (const [name, api] of Object.entries(APIS)) {
  describe(name, () => {
    /** @type {Awaited<ReturnType<typeof startRoutes>>} */
    let site;
    before(async () => {
      site = await startRoutes(api);
    });
    after(() => site?.close());

    for (const [scene, , act] of SCENES.filter(([, other]) => other === name)) {
      describe(scene, { concurrency: true }, () => {
        for (const [view, options] of Object.entries(VIEWS)) {
          test(`is right in ${view}`, () =>
            site.open('/', options, async (page) => {
              await act(page);
              await takePicture(page, `${scene}-${view}`);
              assert.equal(await overflow(page), 0);
              assert.deepEqual(await smallTargets(page), []);
              assert.deepEqual(await violations(page), []);
            }));
        }
      });
    }
  });
}

/**
 * @param {Page} page
 * @param {string} name Of the route.
 * @param {string} sample The beginning of its text.
 * @param {string} [answer]
 */
async function choose(page, name, sample, answer) {
  const card = await route(page, name);
  await card.locator('.samples button', { hasText: sample }).first().click();
  if (answer) await card.getByRole('heading', { name: answer }).waitFor();
}
