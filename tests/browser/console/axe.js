/** What axe-core finds against WCAG 2.2 AA and good practice. */

import axe from 'axe-core';

/** @import { Page } from 'playwright-core' */

/**
 * @param {Page} page
 * @returns {Promise<string[]>} Violations, with where they are.
 */
export async function violations(page) {
  // By the browser's own hand: a script element is what the page's policy is there to stop.
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] }),
  );
  return found.violations.flatMap((/** @type {import('axe-core').Result} */ { id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}
