/** Which versions run where, and going back to a named one. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pythonSkip } from '../support/python.js';
import { ACCOUNT, startAccount } from './account.js';
import { createCheckout } from './checkout.js';
import { site } from './cloudfront-api/distributions.js';
import { startCloudFront } from './cloudfront-api/server.js';
import { runCommand } from './run-command.js';

const SITE = 'E1SITE00000000';
const OTHER = 'E2OTHER0000000';
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:edge-lookup`;
const TO_SITE = ['--distribution', SITE];

describe('the versions of a function', { skip: pythonSkip(), concurrency: false }, () => {
  /** @type {Awaited<ReturnType<typeof startAccount>>} */
  let account;
  /** @type {Awaited<ReturnType<typeof startCloudFront>>} */
  let cloudfront;
  /** @type {ReturnType<typeof createCheckout>} */
  let checkout;

  before(async () => {
    checkout = createCheckout();
    account = await startAccount();
    cloudfront = await startCloudFront({
      distributions: { [SITE]: site(), [OTHER]: { ...site(), Enabled: false } },
    });
  });
  after(async () => {
    checkout.remove();
    await Promise.all([account.stop(), cloudfront.close()]);
  });

  test('a function that no distribution runs is said so', async () => {
    assert.equal((await run('deploy', '--trigger', 'origin-request')).code, 0);
    const { code, stdout } = await run('status');
    assert.equal(
      stdout,
      `${FUNCTION}: the newest version is 1\n` +
        'No distribution runs it: edge-lookup deploy --distribution ID attaches it.\n',
    );
    assert.equal(code, 0);
  });

  test('each distribution is listed with its version, and what no one runs', async () => {
    assert.equal((await run('deploy', '--distribution', OTHER)).code, 0);
    checkout.changeApi((api) => {
      api.cors.maxAgeSeconds = 60;
    });
    assert.equal((await run('deploy')).code, 0);
    checkout.changeApi((api) => {
      api.cors.maxAgeSeconds = 61;
    });
    assert.equal((await run('deploy', ...TO_SITE)).code, 0);
    const { code, stdout } = await run('status');
    assert.match(stdout, /: the newest version is 3$/m);
    assert.match(stdout, /^DISTRIBUTION +VERSION +EVENT +STATE +DOMAIN +PATTERNS$/m);
    const patterns = '/api/media/job_id, /api/media/status';
    const domain = 'www.example.com';
    for (const row of [
      [SITE, '3', 'origin-request', 'Deployed', domain, patterns],
      [OTHER, '1', 'origin-request', 'Deployed, disabled', domain, patterns],
    ]) {
      assert.match(stdout, new RegExp(`^${row.join(' +')}$`, 'm'));
    }
    assert.match(stdout, /^Versions that no distribution runs: 2$/m);
    assert.equal(code, 0);
  });

  test('verify takes the event from the stack', async () => {
    const { code, stdout } = await run('verify', 'http://127.0.0.1:9');
    assert.match(
      stdout,
      /^http:\/\/127\.0\.0\.1:9 at origin-request, compared with the local edge$/m,
    );
    assert.match(stdout, /✗ .* · no answer \(ECONNREFUSED: /);
    assert.equal(code, 1);
  });

  test('--json is the same for programs', async () => {
    const { newest, unused, distributions } = JSON.parse((await run('status', '--json')).stdout);
    assert.deepEqual([newest, unused], [3, [2]]);
    assert.deepEqual(
      distributions.map((/** @type {any} */ { id, isEnabled }) => [id, isEnabled]),
      [
        [SITE, true],
        [OTHER, false],
      ],
    );
  });

  test('status writes nothing', () => {
    const calls = cloudfront.requests.slice(-1).map(({ method }) => method);
    assert.deepEqual(calls, ['GET']);
  });

  test('the plan of a rollback names the version and what is invalidated, and writes nothing', async () => {
    const before = cloudfront.invalidations.length;
    const { stdout } = await run('rollback', ...TO_SITE, '--to', '1', '--plan');
    assert.match(stdout, /^Version 3 → 1$/m);
    assert.match(
      stdout,
      /^Note: the role and the cache policies stay those of the newest version/m,
    );
    assert.match(
      stdout,
      /^Answers in CloudFront's caches go: \/api\/media\/job_id\*, \/api\/media\/status\*$/m,
    );
    assert.deepEqual(versions(), [3, 3]);
    assert.equal(cloudfront.invalidations.length, before);
  });

  test('a rollback to a version runs that, and invalidates what the other answered', async () => {
    const { code, stderr } = await run('rollback', ...TO_SITE, '--to', '1');
    assert.equal(code, 0, stderr);
    assert.deepEqual(versions(), [1, 1]);
    assert.deepEqual(cloudfront.invalidations.at(-1), {
      id: SITE,
      paths: ['/api/media/job_id*', '/api/media/status*'],
    });
  });

  test('a rollback to the version that runs already is one line', async () => {
    const { code, stderr } = await run('rollback', ...TO_SITE, '--to', '1');
    assert.match(stderr, /^edge-lookup: the distribution \w+ runs version 1 already\n$/);
    assert.equal(code, 1);
  });

  test('a rollback to a version that is not there is one line with those that are', async () => {
    const { code, stderr } = await run('rollback', ...TO_SITE, '--to', '9');
    assert.match(stderr, /^edge-lookup: there is no version 9 of arn:.*: there are 1, 2, 3\n$/);
    assert.equal(code, 1);
  });

  test('at viewer-request a rollback invalidates nothing', async () => {
    const deployed = await run('deploy', ...TO_SITE, '--trigger', 'viewer-request');
    assert.equal(deployed.code, 0, deployed.stderr);
    const before = cloudfront.invalidations.length;
    const { code, stdout, stderr } = await run('rollback', ...TO_SITE, '--to', '1');
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stdout, /caches go/);
    assert.equal(cloudfront.invalidations.length, before);
    const back = await run('deploy', ...TO_SITE, '--trigger', 'origin-request');
    assert.equal(back.code, 0, back.stderr);
  });

  test('where nothing may be invalidated, the line says how to do it by hand', async () => {
    cloudfront.deny('cloudfront:CreateInvalidation');
    const { code, stderr } = await run('rollback', ...TO_SITE, '--to', '2');
    assert.deepEqual(versions(), [2, 2]);
    assert.match(
      stderr,
      /lacks the permission cloudfront:CreateInvalidation .*: cached answers stay .* aws cloudfront create-invalidation --distribution-id E1SITE00000000 --paths '\/api\/media\/job_id\*' /,
    );
    assert.equal(code, 1);
  });

  /**
   * @param {string} command
   * @param {string[]} args
   */
  function run(command, ...args) {
    const env = {
      AWS_ENDPOINT_URL: account.url,
      AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url.href,
    };
    return runCommand(command, args, env, checkout.root);
  }

  /** The versions that the site runs, by behavior. */
  function versions() {
    const behaviors = cloudfront.get(SITE).CacheBehaviors?.Items ?? [];
    return behaviors.flatMap(({ LambdaFunctionAssociations }) =>
      (LambdaFunctionAssociations?.Items ?? []).map((it) =>
        Number(it.LambdaFunctionARN?.split(':').at(-1)),
      ),
    );
  }
});

test('--to needs a number', async () => {
  const args = ['--distribution', SITE, '--to', 'latest'];
  const { code, stderr } = await runCommand(
    'rollback',
    args,
    {},
    new URL('../../', import.meta.url),
  );
  assert.match(
    stderr,
    /^edge-lookup: --to needs the number of a version, such as 3, is "latest": /,
  );
  assert.equal(code, 2);
});
