/**
 * How the inspector looks, in light and dark, wide and narrow: no accessibility violation, nothing
 * beyond the window, nothing too small to press. The pictures go to `dist/inspector/`.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../browser/console/axe.js';
import { overflow, smallTargets } from '../browser/console/views.js';
import { exchange, hit, hostile, refused, several, unrouted, warned } from './exchanges.js';
import { part, startBrowser, takePicture } from './page.js';

/** @import { BrowserContextOptions } from 'playwright-core' */

/** @type {Record<string, BrowserContextOptions>} */
const VIEWS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'tablet-dark': { colorScheme: 'dark', viewport: { width: 820, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 360, height: 640 }, hasTouch: true },
};

const MADE = [
  unrouted(1),
  warned(2),
  exchange(3, { ms: 1234.5, stages: [], request: { method: 'OPTIONS', url: '/a', headers: [] } }),
  hit(4),
  refused(5),
  hostile(6),
  exchange(7, { replayOf: 2 }),
];

/** @type {(readonly [name: string, made: typeof MADE, hash: string, parts: string[]])[]} */
const SCENES = [
  ['empty', [], '', []],
  ['list', [...Array.from({ length: 30 }, (_, id) => exchange(100 + id)), ...MADE], '', []],
  ['details', MADE, '#7', ['Event', 'Decision', 'Item', 'Result', 'Request']],
  ['refused', MADE, '#5', []],
  ['hit', MADE, '#4', []],
  ['hostile', MADE, '#6', ['Event', 'Decision', 'Item', 'Result', 'Request']],
];

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

for (const [scene, made, hash, parts] of SCENES) {
  for (const [view, options] of Object.entries(VIEWS)) {
    test(`${scene} is right in ${view}`, async (t) => {
      const { page } = await browser.open(t, { made, hash, ...options });
      if (hash) await page.locator('#subject', { hasText: hash.slice(1) }).waitFor();
      for (const name of parts) await part(page, name).locator('summary').click();
      await takePicture(page, `${scene}-${view}`);
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await smallTargets(page), []);
      assert.deepEqual(await violations(page), []);
    });
  }
}

for (const [view, options] of Object.entries(VIEWS)) {
  test(`paused, scrolled and without a server it is right in ${view}`, async (t) => {
    const { page, inspector } = await browser.open(t, { made: several(1, 60), ...options });
    await page.locator('#list a[href="#20"]').scrollIntoViewIfNeeded();
    inspector.add(exchange(61));
    await page.locator('#above').waitFor();
    await takePicture(page, `above-${view}`, { fullPage: false });
    await page.click('#pause');
    inspector.add(exchange(64));
    await page.getByRole('button', { name: 'Resume (1 new)' }).waitFor();
    await inspector.stop();
    await page.locator('#connection[data-state=Disconnected]').waitFor();
    await takePicture(page, `disconnected-${view}`, { fullPage: false });
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await smallTargets(page), []);
    assert.deepEqual(await violations(page), []);
  });
}
