/** The windows that every view of the page is looked at in, and the pictures of them. */

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @import { BrowserContextOptions, Page } from 'playwright-core' */

const PICTURES = new URL('../../../dist/console/', import.meta.url);

/** @type {Record<string, BrowserContextOptions>} */
export const VIEWS = {
  'light-en': { colorScheme: 'light', locale: 'en-US' },
  'dark-ja': { colorScheme: 'dark', locale: 'ja-JP' },
  'phone-ja': {
    colorScheme: 'light',
    locale: 'ja-JP',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  },
  'narrow-dark-en': {
    colorScheme: 'dark',
    locale: 'en-US',
    viewport: { width: 320, height: 640 },
    reducedMotion: 'reduce',
  },
};

/** The one in which words take the most room. */
export const NARROWEST = 'narrow-dark-en';

/**
 * Takes a picture, into `dist/console/`.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function takePicture(page, name) {
  mkdirSync(PICTURES, { recursive: true });
  const path = fileURLToPath(new URL(`${name}.png`, PICTURES));
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

/**
 * Everything on the page that a finger could miss: what can be pressed, and is under 44 px.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export function smallTargets(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, input')]
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
      .map(({ target, box }) => `${target.outerHTML} is ${box.width} × ${box.height}`),
  );
}

/**
 * By how many pixels the page is wider than the window.
 *
 * @param {Page} page
 */
export function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
