/** The inspector's page: what a person finds there, and does with it. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  exchange,
  HOSTILE,
  hit,
  hostile,
  refused,
  several,
  unrouted,
  warned,
} from './exchanges.js';
import {
  focused,
  focusedId,
  isInWindow,
  listed,
  PHONE,
  part,
  startBrowser,
  waitForRows,
} from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

test('what came before the page was opened is listed, the newest first', async (t) => {
  const { page } = await browser.open(t, { made: [exchange(1), hit(2), unrouted(3)] });
  await waitForRows(page, 3);
  assert.deepEqual(await listed(page), [
    '/favicon.ico',
    '/api/media/status?job_id=c2',
    '/api/media/status?job_id=c1',
  ]);
  assert.equal(await page.textContent('#count'), '3 requests');
});

test('a line says when, what, the status, how long, the cache and the verdict', async (t) => {
  const { page } = await browser.open(t, { made: [hit(1), refused(2), warned(3)] });
  await waitForRows(page, 3);
  const lines = await page.locator('#list a').allTextContents();
  assert.deepEqual(
    lines.map((line) => line.trim().split(/\s+/)),
    [
      ['12:00:03', 'GET', '/api/media/status?job_id=c3', '200', '3.21', 'ms', '2', 'warnings'],
      ['12:00:02', 'GET', '/api/media/status?job_id=c2', '502', '3.21', 'ms', 'refused'],
      ['12:00:01', 'GET', '/api/media/status?job_id=c1', '200', '0.31', 'ms', 'hit', 'accepted'],
    ],
  );
});

test('a link to a request shows it', async (t) => {
  const { page } = await browser.open(t, { made: several(1, 3), hash: '#2' });
  await page.getByText('Request 2', { exact: true }).waitFor();
  assert.equal(await page.locator('#list [aria-current]').getAttribute('href'), '#2');
});

test('the list is filtered by behavior and by route', async (t) => {
  const { page, inspector } = await browser.open(t, { made: [exchange(1), hit(2), unrouted(3)] });
  await waitForRows(page, 3);
  const groups = await page
    .locator('#where optgroup')
    .evaluateAll((all) =>
      all.map((group) => [
        group.getAttribute('label'),
        ...[...group.children].map((o) => o.textContent),
      ]),
    );
  assert.deepEqual(groups, [
    ['Cache behavior', '*', '/api/media/status'],
    ['Route', 'mediaConvertJobIdToStatusEdgeApi'],
  ]);
  await page.selectOption('#where', '/api/media/status');
  await waitForRows(page, 2);
  assert.equal(await page.textContent('#count'), '2 of 3 requests');
  await page.selectOption('#where', 'mediaConvertJobIdToStatusEdgeApi');
  await waitForRows(page, 1);
  inspector.add(unrouted(4));
  inspector.add(exchange(5));
  await waitForRows(page, 2);
  await page.selectOption('#where', '');
  await waitForRows(page, 5);
});

test('the list is filtered by status, to the class or to the number', async (t) => {
  const { page } = await browser.open(t, { made: [exchange(1), refused(2), unrouted(3)] });
  await waitForRows(page, 3);
  const options = await page.locator('#status option').allTextContents();
  assert.deepEqual(options, ['All', '2xx', '4xx', '5xx', '200', '404', '502']);
  for (const [value, path] of [
    ['4xx', '/favicon.ico'],
    ['502', '/api/media/status?job_id=c2'],
    ['2xx', '/api/media/status?job_id=c1'],
  ]) {
    await page.selectOption('#status', value);
    assert.deepEqual(await listed(page), [path]);
  }
  await page.selectOption('#where', '*');
  await page.getByText('None of the requests is of this kind.').waitFor();
});

test('the request that is chosen is marked, also when it is listed again', async (t) => {
  const { page } = await browser.open(t, { made: [unrouted(1), exchange(2)] });
  const marked = () =>
    page.locator('#list a').evaluateAll((links) => links.map((link) => link.ariaCurrent));
  await page.click('#list a[href="#1"]');
  await page.selectOption('#status', '200');
  await page.click('#list a[href="#2"]');
  await page.getByText('Request 2', { exact: true }).waitFor();
  await page.selectOption('#status', '');
  assert.deepEqual(await marked(), ['true', null]);
});

test('a replay asks the edge, and the new request is chosen', async (t) => {
  /** @type {number[]} */
  const replayed = [];
  const { page, inspector } = await browser.open(t, {
    made: several(16, 17),
    replay: async ({ id }) => {
      replayed.push(id);
      // That it was sent is known before it has come.
      setTimeout(() => inspector.add(exchange(18, { replayOf: 17 })), 100);
      return 18;
    },
  });
  await page.click('#list a[href="#17"]');
  await page.click('#replay');
  await page.getByText('Request 18', { exact: true }).waitFor();
  assert.equal(await page.textContent('#reply'), 'Replayed as request 18.');
  assert.deepEqual(replayed, [17]);
  assert.equal(await focusedId(page), 'replay');
  assert.equal(await page.locator('#list [aria-current]').getAttribute('href'), '#18');
  await page.click('#contents a[href="#17"]');
  await page.getByText('Request 17', { exact: true }).waitFor();
});

test('a replay of what has left the history says so', async (t) => {
  const { page, inspector } = await browser.open(t, { made: [exchange(1)] });
  await page.click('#list a');
  for (const each of several(2, 201)) inspector.add(each);
  await page.locator('#list a[href="#201"]').waitFor();
  await page.click('#replay');
  await page.getByText('This request is no longer in the history.').waitFor();
  assert.match((await page.textContent('#subject')) ?? '', /job_id=c1$/);
});

test('what is copied is the event', async (t) => {
  const { page } = await browser.open(t, { made: [exchange(1)] });
  await page.click('#list a');
  await page.click('#copy');
  await page.getByText('Copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, JSON.stringify(exchange(1).runs[0].event, null, 2));
});

test('where pages may not copy, the event is selected', async (t) => {
  const { page } = await browser.open(t, {
    made: [exchange(1)],
    prepare: (page) =>
      page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined })),
  });
  await page.click('#list a');
  await page.click('#copy');
  await page.getByText('Selected: now copy it.').waitFor();
  const selected = await page.evaluate(() => String(getSelection()));
  assert.deepEqual(JSON.parse(selected), exchange(1).runs[0].event);
});

test('what others have written is text', async (t) => {
  const { page } = await browser.open(t, { made: [hostile(1)] });
  await page.click('#list a');
  for (const name of ['Event', 'Request']) await part(page, name).locator('summary').click();
  assert.equal(await page.title(), 'Local edge inspector');
  assert.equal(await page.locator('img, main script, iframe').count(), 0);
  assert.equal(await page.locator('a[href^=javascript]').count(), 0);
  assert.equal(await part(page, 'Response').locator('pre').textContent(), HOSTILE);
  assert.match((await part(page, 'Request').textContent()) ?? '', /y{8192}/);
  assert.ok(((await page.textContent('#list a')) ?? '').length < 500);
  const event = await part(page, 'Event').locator('pre').textContent();
  assert.match(event ?? '', /\\u202egnp\.exe/);
  assert.deepEqual(JSON.parse(event ?? ''), { Records: [{ text: HOSTILE }] });
});

test('the page is all there with the keyboard alone', async (t) => {
  const { page } = await browser.open(t, { made: several(1, 3) });
  await waitForRows(page, 3);
  const press = async (/** @type {string[]} */ ...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabs = [];
  for (let i = 0; i < 3; i++) {
    await press('Tab');
    tabs.push(await focusedId(page));
  }
  assert.deepEqual(tabs, ['where', 'status', 'pause']);
  await press('Tab');
  assert.equal(await focused(page), '#3');
  await press('ArrowDown', 'ArrowDown', 'ArrowDown');
  assert.equal(await focused(page), '#1');
  await press('ArrowUp');
  assert.equal(await focused(page), '#2');
  await press('End');
  assert.equal(await focused(page), '#1');
  await press('Home', 'ArrowDown', 'Enter');
  await page.getByText('Request 2', { exact: true }).waitFor();
  assert.equal(await focused(page), '#2');
  assert.equal(await page.textContent('#news'), 'Showing request 2');
  await press('Tab');
  assert.equal(await focusedId(page), 'replay');
  await press('Tab');
  assert.equal(await focusedId(page), 'copy');
  await press('Enter');
  await page.getByText('Copied.').waitFor();
  await press('Tab', 'Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SUMMARY');
  assert.equal(await part(page, 'Event').getAttribute('open'), '');
  await press('Escape');
  await page.locator('#nothing').waitFor();
  assert.equal(await focused(page), '#2');
});

test('what has the focus shows it', async (t) => {
  const { page } = await browser.open(t, { made: several(1, 2), hash: '#2' });
  await page.getByText('Request 2', { exact: true }).waitFor();
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press('Tab');
    const width = await page.evaluate(
      () => getComputedStyle(/** @type {Element} */ (document.activeElement)).outlineWidth,
    );
    assert.equal(width, '3px');
  }
});

test('on a phone the details take the place of the list, and lead back', async (t) => {
  const { page } = await browser.open(t, { made: several(1, 50), ...PHONE });
  await waitForRows(page, 50);
  assert.equal(await page.locator('#details').isVisible(), false);
  await page.tap('#list a[href="#7"]');
  await page.getByText('Request 7', { exact: true }).waitFor();
  assert.equal(await page.locator('#list').isVisible(), false);
  assert.equal(await focusedId(page), 'subject');
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await page.locator('#list').waitFor();
  assert.equal(await focused(page), '#7');
  assert.equal(await page.locator('#list a[href="#7"]').evaluate(isInWindow), true);
  await page.goBack();
  await page.getByText('Request 7', { exact: true }).waitFor();
});
