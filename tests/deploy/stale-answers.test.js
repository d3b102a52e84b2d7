/** Which cached answers a deployment makes CloudFront forget. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { keepUsed } from '../../wrapper/deploy/transition.js';
import { pythonSkip } from '../support/python.js';
import { site } from './cloudfront-api/distributions.js';
import { startDrill } from './drill.js';
import { template } from './template/variants.js';

const SITE = 'E1SITE00000000';
const OTHER = 'E2OTHER0000000';
const JOB_ID = '/api/media/job_id*';
const STATUS = '/api/media/status*';

test('what a stack of an earlier release has answered is not taken for what is answered now', () => {
  const { Outputs, ...rest } = template();
  const { Answers, ...outputs } = Outputs ?? {};
  const stack = {
    status: 'UPDATE_COMPLETE',
    parameters: { Trigger: 'origin-request' },
    outputs: { Trigger: 'origin-request' },
    template: JSON.stringify({ ...rest, Outputs: outputs }),
  };
  const bucket = { name: 'code', account: '1' };
  const change = { name: 'a', template: JSON.stringify(template()), parameters: {}, bucket };
  const first = JSON.parse(keepUsed(stack, change).template);
  assert.notEqual(first.Outputs.Answers.Value, Answers.Value);
});

describe('cached answers', { skip: pythonSkip() }, () => {
  /** @type {import('./drill.js').Drill} */
  let drill;

  before(async () => {
    drill = await startDrill({ distributions: { [SITE]: site(), [OTHER]: site() } });
  });
  beforeEach(() => drill.reset());
  after(() => drill.stop());

  test('at viewer-request there are none of ours to forget', async () => {
    await deploy('--trigger', 'viewer-request');
    assert.deepEqual(drill.cloudfront.invalidations, []);
  });

  test('that the site gave before ours took its paths are forgotten', async () => {
    await deploy('--trigger', 'origin-request');
    assert.deepEqual(drill.cloudfront.invalidations, [{ id: SITE, paths: [JOB_ID, STATUS] }]);
  });

  test('stay where nothing changes', async () => {
    await deploy();
    assert.deepEqual(drill.cloudfront.invalidations, []);
  });

  test('stay where what changes is not in answers', async () => {
    drill.checkout.changeApi((api) => {
      api.log = { level: 'error' };
    });
    await deploy();
    assert.deepEqual(drill.cloudfront.invalidations, []);
  });

  test('of a route that is renamed are forgotten under both of its paths, and a plan says so', async () => {
    drill.checkout.changeApi((api) => {
      api.routes[1].path = '/api/media/state';
    });
    const { stdout } = await drill.run('deploy', ['--distribution', SITE, '--plan']);
    assert.match(
      stdout,
      /^Invalidates cached answers: \/api\/media\/state\* \/api\/media\/status\*$/m,
    );
    await deploy();
    const paths = ['/api/media/state*', STATUS];
    assert.deepEqual(drill.cloudfront.invalidations, [{ id: SITE, paths }]);
    drill.checkout.changeApi((api) => {
      api.routes[1].path = '/api/media/status';
    });
    await deploy();
  });

  test('whose shape changes are forgotten, and no others', async () => {
    drill.checkout.changeApi((api) => {
      api.routes[1].fields[0].name = 'status';
    });
    await deploy();
    assert.deepEqual(drill.cloudfront.invalidations, [{ id: SITE, paths: [STATUS] }]);
  });

  test('of all routes are forgotten where what they share changes', async () => {
    drill.checkout.changeApi((api) => {
      api.cors.allowedOrigins = ['https://www\\.example\\.com'];
    });
    await deploy();
    assert.deepEqual(drill.cloudfront.invalidations, [{ id: SITE, paths: [JOB_ID, STATUS] }]);
  });

  test('a distribution that the same version is attached to later forgets the answers of the site', async () => {
    const { code } = await drill.run('deploy', ['--distribution', OTHER]);
    assert.equal(code, 0);
    assert.deepEqual(drill.cloudfront.invalidations, [{ id: OTHER, paths: [JOB_ID, STATUS] }]);
  });

  test('of ours are forgotten when the function is detached', async () => {
    const { code } = await drill.run('detach', ['--distribution', OTHER]);
    assert.equal(code, 0);
    assert.deepEqual(drill.cloudfront.invalidations, [{ id: OTHER, paths: [JOB_ID, STATUS] }]);
  });

  test('that may not be invalidated are one line with what to run by hand', async () => {
    drill.cloudfront.deny('cloudfront:CreateInvalidation');
    drill.checkout.changeApi((api) => {
      api.routes[1].fields[0].name = 'job_status';
    });
    const { code, stderr } = await drill.run('deploy', ['--distribution', SITE]);
    assert.match(
      stderr,
      /^edge-lookup: .*cloudfront:CreateInvalidation.*unless you run aws cloudfront create-invalidation --distribution-id E1SITE00000000 --paths '\/api\/media\/status\*'$/m,
    );
    assert.equal(code, 1);
  });

  /** @param {string[]} args */
  async function deploy(...args) {
    const { code, stderr } = await drill.run('deploy', ['--distribution', SITE, ...args]);
    assert.equal(code, 0, stderr);
  }
});
