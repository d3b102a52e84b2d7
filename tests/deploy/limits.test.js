/** Deployments that come near what AWS takes, and what was deleted behind their back. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pythonSkip } from '../support/python.js';
import { ACCOUNT, BUCKET } from './account.js';
import { site } from './cloudfront-api/distributions.js';
import { startDrill } from './drill.js';

const SITE = 'E1SITE00000000';
const ARGS = ['--distribution', SITE, '--trigger', 'origin-request'];

describe('the limits of AWS', { skip: pythonSkip() }, () => {
  /** @type {import('./drill.js').Drill} */
  let drill;

  before(async () => {
    drill = await startDrill({ distributions: { [SITE]: site() } });
  });
  beforeEach(() => drill.reset());
  after(() => drill.stop());

  test('a role that is too long is refused before anything is written', async () => {
    declare(75, ({ dynamodb }) => {
      dynamodb.regions = ['us-east-1', 'eu-central-1', 'ap-northeast-1', 'us-west-2'];
    });
    const { code, stderr } = await drill.run('deploy', ARGS);
    assert.match(
      stderr,
      /^edge-lookup: the function's role would have \d+ characters of policies/m,
    );
    assert.equal(code, 1);
    assert.deepEqual(drill.writes(), []);
  });

  test('a template that no call can carry goes through the bucket', async () => {
    declare(60);
    const { code, stderr } = await drill.run('deploy', ARGS);
    assert.equal(code, 0, stderr);
    const [url] = await templateUrls('CreateStack');
    const [, Key] = url.split(`https://${BUCKET}.s3.us-east-1.amazonaws.com/`);
    assert.match(Key, /^edge-lookup\/[0-9a-f]{64}\.template\.json$/);
    const stored = await drill.account.object(BUCKET, Key);
    assert(Number(stored?.length) > 51_200);
    assert.equal(drill.cloudfront.get(SITE).CacheBehaviors?.Quantity, 60);
  });

  test('the stack is then read, updated so, and has nothing to change in the end', async () => {
    declare(61);
    assert.equal((await drill.run('deploy', ARGS)).code, 0);
    const urls = await templateUrls('UpdateStack');
    assert(urls.length > 0 && urls.every((it) => it.endsWith('.template.json')));
    const { code, stdout } = await drill.run('deploy', [...ARGS, '--plan']);
    assert.match(stdout, /^Stack edge-lookup: nothing to change$/m);
    assert.equal(code, 0);
  });

  test('a role that somebody has deleted is one line, before anything is written', async () => {
    const [role] = await drill.account.resources('edge-lookup', 'AWS::IAM::Role');
    await drill.account.deleteRole(role);
    for (const plan of [['--plan'], []]) {
      const { code, stdout, stderr } = await drill.run('deploy', [...ARGS, ...plan]);
      assert.match(
        stderr,
        new RegExp(`^edge-lookup: its role ${role} is gone, .*: deploy with another --stack`, 'm'),
      );
      assert.deepEqual([code, stdout], [1, '']);
    }
    assert.deepEqual(drill.writes(), []);
  });

  test('another stack takes the paths over, as that line says', async () => {
    const { code, stderr } = await drill.run('deploy', [...ARGS, '--stack', 'another']);
    assert.equal(code, 0, stderr);
    const behaviors = drill.cloudfront.get(SITE).CacheBehaviors?.Items ?? [];
    const functions = behaviors.map(
      (it) => it.LambdaFunctionAssociations?.Items?.[0].LambdaFunctionARN,
    );
    const taken = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:another:1`;
    assert.deepEqual(new Set(functions), new Set([taken]));
  });

  /** @param {string} action */
  async function templateUrls(action) {
    const changes = drill.recorder.calls.filter(({ name }) => name === `cloudformation:${action}`);
    return changes.map(({ form }) => String(form.get('TemplateURL')));
  }

  /**
   * @param {number} count How many routes the API has, each with a table and a parameter of its own.
   * @param {(api: any) => void} [change]
   */
  function declare(count, change = () => {}) {
    drill.checkout.changeApi((api) => {
      api.dynamodb.regions = ['us-east-1'];
      const [route] = api.routes;
      api.routes = Array.from({ length: count }, (_, i) => ({
        ...route,
        name: `aRouteWithAnUncommonlyLongName${i}`,
        path: `/api/a/path/that/is/uncommonly/long/too/${i}`,
        parameter: { name: `parameter_with_a_long_name_${i}` },
        table: `TableWithALongName${i}`,
      }));
      change(api);
    });
  }
});
