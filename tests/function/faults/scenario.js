/** Plays one fault in one place, and checks what the function made of it. */

import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { checkAnswer } from './check.js';
import { EXPECTED, PLACES } from './scenarios.js';
import { CALM, createStage, REGIONS, SHORT } from './stage.js';

/** Where times decide, a busy machine may upset what happens; not every time, though. */
const TIMED = new Set(['hanging', 'forgotten', 'late', 'lateFinal']);
const TIMED_TRIES = 4;

/**
 * @typedef {object} Played
 * @property {string} status
 * @property {number} attempts
 * @property {number} ms
 */

/**
 * Throws an `AssertionError` where an expectation fails.
 *
 * @param {import('./scenarios.js').Row} row
 * @param {import('./scenarios.js').Place} place
 * @param {number} before How many requests the handler has answered well before.
 * @returns {Promise<Played>}
 */
export async function play(row, place, before) {
  const timed = TIMED.has(row.kind);
  const times = timed ? SHORT : CALM;
  for (let left = timed ? TIMED_TRIES : 1; ; left--) {
    const stage = await createStage({ ...times, regions: PLACES[place].regions });
    try {
      return await playOn(stage, row, place, before);
    } catch (error) {
      if (left === 1) throw error;
    } finally {
      await stage.close();
    }
  }
}

/**
 * @param {import('./stage.js').Stage} stage
 * @param {import('./scenarios.js').Row} row
 * @param {import('./scenarios.js').Place} place
 * @param {number} before
 * @returns {Promise<Played>}
 */
async function playOn({ servers, pool, ask }, row, place, before) {
  const { faulty, count } = PLACES[place];
  const expected = EXPECTED[row.kind][place];

  for (let i = 0; i < before; i++) {
    const asked = await ask();
    const { attempts, failures } = checkAnswer(asked, SHORT.deadlineMs);
    assert.deepEqual({ attempts, failures }, { attempts: 1, failures: [] }, 'while all is well');
  }

  await pool(row.pooled ?? 0);
  for (const server of servers.slice(0, faulty)) await row.start(server, count);
  // What the server does to idle connections has to arrive before the next request leaves.
  if (before > 0) await wait(20);

  const asked = await ask();
  const { attempts, region, failures } = checkAnswer(asked, SHORT.deadlineMs);
  const [least, most] = expected.attempts;
  assert.equal(asked.response.status, expected.status);
  assert.ok(least <= attempts && attempts <= most, `${attempts} attempts`);
  if (expected.winner !== undefined) assert.equal(region, REGIONS[expected.winner]);
  if (failures.length === attempts) assert.equal(region, undefined);
  if (expected.failed !== undefined) {
    assert.deepEqual(
      failures.map((failure) => failure.region),
      expected.failed.map((i) => REGIONS[i]),
    );
  }
  // Where the deadline may come first, what the log calls a failure is not certain.
  for (const { error, awsRequestId } of row.kind === 'lateFinal' ? [] : failures) {
    assert.equal(error, row.error);
    assert.equal(awsRequestId !== undefined, row.traced === true, 'whether it can be traced');
  }

  // The next request finds everything in order, and does not begin with a Region that failed.
  const requests = servers[0].counts.requests;
  const next = await ask();
  const line = checkAnswer(next, SHORT.deadlineMs);
  if (place === 'first' && expected.winner === 1) {
    assert.deepEqual(line, { attempts: 1, region: REGIONS[1], failures: [] });
    assert.equal(servers[0].counts.requests, requests, 'the Region that failed is left alone');
  }
  return { status: asked.response.status, attempts, ms: asked.ms };
}
