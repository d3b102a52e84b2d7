/** The inspector's page: what it tells of one request. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exchange, hit, passedOn, refused, returned, several, withoutOrigin } from './exchanges.js';
import { part, startBrowser } from './page.js';

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

test('the details have all that is known', async (t) => {
  const { page } = await browser.open(t, { made: [exchange(1, { replayOf: 9 })] });
  await page.click('#list a');
  assert.equal(await page.textContent('#subject'), 'Request 1 GET /api/media/status?job_id=c1');
  const facts = await page
    .locator('#contents > dl > div')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map(({ textContent }) => textContent)),
    );
  assert.deepEqual(facts, [
    ['Verdict', 'accepted'],
    ['Time', '2026-01-01T12:00:01.000Z, took 3.21 ms'],
    ['Trigger', 'viewer-request'],
    ['Behavior', '/api/media/status'],
    ['Route', 'mediaConvertJobIdToStatusEdgeApi'],
    ['Read', 'ap-northeast-1, 2 attempts\nus-east-1 failed: TimeoutError: no answer within 500 ms'],
    ['Replay of', 'request 9'],
  ]);
  const { runs, decision, item, response, request } = exchange(1);
  const [{ event, result }] = runs;
  const json = async (/** @type {string} */ name) =>
    JSON.parse((await part(page, name).locator('pre').first().textContent()) ?? '');
  const body = (/** @type {string} */ name) => part(page, name).locator('pre').last().textContent();
  assert.deepEqual(await json('Event'), event);
  assert.deepEqual(await json('Item'), item);
  assert.deepEqual({ ...(await json('Decision')), body: await body('Decision') }, decision);
  assert.deepEqual({ ...(await json('Result')), body: await body('Result') }, result);
  assert.equal(await body('Response'), response.body);
  for (const [name, { headers }] of /** @type {const} */ ([
    ['Response', response],
    ['Request', request],
  ])) {
    const text = await part(page, name).textContent();
    for (const [header, value] of headers) assert.ok(text?.includes(header + value), header);
  }
});

for (const result of [null, 'hello', ['a'], { statusCode: 200, body: { a: 1 } }]) {
  test(`a result that is no response is shown as it is: ${JSON.stringify(result)}`, async (t) => {
    const { page } = await browser.open(t, { made: [returned(1, result)] });
    await page.click('#list a');
    const text = await part(page, 'Result').locator('pre').textContent();
    assert.deepEqual(JSON.parse(text ?? ''), result);
  });
}

test('the runs of several functions are told apart, the origin between them', async (t) => {
  const { page } = await browser.open(t, { made: [passedOn(1)] });
  await page.click('#list a');
  const names = await page
    .locator('[data-section]')
    .evaluateAll((parts) => parts.map((it) => it.getAttribute('data-section')));
  assert.deepEqual(names, [
    ...['Event at viewer-request', 'Result at viewer-request', 'Origin'],
    ...['Event at origin-response', 'Result at origin-response', 'Response', 'Request'],
  ]);
  const origin = (await part(page, 'Origin').textContent()) ?? '';
  for (const text of ['https://origin.example/passed', '404, 7 bytes', 'theirs']) {
    assert.ok(origin.includes(text), text);
  }
});

test('where there is no origin, what it would be asked is no refusal', async (t) => {
  const { page } = await browser.open(t, { made: [withoutOrigin(1)] });
  await page.click('#list a');
  assert.equal(await page.textContent('#contents strong'), 'accepted');
  const origin = (await part(page, 'Origin').textContent()) ?? '';
  assert.match(origin, /what it would be asked: here is none/);
  assert.doesNotMatch(origin, /Answer/);
});

test('the stages are bars to scale, the inner ones within the function', async (t) => {
  const { page } = await browser.open(t, { made: [exchange(1)] });
  await page.click('#list a');
  const stages = await page.locator('.timeline li').evaluateAll((rows) =>
    rows.map((row) => {
      const [name, bar, ms] = row.children;
      const whole = bar.getBoundingClientRect();
      const part = /** @type {Element} */ (bar.firstElementChild).getBoundingClientRect();
      return [
        name.textContent?.trim(),
        ms.textContent,
        Math.round(((part.left - whole.left) / whole.width) * 100),
        Math.round((part.width / whole.width) * 100),
      ];
    }),
  );
  assert.deepEqual(stages, [
    ['event', '0.12 ms', 0, 4],
    ['function', '2.70 ms', 4, 84],
    ['decide', '0.21 ms', 4, 7],
    ['GetItem', '2.10 ms', 10, 65],
    ['shape', '0.13 ms', 76, 4],
    ['check', '0.18 ms', 88, 6],
  ]);
});

test('a refusal is told with its rules, and where AWS has them', async (t) => {
  const { page } = await browser.open(t, { made: [refused(1)] });
  await page.click('#list a');
  assert.equal(await page.textContent('#contents strong'), 'refused: LambdaValidationError');
  const found = part(page, 'Violations').locator('li');
  assert.deepEqual(await found.allTextContents(), [
    'headers.x-cache CloudFront disallows this header AWS on headerIsNotDisallowed',
    'body has 50,000 bytes of at most 40,960 AWS on responseFitsTheQuota',
  ]);
  const { verdict } = refused(1);
  assert.equal(
    await found.first().getByRole('link').getAttribute('href'),
    verdict.violations[0].link,
  );
});

test('a cache hit tells of the cache, and has no event to copy', async (t) => {
  const { page } = await browser.open(t, { made: [hit(1)] });
  await page.click('#list a');
  const cache = page.locator('dl > div', { hasText: /^Cache/ }).first();
  assert.match(
    (await cache.textContent()) ?? '',
    /hit, age 3 s, cached for 5 s, Cache-Control max/,
  );
  assert.equal(await part(page, 'Event').count(), 0);
  const button = page.getByRole('button', { name: 'Copy as test event', disabled: true });
  assert.equal(
    await button.evaluate(
      (b) => document.getElementById(b.getAttribute('aria-describedby') ?? '')?.textContent,
    ),
    'No event: the cache has answered, and the function was not called.',
  );
  assert.equal(await page.locator('#no-event').isVisible(), true);
});

test('parts that were opened are open with the next request too', async (t) => {
  const { page } = await browser.open(t, { made: several(1, 2) });
  await page.click('#list a[href="#1"]');
  await part(page, 'Event').locator('summary').click();
  await part(page, 'Response').locator('summary').click();
  await page.click('#list a[href="#2"]');
  await page.getByText('Request 2', { exact: true }).waitFor();
  assert.equal(await part(page, 'Event').locator('pre').isVisible(), true);
  assert.equal(await part(page, 'Response').locator('pre').isVisible(), false);
});
