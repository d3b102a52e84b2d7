/** What the console page says and does when no answer comes, or not the one hoped for. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { COMPLETE, JOB_ID, running } from './console/jobs.js';
import { nextRequest, spoken, startConsole } from './console/page.js';
import { found, LINK, refused } from './console/server.js';

/** @import { Page } from 'playwright-core' */
/** @import { Answer } from './console/server.js' */

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let site;

const TIMED = { prepare: (/** @type {Page} */ page) => page.clock.install() };
before(async () => {
  site = await startConsole();
});
after(() => site?.close());

/** @type {[name: string, answer: Answer, title: string, small: string][]} */
const PASSING = [
  [
    'a database that fails',
    refused(503, 'Service unavailable.'),
    'The service has a problem right now',
    'The service said: 503 Service unavailable.',
  ],
  [
    'a record that lacks something',
    refused(500, 'Invalid item.'),
    'The record of this job is not complete',
    'The service said: 500 Invalid item.',
  ],
  [
    'a page of CloudFront’s own',
    { status: 502, body: '<h1>The Lambda function returned an invalid response</h1>' },
    'The service has a problem right now',
    'Details: Status 502.',
  ],
  [
    'the sign-in page of a network',
    { body: '<h1>Welcome to our hotel</h1>' },
    'Something else has answered',
    'Details: Status 200.',
  ],
  [
    'a job without a state',
    refused(422, 'Not found item.'),
    'Nothing is known of this job yet',
    'The service said: 422 Not found item.',
  ],
];
for (const [name, answer, title, small] of PASSING) {
  test(`${name} is said, and asked again until it is over`, async () => {
    const { '/api/media/status': answers } = found(COMPLETE);
    site.play({ '/api/media/status': [answer, ...answers] });
    await site.open(LINK, TIMED, async (page) => {
      await page.locator('#notice').waitFor();
      assert.equal(await page.textContent('.notice-title'), title);
      assert.equal(await page.textContent('#notice .answer'), small);
      assert.match((await page.textContent('#notice')) ?? '', /This page keeps (trying|looking)/);
      await nextRequest(page, 5_000);
      await page.locator('#facts').waitFor();
      assert.equal(await page.locator('#notice').isVisible(), false);
    });
  });
}

/** @type {[name: string, answer: Answer, title: string][]} */
const LASTING = [
  [
    'an origin that is not allowed',
    refused(422, 'ORIGIN is invalid.'),
    'This page may not use the service',
  ],
  ['a firewall', { status: 403, body: '<h1>Request blocked</h1>' }, 'Something else has answered'],
  [
    'a refusal of whatever kind',
    refused(404, 'No route matches.'),
    'The service has refused the request',
  ],
];
for (const [name, answer, title] of LASTING) {
  test(`${name} is an alert, and not asked again but by hand`, async () => {
    site.play({ '/api/media/job_id': [answer] });
    await site.open(LINK, TIMED, async (page) => {
      await page.locator('#notice').waitFor();
      assert.equal(await page.textContent('.notice-title'), title);
      assert.match((await page.textContent('[role=alert]#alert')) ?? '', new RegExp(`^${title}`));
      assert.deepEqual(
        (await spoken(page)).map((text) => text.split(/[.:] /, 2).join(': ')),
        ['status: Looking for the job …', `alert: ${title}`],
      );
      await page.clock.runFor(60_000);
      assert.equal(site.requests().length, 1);
      site.play(found(COMPLETE));
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.locator('#facts').waitFor();
    });
  });
}

test('a file without a job is looked for until it has one', async () => {
  const { '/api/media/job_id': answers } = found();
  const missing = refused(422, 'Not found item.');
  site.play({ ...found(COMPLETE), '/api/media/job_id': [missing, missing, ...answers] });
  await site.open(LINK, TIMED, async (page) => {
    await page.getByText('No job for this file yet').first().waitFor();
    await nextRequest(page);
    await nextRequest(page, 4_000);
    await page.locator('#facts').waitFor();
  });
});

test('an unknown job ID is said as what it is', async () => {
  site.play({ '/api/media/status': [refused(422, 'Not found item.')] });
  await site.open(`/?job_id=${JOB_ID}`, {}, async (page) => {
    await page.getByText('No job with this ID yet').first().waitFor();
  });
});

test('an answer that takes over a second is waited for aloud', async () => {
  let arrive = () => {};
  const after = new Promise((resolve) => {
    arrive = () => resolve(undefined);
  });
  const [answer] = found()['/api/media/job_id'];
  site.play({ ...found(COMPLETE), '/api/media/job_id': [{ ...answer, after }] });
  await site.open(LINK, TIMED, async (page) => {
    await page.getByText('Looking for the job').first().waitFor();
    await page.clock.runFor(1_001);
    await page.getByText('Still waiting for an answer').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Stop following' }).isEnabled(), true);
    arrive();
    await page.locator('#facts').waitFor();
  });
});

test('someone who goes offline is told, and what was known stays', async () => {
  site.play(found(running('PROGRESSING', 42)));
  await site.open(LINK, {}, async (page) => {
    await page.getByText('42 %').waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline').first().waitFor();
    assert.equal(await page.getByText('42 %').isVisible(), true);
    await page.context().setOffline(false);
  });
});

test('when the network is back, the page goes on at once', async () => {
  site.play(found(COMPLETE));
  await site.open('/', TIMED, async (page) => {
    await page.locator('#value:enabled').waitFor();
    await page.context().setOffline(true);
    await page.fill('#value', 'a.mp4');
    await page.keyboard.press('Enter');
    await page.getByText('You are offline').first().waitFor();
    await page.context().setOffline(false);
    await page.locator('#facts').waitFor();
    assert.equal(await page.locator('#notice').isVisible(), false);
  });
});

test('a job is told of by its states and by quarters, not by every percent', async () => {
  const percents = [1, 2, 24, 25, 26, 51];
  const jobs = percents.map((percent) => running('PROGRESSING', percent));
  site.play(found(running('SUBMITTED', 0), ...jobs, running('STATUS_UPDATE', 60), COMPLETE));
  await site.open(LINK, TIMED, async (page) => {
    await page.getByText('Waiting in the queue').first().waitFor();
    for (const percent of [...percents, 60]) {
      await nextRequest(page);
      await page.getByText(`${percent} %`, { exact: true }).waitFor();
    }
    await nextRequest(page);
    await page.locator('#facts').waitFor();
    assert.deepEqual(await spoken(page), [
      'status: Looking for the job …',
      'status: Asking for the state of the job …',
      'status: Waiting in the queue',
      'status: Transcoding',
      'status: Transcoding, 25 percent',
      'status: Transcoding, 50 percent',
      'status: Complete. The outputs are ready.',
    ]);
  });
});
