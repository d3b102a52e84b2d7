/** What holds for every answer, and what the log has to say of it. */

import assert from 'node:assert/strict';
import { responseViolations } from '../../../wrapper/emulator/rules.js';
import { distributionId } from './event.js';
import { DUMMY } from './stage.js';
import { jobOf } from './wire.js';

/** How late an answer may be, for the machine has other work to do. */
const SLACK_MS = 1_500;

/** What of a request must not be logged: its key, its signature, the session token. */
const SECRETS = new RegExp(`"file-|Signature=|Credential=|${DUMMY.sessionToken}`);

/**
 * @typedef {object} Line A line of the log, as far as it says what became of a read.
 * @property {number} attempts
 * @property {string} [region]
 * @property {{ region: string, error: string, reason?: string, awsRequestId?: string }[]} failures
 */

/**
 * Checks all that does not depend on the fault.
 *
 * @param {import('./stage.js').Asked} asked
 * @param {number} budgetMs
 * @returns {Line}
 */
export function checkAnswer({ file, requestId, cold, response, lines, ms }, budgetMs) {
  assert.deepEqual(responseViolations('viewer-request', response), []);
  assert.ok(ms < budgetMs + SLACK_MS, `answered after ${ms} ms`);

  const header = (/** @type {string} */ name) => response.headers[name]?.[0].value;
  assert.equal(header('access-control-allow-origin'), '*');
  assert.equal(header('cache-control'), 'no-store');
  const found = response.status === '200';
  if (found) {
    assert.equal(response.body, `{"success":true,"job_id":"${jobOf(file)}"}`);
    assert.equal(header('retry-after'), undefined);
  } else {
    assert.equal(response.status, '503');
    assert.equal(response.body, '{"success":false,"message":"Service unavailable."}');
    assert.equal(header('retry-after'), '1');
  }

  assert.equal(lines.length, 1, 'one line in the log');
  // DynamoDB has quoted all of these.
  assert.doesNotMatch(lines[0], SECRETS);
  const { level, status, code, attempts, region, failures, ...line } = JSON.parse(lines[0]);
  assert.deepEqual(
    { level, status, code },
    found
      ? { level: 'info', status: 200, code: undefined }
      : { level: 'error', status: 503, code: 'unavailable' },
  );
  assert.equal(line.requestId, requestId);
  assert.equal(line.distributionId, distributionId);
  assert.equal(line.cold, cold);
  assert.equal(line.error, undefined);
  assert.ok(line.durationMs >= line.dynamodbMs, 'reading is a part of it');
  return { attempts, region, failures };
}
