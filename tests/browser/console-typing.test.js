/** What the console page says of what is typed into it, and in which language. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { EN } from '../../examples/mediaconvert/page/texts/en.js';
import { parseApi } from '../../wrapper/api/load.js';
import { API } from '../support/example.js';
import { violations } from './console/axe.js';
import { spoken, startConsole } from './console/page.js';

/** @typedef {Awaited<ReturnType<typeof startConsole>>} Site */

/** @type {Site} */
let site;
/** The page of an API that declares what a job ID looks like. @type {Site} */
let strict;

before(async () => {
  [site, strict] = await Promise.all([startConsole(), startConsole(undefined, strictApi())]);
});
after(() => Promise.all([site?.close(), strict?.close()]));

test('an empty field is no mistake before it is sent', async () => {
  await site.open('/', {}, async (page) => {
    await page.fill('#value', 'x');
    await page.fill('#value', '');
    assert.equal(await page.getAttribute('#value', 'aria-invalid'), null);
    assert.equal(await page.textContent('#value-error'), '');
  });
});

test('an empty field is a mistake when it is sent, and gets the focus', async () => {
  site.play({});
  await site.open('/', {}, async (page) => {
    await page.click('#submit');
    assert.equal(await error(page), 'Enter the name of an input file.');
    assert.equal(await answer(page), '422 Not exist parameter input_file.');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'value');
    assert.deepEqual(site.requests(), []);
  });
});

/** @type {[name: string, site: () => Site, by: string, value: string, reason: string, answer: string][]} */
const MISTAKES = [
  [
    'a job ID that is too long in bytes',
    () => site,
    'Job ID',
    'x'.repeat(2_049),
    'This is too long: 2,049 bytes of at most 2,048.',
    '422 Invalid parameter job_id.',
  ],
  [
    'a file name that is too long in bytes',
    () => site,
    'Input file',
    '紹'.repeat(683),
    'This is too long: 2,049 bytes of at most 2,048.',
    '422 Invalid parameter input_file.',
  ],
  [
    'a job ID that the API does not take',
    () => strict,
    'Job ID',
    'a_b',
    'The service does not take this as the ID of a job.',
    '422 Invalid parameter job_id.',
  ],
];
for (const [name, siteOf, by, value, reason, message] of MISTAKES) {
  test(`${name} is judged as it is typed, as the edge would`, async () => {
    await siteOf().open('/', {}, async (page) => {
      await page.getByRole('radio', { name: by }).check();
      await page.fill('#value', value);
      assert.equal(await error(page), reason);
      assert.equal(await answer(page), message);
      assert.equal(await page.getAttribute('#value', 'aria-invalid'), 'true');
      assert.deepEqual(await spoken(page), [`status: ${reason}`]);
    });
  });
}

test('a mistake that is mended is forgotten', async () => {
  await strict.open('/?job_id=a_b', {}, async (page) => {
    await page.locator('#value[aria-invalid]').waitFor();
    await page.fill('#value', 'a-b');
    assert.equal(await page.getAttribute('#value', 'aria-invalid'), null);
    assert.equal(await page.textContent('#value-error'), '');
  });
});

test('a value that is invalid for one lookup may be valid for the other', async () => {
  await strict.open('/?job_id=a_b', {}, async (page) => {
    await page.locator('#value[aria-invalid]').waitFor();
    await page.getByRole('radio', { name: 'Input file' }).check();
    assert.equal(await page.getAttribute('#value', 'aria-invalid'), null);
  });
});

test('the message belongs to the field', async () => {
  await site.open('/', {}, async (page) => {
    await page.click('#submit');
    const described = await page.getAttribute('#value', 'aria-describedby');
    assert.equal(described, 'value-hint value-error');
  });
});

for (const [locale, lang, heading] of [
  ['ja-JP', 'ja', 'MediaConvert ジョブの状況'],
  ['en-GB', 'en', 'Follow a MediaConvert job'],
  ['fr-FR', 'en', 'Follow a MediaConvert job'],
]) {
  test(`someone who reads ${locale} gets ${lang}`, async () => {
    await site.open('/', { locale }, async (page) => {
      assert.equal(await page.getAttribute('html', 'lang'), lang);
      assert.equal(await page.textContent('h1'), heading);
      assert.equal(await page.title(), lang === 'ja' ? 'MediaConvert ジョブ' : 'MediaConvert jobs');
    });
  });
}

test('what the file of the page says is what the English texts say', () => {
  const html = readFileSync(
    new URL('../../examples/mediaconvert/page/index.html', import.meta.url),
    'utf8',
  );
  const said = [...html.matchAll(/data-text="(\w+)"[^>]*>([^<]*)</g)].map(([, ...pair]) => pair);
  assert.deepEqual(Object.fromEntries(said), EN.fixed);
});

for (const file of ['edge_lookup_bg.wasm', 'edge-lookup.js', 'lookups.json']) {
  test(`without ${file} the page says that it cannot start`, async () => {
    site.play({}, [file]);
    await site.open('/', {}, async (page) => {
      const failure = page.getByRole('alert').filter({ hasText: 'This page cannot start' });
      await failure.waitFor();
      assert.equal(await page.isDisabled('#submit'), true);
      assert.deepEqual(await violations(page), []);
      site.play({});
      await page.getByRole('button', { name: 'Reload the page' }).click();
      await page.locator('#value:enabled').waitFor();
      assert.equal(await failure.isVisible(), false);
    });
  });
}

test('without JavaScript the page says what it needs', async () => {
  await site.open('/', { javaScriptEnabled: false }, async (page) => {
    await page.locator('noscript p').first().waitFor();
    assert.equal(await page.isDisabled('#submit'), true);
  });
});

/** @param {import('playwright-core').Page} page */
function error(page) {
  return page.textContent('#value-error p:first-child');
}

/** @param {import('playwright-core').Page} page */
function answer(page) {
  return page.textContent('#value-error code');
}

/** The API that ships, but with a pattern for job IDs. */
function strictApi() {
  const { routes, ...rest } = JSON.parse(API.text);
  const [first, second] = routes;
  const parameter = { ...second.parameter, pattern: '[0-9A-Za-z-]+' };
  return parseApi(JSON.stringify({ ...rest, routes: [first, { ...second, parameter }] }));
}
