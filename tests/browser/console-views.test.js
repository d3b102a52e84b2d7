/**
 * How the page looks in every state of a job and with every problem: no accessibility violation,
 * nothing beyond the window, nothing too small to press. Scenes whose layout or colours differ are
 * looked at in light and dark, wide and narrow, English and Japanese; those that differ from one of
 * these in their words only, in the narrowest window. The pictures go to `dist/console/`.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './console/axe.js';
import { STATES } from './console/jobs.js';
import { startConsole } from './console/page.js';
import { found, LINK, refused } from './console/server.js';
import { NARROWEST, overflow, smallTargets, takePicture, VIEWS } from './console/views.js';

/** @import { Script } from './console/server.js' */

const LONG = `${'とても長い名前'.repeat(12)}${'x'.repeat(200)} <img src=x onerror=alert(1)> \u202Efdp.mp4`;

/** @type {(readonly [name: string, script: Partial<Script>, path: string, shown: string])[]} */
const SCENES = [
  ['empty', {}, '/', '#value:enabled'],
  ['invalid', {}, '/?job_id=+', '#value-error p'],
  ...Object.entries(STATES).map(
    ([state, job]) => /** @type {const} */ ([state, found(job), LINK, '#heard:not(:empty)']),
  ),
  ['asking', { '/api/media/job_id': [never()] }, LINK, '#state'],
  ['no-job-yet', { '/api/media/job_id': [refused(422, 'Not found item.')] }, LINK, '#notice'],
  ['origin', { '/api/media/status': [refused(422, 'ORIGIN is invalid.')] }, LINK, '#notice'],
  ['item', { '/api/media/status': [refused(500, 'Invalid item.')] }, LINK, '#notice'],
  ['unavailable', { '/api/media/status': [refused(503, 'Service unavailable.')] }, LINK, '#notice'],
  ['foreign', { '/api/media/status': [{ body: '<p>Sign in' }] }, LINK, '#notice'],
  [
    'long',
    found({
      ...STATES.COMPLETE,
      output_path: `s3://${LONG}`,
      playlists: [LONG, 's3://short.m3u8'],
    }),
    `/?${new URLSearchParams({ input_file: LONG })}`,
    '#facts',
  ],
];

/** Those that differ from all others in more than their words. */
const DISTINCT = [
  'empty',
  'invalid',
  'PROGRESSING',
  'COMPLETE',
  'ERROR',
  'CANCELED',
  'item',
  'long',
];

/** @type {Awaited<ReturnType<typeof startConsole>>} */
let site;

before(async () => {
  site = await startConsole();
});
after(() => site?.close());

for (const [scene, script, path, shown] of SCENES) {
  test(scene, { concurrency: true }, async (t) => {
    site.play(script);
    const names = DISTINCT.includes(scene) ? Object.keys(VIEWS) : [NARROWEST];
    const views = names.map((view) =>
      t.test(`is right in ${view}`, () =>
        site.open(path, VIEWS[view], async (page) => {
          await page.locator(shown).first().waitFor();
          await takePicture(page, `${scene}-${view}`);
          assert.equal(await overflow(page), 0);
          assert.deepEqual(await smallTargets(page), []);
          assert.deepEqual(await violations(page), []);
        }),
      ),
    );
    await Promise.all(views);
  });
}

/** @returns {import('./console/server.js').Answer} One that does not come. */
function never() {
  return { body: '', after: new Promise(() => {}) };
}
