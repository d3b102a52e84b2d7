/** What a page loads of us, and how long it takes until it can validate, in Chromium. */

import { files, serve } from '../tests/browser/server.js';
import { launchChromium } from '../tests/support/chromium.js';
import { API } from '../tests/support/example.js';
import { browserFiles } from '../wrapper/browser/files.js';
import { FIRST_LOAD, firstLoad } from './measure/sizes.js';

const ROUNDS = 15;

const built = await browserFiles(API);

console.log('\nWhat a page loads, compressed:\n');
let sum = 0;
for (const [name, bytes] of Object.entries(await firstLoad())) {
  sum += bytes;
  console.log(`  ${name.padEnd(20)} ${(bytes / 1000).toFixed(1).padStart(6)} kB`);
}
console.log(`  ${'in all'.padEnd(20)} ${(sum / 1000).toFixed(1).padStart(6)} kB`);

try {
  await timeToFirstValidation();
} catch (error) {
  // Without a browser the rest is worth printing all the same.
  console.log(`\nTime to first validation: skipped, ${/** @type {Error} */ (error).message}`);
}

async function timeToFirstValidation() {
  const browser = await launchChromium();
  const server = await serve(
    files(Object.fromEntries(FIRST_LOAD.map((name) => [`/${name}`, built[name]]))),
  );
  try {
    const cold = [];
    const again = [];
    for (let round = 0; round < ROUNDS; round++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${server.origin}/`);
      cold.push(await page.evaluate(validateFirst));
      await page.reload();
      again.push(await page.evaluate(validateFirst));
      await context.close();
    }
    console.log(
      `\nFrom import to the first validation, medians of ${ROUNDS} in ms, from this machine: ` +
        `${median(cold)} in a fresh browser context, ${median(again)} after a reload`,
    );
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page. */
async function validateFirst() {
  const start = performance.now();
  const [{ load }, config] = await Promise.all([
    import(String('/edge-lookup.js')),
    fetch('/lookups.json').then((response) => response.json()),
  ]);
  const api = await load({ config });
  api.validate('mediaConvertInputFileToJobIdEdgeApi', { input_file: 'Big Buck Bunny.mp4' });
  return performance.now() - start;
}

/** @param {number[]} values */
function median(values) {
  return (values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(1);
}
