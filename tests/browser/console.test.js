/** The console page: what a person does with it, and what it does then. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { COMPLETE, FILE, JOB_ID, running } from './console/jobs.js';
import { nextRequest, startConsole } from './console/page.js';
import { found, LINK, refused } from './console/server.js';

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let site;

const TIMED = { prepare: (/** @type {any} */ page) => page.clock.install() };
before(async () => {
  site = await startConsole();
});
after(() => site?.close());

test('a file is followed from its name to its outputs', async () => {
  site.play(found(running('SUBMITTED', 0), running('PROGRESSING', 42), COMPLETE));
  await site.open('/', TIMED, async (page) => {
    await page.fill('#value', FILE);
    await page.click('#submit');
    await page.getByText('Waiting in the queue').first().waitFor();
    assert.equal(await page.textContent('#job-id-value'), JOB_ID);
    await nextRequest(page);
    await page.getByText('42 %').waitFor();
    assert.equal(await page.locator('progress').getAttribute('value'), '42');
    await nextRequest(page);
    await page.getByText('9 min 56 s').waitFor();
    assert.deepEqual(await page.locator('dt').allTextContents(), [
      'Duration',
      'Size',
      'Output path',
      'Playlists',
    ]);
    assert.equal(await page.locator('progress').isVisible(), false);
    assert.equal(await page.locator('#action').isVisible(), false);
    assert.equal(site.requests().length, 4);
  });
});

test('a job is followed by its ID, which may be pasted with spaces', async () => {
  site.play(found(COMPLETE));
  await site.open('/', {}, async (page) => {
    await page.getByRole('radio', { name: 'Job ID' }).check();
    await page.fill('#value', ` ${JOB_ID} `);
    await page.keyboard.press('Enter');
    await page.getByText('9 min 56 s').waitFor();
    assert.deepEqual(site.requests(), [`/api/media/status?job_id=${JOB_ID}`]);
  });
});

test('what is looked up is in the address', async () => {
  site.play(found(COMPLETE));
  await site.open('/', {}, async (page) => {
    await page.fill('#value', '紹介 & 1.mp4');
    await page.keyboard.press('Enter');
    await page.locator('#facts').waitFor();
    const { searchParams } = new URL(page.url());
    assert.deepEqual([...searchParams], [['input_file', '紹介 & 1.mp4']]);
    await page.reload();
    await page.locator('#facts').waitFor();
    assert.equal(await page.inputValue('#value'), '紹介 & 1.mp4');
    assert.equal(await page.textContent('#subject'), '紹介 & 1.mp4');
  });
});

test('a link to a job shows it, and leaves the focus alone', async () => {
  site.play(found(COMPLETE));
  await site.open(`/?job_id=${JOB_ID}`, {}, async (page) => {
    await page.locator('#facts').waitFor();
    assert.equal(await page.locator('input[value=job_id]').isChecked(), true);
    assert.equal(await page.evaluate('document.activeElement === document.body'), true);
    assert.equal(await page.title(), `Complete · ${JOB_ID} · MediaConvert jobs`);
  });
});

test('the page is all there with the keyboard alone', async () => {
  site.play(found(running('PROGRESSING', 1)));
  await site.open('/', { permissions: [] }, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement?.id);
    const press = async (/** @type {string[]} */ ...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await page.locator('#value:enabled').waitFor();
    await press('Tab', 'ArrowRight');
    assert.equal(await page.textContent('#value-label'), 'ID of the job');
    await press('ArrowLeft', 'Tab');
    assert.equal(await focused(), 'value');
    await page.keyboard.type(FILE);
    await press('Enter');
    await page.locator('#heard:not(:empty)').waitFor();
    assert.equal(await focused(), 'subject');
    await press('Tab', 'Tab');
    assert.equal(await focused(), 'action');
    await press('Enter');
    assert.equal(await page.textContent('#action'), 'Go on');
    assert.equal(await focused(), 'action');
    await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    assert.equal(await focused(), 'value');
  });
});

test('what has the focus shows it', async () => {
  site.play(found(COMPLETE));
  await site.open(LINK, {}, async (page) => {
    await page.locator('#facts').waitFor();
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Tab');
      const width = await page.evaluate(() => {
        const { activeElement } = document;
        const shown = activeElement?.matches('[type=radio]')
          ? activeElement.closest('label')
          : activeElement;
        return getComputedStyle(/** @type {Element} */ (shown)).outlineWidth;
      });
      assert.equal(width, '3px');
    }
  });
});

test('the answer that gets the focus has its ring around the whole card', async () => {
  site.play(found(COMPLETE));
  await site.open('/', {}, async (page) => {
    await page.locator('#value:enabled').fill(FILE);
    await page.keyboard.press('Enter');
    await page.locator('#subject:focus-visible').waitFor();
    const ring = (/** @type {string} */ selector) =>
      page.locator(selector).evaluate((shown) => getComputedStyle(shown).outlineStyle);
    assert.deepEqual([await ring('#result'), await ring('#subject')], ['solid', 'none']);
  });
});

test('a copy button copies, and says so for a while', async () => {
  site.play(found(COMPLETE));
  await site.open(LINK, {}, async (page) => {
    const button = page.getByRole('button', { name: 'Copy Output path' });
    await button.click();
    await page.getByRole('button', { name: 'Copied Output path' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), COMPLETE.output_path);
    await button.waitFor();
  });
});

test('copy buttons of one fact have names of their own', async () => {
  const playlists = ['s3://a/1.m3u8', 's3://a/2.m3u8'];
  site.play(found({ ...COMPLETE, playlists }));
  await site.open(LINK, {}, async (page) => {
    await page.getByRole('button', { name: 'Copy Playlists 2' }).click();
    await page.getByRole('button', { name: 'Copied Playlists 2' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), playlists[1]);
  });
});

test('where pages may not copy, the text is selected', async () => {
  site.play(found(COMPLETE));
  const prepare = (/** @type {import('playwright-core').Page} */ page) =>
    page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await site.open(LINK, { prepare }, async (page) => {
    await page.getByRole('button', { name: 'Copy Job ID' }).click();
    await page.getByText('Selected: now copy it').first().waitFor();
    assert.equal(await page.evaluate(() => String(getSelection())), JOB_ID);
  });
});

test('a new search ends the one before', async () => {
  let late = () => {};
  const after = new Promise((resolve) => {
    late = () => resolve(undefined);
  });
  const { '/api/media/job_id': answers } = found();
  const failed = { body: { success: true, job_id: 'too-late' }, after };
  site.play({ ...found(COMPLETE), '/api/media/job_id': [failed, ...answers] });
  await site.open('/', {}, async (page) => {
    const aborted = page.waitForEvent('requestfailed');
    await page.fill('#value', 'first.mp4');
    await page.keyboard.press('Enter');
    await page.getByText('Looking for the job').first().waitFor();
    await page.fill('#value', 'second.mp4');
    await page.keyboard.press('Enter');
    assert.equal((await aborted).failure()?.errorText, 'net::ERR_ABORTED');
    late();
    await page.locator('#facts').waitFor();
    assert.equal(await page.textContent('#subject'), 'second.mp4');
    assert.equal(await page.textContent('#job-id-value'), JOB_ID);
  });
});

test('one that is stopped asks no more, until it is to go on', async () => {
  site.play({ '/api/media/job_id': [refused(422, 'Not found item.')] });
  await site.open(LINK, TIMED, async (page) => {
    await page.getByText('No job for this file yet').first().waitFor();
    await page.click('#action');
    await page.getByText('This page has stopped asking').first().waitFor();
    await page.clock.runFor(60_000);
    assert.equal(site.requests().length, 1);
    site.play(found(COMPLETE));
    await page.click('#action');
    await page.locator('#facts').waitFor();
  });
});

test('what others have written is text', async () => {
  const evil = '<img src=x onerror="document.title=1"><script>alert(1)</script>';
  site.play(found({ ...COMPLETE, job_status: evil }));
  await site.open(`/?${new URLSearchParams({ input_file: evil })}`, {}, async (page) => {
    await page.locator('#heard:not(:empty)').waitFor();
    assert.equal(await page.textContent('#subject'), evil);
    assert.equal(await page.textContent('#state-label'), evil);
    assert.equal(await page.locator('img, main script').count(), 0);
  });
});

test('a job may lack everything but its state', async () => {
  site.play(found({ job_status: 'PROGRESSING' }, { job_status: 'COMPLETE', playlists: [] }));
  await site.open(LINK, TIMED, async (page) => {
    await page.locator('progress:indeterminate').waitFor();
    await nextRequest(page);
    await page.locator('#facts').waitFor();
    assert.deepEqual(await page.locator('dl > div').allTextContents(), ['PlaylistsNone']);
  });
});

test('who wants no motion gets none', async () => {
  site.play(found({ job_status: 'PROGRESSING' }));
  for (const [reducedMotion, isStill] of /** @type {const} */ ([
    ['no-preference', false],
    ['reduce', true],
  ])) {
    await site.open(LINK, { reducedMotion }, async (page) => {
      await page.locator('#heard:not(:empty)').waitFor();
      const animations = await page.evaluate(() => document.getAnimations().length);
      assert.equal(animations === 0, isStill);
    });
  }
});

test('an API elsewhere is asked there', async () => {
  site.play(found(COMPLETE));
  const elsewhere = await startConsole(site.origin);
  try {
    await elsewhere.open(LINK, {}, (page) => page.locator('#facts').waitFor());
    assert.equal(site.requests().length, 2);
    assert.deepEqual(elsewhere.requests(), []);
  } finally {
    await elsewhere.close();
  }
});
