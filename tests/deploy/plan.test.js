/** What `--plan` tells programs, and what options hand to CloudFormation. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { DOCUMENTS } from '../docs/documents.js';
import { pythonSkip } from '../support/python.js';
import { ACCOUNT } from './account.js';
import { site } from './cloudfront-api/distributions.js';
import { startDrill } from './drill.js';

const SITE = 'E1SITE00000000';
const TO_SITE = ['--distribution', SITE];
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/cloudformation`;

const PAGE = DOCUMENTS.find(({ path }) => path === 'docs/deploying-from-ci.md');
const POLICY = PAGE?.fences.find(({ file }) => file === 'plan-policy.json')?.text ?? '{}';
const ALLOWED = new Set(
  JSON.parse(POLICY).Statement.flatMap((/** @type {any} */ { Action }) => Action),
);

describe('a plan', { skip: pythonSkip() }, () => {
  /** @type {import('./drill.js').Drill} */
  let drill;

  before(async () => {
    drill = await startDrill({ distributions: { [SITE]: site() } });
  });
  beforeEach(() => drill.reset());
  after(() => drill.stop());

  test('that changes something is JSON alone with --json, exit code 2, and writes nothing', async () => {
    const { code, stdout } = await drill.run('deploy', [...TO_SITE, '--plan', '--json']);
    const { wouldChange, changes, warnings, notes } = JSON.parse(stdout);
    assert.equal(wouldChange, true);
    assert.match(changes.join('\n'), /^Distribution E1SITE00000000:$/m);
    assert.doesNotMatch(stdout, /\\u001b/);
    assert.match(warnings[0], /^there is no table MediaConvertInputFileToJobId/);
    assert.deepEqual(notes, []);
    assert.equal(code, 2);
    assert.deepEqual(drill.writes(), []);
  });

  for (const [what, args] of /** @type {[string, string[]][]} */ ([
    ['a wrong option', ['--trigger', 'viewer-response']],
    ['an unknown option', ['--force']],
    ['a distribution that there is not', ['--distribution', 'E2NOBODY000000']],
  ])) {
    test(`that fails of ${what} is exit code 1`, async () => {
      const { code, stdout } = await drill.run('deploy', ['--plan', ...args]);
      assert.deepEqual([code, stdout], [1, '']);
    });
  }

  test('is what --json is for', async () => {
    const { code, stderr } = await drill.run('deploy', ['--json']);
    assert.match(stderr, /^edge-lookup: --json is for --plan: add that, or drop it\n$/);
    assert.equal(code, 2);
  });

  test('options for whom the account is governed by reach CloudFormation', async () => {
    const args = [
      '--tags',
      'team=web,stage=a=b',
      '--permissions-boundary',
      BOUNDARY,
      '--role-arn',
      ROLE,
    ];
    const { code, stderr } = await drill.run('deploy', [...TO_SITE, ...args]);
    assert.equal(code, 0, stderr);
    const [form] = forms('CreateStack');
    assert.deepEqual(tagsOf(form), { team: 'web', stage: 'a=b' });
    assert.equal(form.get('RoleARN'), ROLE);
    assert.equal((await drill.account.role('edge-lookup')).boundary, BOUNDARY);
  });

  test('that changes nothing is exit code 0, also where those options are not given', async () => {
    const { code, stdout } = await drill.run('deploy', [...TO_SITE, '--plan', '--json']);
    assert.partialDeepStrictEqual(JSON.parse(stdout), { wouldChange: false, changes: [] });
    assert.equal(code, 0);
  });

  test('names tags that change, and leaving them out leaves them', async () => {
    const planned = await drill.run('deploy', [...TO_SITE, '--plan', '--tags', 'team=api']);
    assert.match(planned.stdout, /^ {2}- {2}stage: a=b\n {2}- {2}team: web\n {2}\+ {2}team: api$/m);
    assert.equal(planned.code, 2);
    assert.equal((await drill.run('deploy', [...TO_SITE, '--tags', 'team=api'])).code, 0);
    assert.deepEqual(tagsOf(forms('UpdateStack')[0]), { team: 'api' });
    drill.reset();
    assert.equal((await drill.run('deploy', [...TO_SITE, '--runtime', 'nodejs22.x'])).code, 0);
    const [form] = forms('UpdateStack');
    assert.deepEqual(tagsOf(form), {});
    assert.equal((await drill.account.role('edge-lookup')).boundary, BOUNDARY);
  });

  test('that inherits from a behavior that there is not fails before anything is written', async () => {
    const { code, stderr } = await drill.run('deploy', [...TO_SITE, '--like', '/nope/*']);
    assert.match(
      stderr,
      /^edge-lookup: --like: the distribution has no behavior \/nope\/\*, only /m,
    );
    assert.equal(code, 1);
    assert.deepEqual(drill.writes(), []);
  });

  test('and all else that only reads calls just what the policy for plans allows', async () => {
    const origin = ['--trigger', 'origin-request'];
    for (const [command, ...args] of [
      ['deploy', ...TO_SITE, '--plan', ...origin],
      ['deploy', ...TO_SITE, '--plan', ...origin, '--stack', 'new'],
      ['rollback', ...TO_SITE, '--plan'],
      ['detach', ...TO_SITE, '--plan'],
      ['status'],
    ]) {
      await drill.run(command, args);
    }
    assert.deepEqual(drill.writes(), []);
    assert.deepEqual([...new Set(drill.permissions())].sort(), [...ALLOWED].sort());
  });

  /** @param {string} action */
  function forms(action) {
    const calls = drill.recorder.calls.filter(({ name }) => name === `cloudformation:${action}`);
    return calls.map(({ form }) => form);
  }
});

/** @param {URLSearchParams} form */
function tagsOf(form) {
  const keys = [...form.keys()].filter((it) => /^Tags\.member\.\d+\.Key$/.test(it));
  return Object.fromEntries(
    keys.map((key) => [form.get(key), form.get(key.replace(/Key$/, 'Value'))]),
  );
}
