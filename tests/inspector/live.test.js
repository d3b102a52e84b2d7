/** The inspector's page while requests come, and while the server does not answer. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exchange, several, unrouted } from './exchanges.js';
import { focused, isInWindow, listed, PHONE, startBrowser, waitForRows } from './page.js';
import { startInspector } from './server.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

test('a request is listed as it comes', async (t) => {
  const { page, inspector } = await browser.open(t);
  await page.getByText('Nothing yet.').waitFor();
  inspector.add(exchange(1));
  await waitForRows(page, 1);
  assert.equal(await page.locator('#empty').isVisible(), false);
  inspector.add(exchange(2));
  await waitForRows(page, 2);
  assert.equal((await listed(page))[0], '/api/media/status?job_id=c2');
});

test('the newest 200 are listed', async (t) => {
  const { page, inspector } = await browser.open(t, { made: several(1, 200) });
  await waitForRows(page, 200);
  for (const each of several(201, 210)) inspector.add(each);
  await page.locator('#list a[href="#210"]').waitFor();
  await waitForRows(page, 200);
  assert.equal(await page.locator('#list a').last().getAttribute('href'), '#11');
});

test('while paused, what comes is counted, and listed afterwards', async (t) => {
  const { page, inspector } = await browser.open(t, { made: several(1, 2) });
  await waitForRows(page, 2);
  await page.click('#pause');
  assert.equal(await page.textContent('#connection'), 'Paused');
  for (const each of several(3, 202)) inspector.add(each);
  await page.getByRole('button', { name: 'Resume (200 new)' }).waitFor();
  await waitForRows(page, 2);
  await page.click('#list a[href="#1"]');
  await page.getByText('Request 1', { exact: true }).waitFor();
  await page.click('#pause');
  await waitForRows(page, 200);
  assert.equal(await page.textContent('#connection'), 'Live');
});

test('the focus stays on its line while others come', async (t) => {
  const { page, inspector } = await browser.open(t, { made: several(1, 3) });
  await waitForRows(page, 3);
  await page.focus('#list a[href="#2"]');
  for (const each of several(4, 9)) inspector.add(each);
  await waitForRows(page, 9);
  assert.equal(await focused(page), '#2');
});

test('the focus of a line that goes is the last line’s', async (t) => {
  const { page, inspector } = await browser.open(t, { made: several(1, 200) });
  await waitForRows(page, 200);
  await page.focus('#list a[href="#1"]');
  inspector.add(exchange(201));
  await page.locator('#list a[href="#201"]').waitFor();
  assert.equal(await focused(page), '#2');
});

for (const [name, options] of Object.entries({ pane: {}, page: PHONE })) {
  test(`what is read stays in place where the ${name} scrolls`, async (t) => {
    const { page, inspector } = await browser.open(t, { made: several(1, 100), ...options });
    await waitForRows(page, 100);
    const line = page.locator('#list a[href="#40"]');
    await line.scrollIntoViewIfNeeded();
    const before = await line.boundingBox();
    for (const each of several(101, 110)) inspector.add(each);
    await waitForRows(page, 110);
    const moved = ((await line.boundingBox())?.y ?? NaN) - (before?.y ?? NaN);
    assert.ok(Math.abs(moved) < 1, `${moved} px`);
  });
}

test('what has come above is told, and led to', async (t) => {
  const { page, inspector } = await browser.open(t, { made: several(1, 100) });
  await waitForRows(page, 100);
  await page.locator('#list a[href="#40"]').scrollIntoViewIfNeeded();
  inspector.add(exchange(101));
  await page.getByRole('button', { name: '↑ 1 new request' }).waitFor();
  for (const each of several(102, 110)) inspector.add(each);
  await page.getByRole('button', { name: '↑ 10 new requests' }).click();
  assert.equal(await focused(page), '#110');
  assert.equal(await page.locator('#list a[href="#110"]').evaluate(isInWindow), true);
  await page.locator('#above').waitFor({ state: 'hidden' });
});

test('the details stay as they are while others come', async (t) => {
  const { page, inspector } = await browser.open(t, { made: several(1, 3) });
  await page.click('#list a[href="#2"]');
  await page.evaluate(() => {
    getSelection()?.selectAllChildren(
      /** @type {Node} */ (document.querySelector('#contents pre')),
    );
  });
  const before = await page.evaluate(() => String(getSelection()));
  for (const each of several(4, 203)) inspector.add(each);
  await page.locator('#list a[href="#203"]').waitFor();
  assert.equal(await page.evaluate(() => String(getSelection())), before);
  assert.match((await page.textContent('#subject')) ?? '', /^Request 2 /);
});

test('a screen reader hears how many have come, at most every ten seconds', async (t) => {
  const { page, inspector } = await browser.open(t, { prepare: (page) => page.clock.install() });
  for (const each of several(1, 3)) inspector.add(each);
  await page.locator('#where option').nth(1).waitFor({ state: 'attached' });
  await page.clock.runFor(1_000);
  await waitForRows(page, 3);
  assert.equal(await page.textContent('#news'), '');
  await page.clock.runFor(10_000);
  assert.equal(await page.textContent('#news'), '3 new requests');
});

test('a stream that breaks is taken up again, and nothing is missing', async (t) => {
  const { page, inspector } = await browser.open(t, { made: [exchange(1)] });
  await waitForRows(page, 1);
  await page.click('#list a');
  inspector.breakConnections();
  await page.getByText('Disconnected, retrying').waitFor();
  inspector.add(exchange(2));
  await page.locator('#connection[data-state=Live]').waitFor();
  await waitForRows(page, 2);
  assert.match((await page.textContent('#subject')) ?? '', /^Request 1 /);
});

test('after a restart of the server its requests are listed, and the old ones gone', async (t) => {
  const { page, inspector } = await browser.open(t, { made: several(1, 3), hash: '#2' });
  await page.getByText('Request 2', { exact: true }).waitFor();
  await inspector.stop();
  await page.getByText('Disconnected, retrying').waitFor();
  const next = await startInspector(undefined, inspector.port);
  t.after(next.stop);
  next.add(unrouted(1));
  await page.locator('#connection[data-state=Live]').waitFor({ timeout: 10_000 });
  await page.locator('#list', { hasText: '/favicon.ico' }).waitFor();
  await waitForRows(page, 1);
  assert.equal(await page.locator('#chosen').isVisible(), false);
});
