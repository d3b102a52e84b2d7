/** What `npm run deploy`, `rollback` and `detach` do to an account, as an engineer runs them. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CACHING_OPTIMIZED } from '../../wrapper/api/cache-policy.js';
import { pythonSkip } from '../support/python.js';
import { ACCOUNT, BUCKET, startAccount } from './account.js';
import { createCheckout } from './checkout.js';
import { busy, handMade, singlePageApp, site } from './cloudfront-api/distributions.js';
import { startCloudFront } from './cloudfront-api/server.js';
import { startCommand } from './command.js';
import { runCommand } from './run-command.js';

const SITE = 'E1SITE00000000';
const APP = 'E2SINGLEPAGE00';
const FULL = 'E3FULL00000000';
const HANDMADE = 'E4HANDMADE0000';
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:edge-lookup`;
const OTHER = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:other`;
const PATHS = ['/api/media/job_id', '/api/media/status'];
const TO_SITE = ['--distribution', SITE];

describe('the life of a deployment', { skip: pythonSkip() }, () => {
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
      distributions: {
        [SITE]: site(),
        [APP]: singlePageApp(),
        [FULL]: busy(75),
        [HANDMADE]: handMade([`${OTHER}:1`, `${OTHER}:2`]),
      },
    });
  });
  beforeEach(() => {
    cloudfront.requests.length = 0;
  });
  after(async () => {
    checkout.remove();
    await Promise.all([account.stop(), cloudfront.close()]);
  });

  test('a plan says all that will be, and changes nothing', async () => {
    const { code, stdout } = await deploy(...TO_SITE, '--plan');
    assert.match(
      stdout,
      new RegExp(`^Bucket ${BUCKET}: new; S3 makes it private and encrypted$`, 'm'),
    );
    assert.match(
      stdout,
      new RegExp(`^Object s3://${BUCKET}/edge-lookup/[0-9a-f]{64}.zip: new`, 'm'),
    );
    assert.match(stdout, /^ {2}\+ {12}Action: dynamodb:GetItem$/m);
    assert.doesNotMatch(stdout, /AWS::CloudFront::Distribution/);
    assert.match(stdout, /^ {2}\+Version[0-9a-f]{16}: AWS::Lambda::Version$/m);
    assert.match(stdout, /^ {2}\+ {4}- PathPattern: \/api\/media\/job_id$/m);
    assert.equal(code, 2);
    assert.equal(await account.outputs('edge-lookup'), undefined);
    assert.deepEqual(await account.buckets(), []);
    assert.deepEqual(writes(), []);
  });

  test('a plan says what the tables are like, as one line each', async () => {
    const { code, stdout } = await deploy(...TO_SITE, '--plan');
    assert.match(
      stdout,
      /^Warning: there is no table MediaConvertJobIdToStatus in ap-northeast-1: /m,
    );
    assert.equal(code, 2);
  });

  test('a plan says which requests a path with a parameter takes from others', async () => {
    checkout.changeApi(addRoute('/images/{id}'));
    const { code, stdout } = await deploy('--distribution', FULL, '--plan');
    checkout.changeApi(removeLastRoute);
    assert.match(
      stdout,
      /^Note: \/images\/\* takes its paths from the default behavior: .*404\.$/m,
    );
    assert.equal(code, 2);
  });

  test('a route that takes every path of the site is refused, before anything is written', async () => {
    checkout.changeApi(addRoute('/{slug}'));
    const { code, stdout, stderr } = await deploy(...TO_SITE);
    checkout.changeApi(removeLastRoute);
    assert.match(
      stderr,
      /^edge-lookup: the behavior \/\* of the route added would take .* --take-all/m,
    );
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(await account.outputs('edge-lookup'), undefined);
  });

  test('with --take-all the plan says what that takes', async () => {
    checkout.changeApi(addRoute('/{slug}'));
    const { code, stdout } = await deploy(...TO_SITE, '--plan', '--take-all');
    checkout.changeApi(removeLastRoute);
    assert.match(stdout, /^Note: \/\* takes the whole site from the default behavior: /m);
    assert.equal(code, 2);
  });

  test('the first deployment makes the bucket, the stack and the behaviors', async () => {
    const { code, stdout, stderr } = await deploy(...TO_SITE);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await account.versions('edge-lookup'), ['1']);
    const [planned, made] = stdout.split(`Distribution ${SITE}:\n`).slice(1);
    assert.match(planned, /function:edge-lookup:\(new version\)/);
    assert.match(made, /function:edge-lookup:1$/m);
    assert.deepEqual(running(SITE), [`${FUNCTION}:1`, `${FUNCTION}:1`]);
    const policies = behaviors(SITE).map(({ CachePolicyId }) => CachePolicyId);
    assert.deepEqual(policies, [CACHING_OPTIMIZED.id, CACHING_OPTIMIZED.id]);
    assert.match(stderr, /CREATE_COMPLETE +AWS::CloudFormation::Stack edge-lookup/);
  });

  test('the bucket holds what was packed', async () => {
    const sha256 = /SHA-256 +([0-9a-f]{64})/.exec((await run('package')).stdout)?.[1];
    const zip = await account.object(BUCKET, `edge-lookup/${sha256}.zip`);
    assert.equal(
      createHash('sha256')
        .update(zip ?? '')
        .digest('hex'),
      sha256,
    );
  });

  test('the role may do what is rendered, and no more', async () => {
    const { trust, policies } = await account.role('edge-lookup');
    assert.deepEqual(trust.Statement, [
      {
        Effect: 'Allow',
        Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] },
        Action: 'sts:AssumeRole',
      },
    ]);
    const table = `arn:aws:dynamodb:ap-northeast-1:${ACCOUNT}:table`;
    assert.deepEqual(
      Object.values(policies).flatMap(({ Statement }) => Statement),
      [
        {
          Effect: 'Allow',
          Action: 'dynamodb:GetItem',
          Resource: [`${table}/MediaConvertInputFileToJobId`, `${table}/MediaConvertJobIdToStatus`],
        },
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: [
            `arn:aws:logs:*:${ACCOUNT}:log-group:/aws/lambda/us-east-1.edge-lookup:*`,
            `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/edge-lookup:*`,
          ],
        },
      ],
    );
  });

  test('the function is as Lambda@Edge wants it', async () => {
    const { Environment, ...configuration } = (await account.functionNamed('edge-lookup')) ?? {};
    assert.deepEqual(Environment?.Variables ?? {}, {});
    assert.partialDeepStrictEqual(configuration, {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      MemorySize: 128,
      Timeout: 5,
    });
  });

  test('the second deployment changes nothing', async () => {
    const before = await account.events('edge-lookup');
    const { code, stdout } = await deploy(...TO_SITE);
    assert.match(stdout, /^Stack edge-lookup: nothing to change$/m);
    assert.match(stdout, new RegExp(`^Distribution ${SITE}: nothing to change$`, 'm'));
    assert.equal(code, 0);
    assert.equal(await account.events('edge-lookup'), before);
    assert.deepEqual(await account.versions('edge-lookup'), ['1']);
    assert.deepEqual(writes(), []);
  });

  test('changed code is a new version, to which the behaviors point', async () => {
    checkout.changeApi((api) => {
      api.cors.maxAgeSeconds = 60;
    });
    const { code, stderr } = await deploy(...TO_SITE);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await account.versions('edge-lookup'), ['1', '2']);
    assert.deepEqual(running(SITE), [`${FUNCTION}:2`, `${FUNCTION}:2`]);
  });

  test('what an option has set stays when the option is not given', async () => {
    const options = ['--trigger', 'origin-request', '--runtime', 'nodejs22.x'];
    assert.equal((await deploy(...TO_SITE, ...options)).code, 0);
    checkout.changeApi((api) => {
      api.cors.maxAgeSeconds = 61;
    });
    assert.equal((await deploy(...TO_SITE)).code, 0);
    const { LambdaFunctionAssociations } = behaviors(SITE)[0];
    assert.deepEqual(
      LambdaFunctionAssociations?.Items?.map(({ EventType }) => EventType),
      ['origin-request'],
    );
    assert.equal((await account.functionNamed('edge-lookup'))?.Runtime, 'nodejs22.x');
  });

  test('a bucket that was named once is the one from then on', async () => {
    await account.createBucket('named-once');
    assert.equal((await deploy(...TO_SITE, '--bucket', 'named-once')).code, 0);
    const { stdout } = await deploy(...TO_SITE);
    assert.match(stdout, /^Stack edge-lookup: nothing to change$/m);
  });

  test('a route that is gone takes its behavior with it, in one write', async () => {
    /** @type {any[]} */
    let routes = [];
    checkout.changeApi((api) => {
      routes = api.routes;
      api.routes = routes.slice(0, 1);
    });
    const { code, stdout } = await deploy(...TO_SITE);
    assert.equal(code, 0);
    assert.match(stdout, /^Warning: the function may no longer read .*MediaConvertJobIdToStatus/m);
    assert.deepEqual(
      behaviors(SITE).map(({ PathPattern }) => PathPattern),
      PATHS.slice(0, 1),
    );
    assert.equal(puts().length, 1);
    checkout.changeApi((api) => {
      api.routes = routes;
    });
    assert.equal((await deploy(...TO_SITE)).code, 0);
    assert.equal(behaviors(SITE).length, 2);
  });

  test('without a distribution the version is only published', async () => {
    checkout.changeApi((api) => {
      api.cors.maxAgeSeconds = 62;
    });
    const { stdout } = await deploy();
    assert.match(
      stdout,
      /^Published arn:.*:edge-lookup:\d+\. CloudFront runs it once it is attached/m,
    );
    assert.deepEqual(writes(), []);
    assert.equal((await deploy(...TO_SITE)).code, 0);
  });

  test('a distribution of the stack is planned where there is an origin', async () => {
    const { stdout } = await deploy('--stack', 'new', '--origin', 'example.com', '--plan');
    assert.match(stdout, /^ {2}\+OriginDomainName: example\.com$/m);
    assert.match(stdout, /^ {2}\+Distribution: AWS::CloudFront::Distribution$/m);
  });

  test('a rollback goes one version back, and deploying goes forward again', async () => {
    const [last, previous] = (await account.versions('edge-lookup'))?.reverse() ?? [];
    const planned = await run('rollback', ...TO_SITE, '--plan');
    assert.match(planned.stdout, new RegExp(`^Version ${last} → ${previous}$`, 'm'));
    assert.deepEqual(writes(), []);
    assert.equal((await run('rollback', ...TO_SITE)).code, 0);
    assert.deepEqual(running(SITE), [`${FUNCTION}:${previous}`, `${FUNCTION}:${previous}`]);
    assert.equal((await deploy(...TO_SITE)).code, 0);
    assert.deepEqual(running(SITE), [`${FUNCTION}:${last}`, `${FUNCTION}:${last}`]);
  });

  test('before the first version there is nothing to go back to', async () => {
    for (let tries = 0; running(SITE)[0] !== `${FUNCTION}:1`; tries++) {
      assert(tries < 10);
      assert.equal((await run('rollback', ...TO_SITE)).code, 0);
    }
    const { code, stderr } = await run('rollback', ...TO_SITE);
    assert.match(stderr, /^edge-lookup: version 1 is the first one: .*\n$/);
    assert.equal(code, 1);
  });

  test('a change that another makes meanwhile is kept, and the new plan is printed', async () => {
    cloudfront.conflictNext(1, (config) => {
      config.Comment = 'theirs';
    });
    const { code, stdout } = await deploy(...TO_SITE);
    assert.equal(code, 0);
    // As it is planned, as it is made, and as it is made again.
    assert.equal(stdout.split(`Distribution ${SITE}:\n`).length - 1, 3);
    assert.equal(cloudfront.get(SITE).Comment, 'theirs');
    assert.equal(puts().length, 2);
  });

  test('what another writer puts at our paths meanwhile is said, and left as it is', async () => {
    assert.equal((await run('rollback', ...TO_SITE)).code, 0);
    cloudfront.requests.length = 0;
    cloudfront.conflictNext(1, (config) => {
      for (const behavior of config.CacheBehaviors?.Items ?? []) {
        behavior.TrustedKeyGroups = { Enabled: true, Quantity: 1, Items: ['group'] };
      }
    });
    const { code, stdout, stderr } = await deploy(...TO_SITE);
    assert.match(stdout, /^Warning: the behavior \/api\/media\/job_id takes signed requests only/m);
    assert.match(stderr, /^edge-lookup: the distribution has changed since the plan, /m);
    assert.equal(code, 1);
    assert.equal(puts().length, 1);
    await cloudfront.change(SITE, (config) => {
      for (const behavior of config.CacheBehaviors?.Items ?? []) {
        behavior.TrustedKeyGroups = { Enabled: false, Quantity: 0 };
      }
    });
    assert.equal((await deploy(...TO_SITE)).code, 0);
  });

  test('changes that others make all the time are one line in the end', async () => {
    cloudfront.conflictNext(5);
    const { code, stderr } = await run('rollback', ...TO_SITE);
    assert.match(stderr, /^edge-lookup: distribution \w+ keeps being changed by somebody else/m);
    assert.equal(code, 1);
  });

  test('a deployment waits until CloudFront has it everywhere', async () => {
    cloudfront.deployAfter(2);
    const { code, stderr } = await run('rollback', ...TO_SITE);
    cloudfront.deployAfter(0);
    assert.match(stderr, /✓ Waiting for CloudFront to deploy it everywhere/);
    assert.equal(code, 0);
  });

  test('behaviors made by hand for other functions are taken over', async () => {
    const options = ['--distribution', HANDMADE, '--trigger', 'viewer-request'];
    assert.equal((await deploy(...options)).code, 0);
    assert.equal(new Set(running(HANDMADE)).size, 1);
    assert.equal(cloudfront.get(HANDMADE).CacheBehaviors?.Quantity, 2);
  });

  test('what would swallow our answers is said before anything is written', async () => {
    const { stdout } = await deploy('--distribution', APP, '--plan');
    assert.match(stdout, /^Warning: the distribution turns every 404 into 200 \/index\.html/m);
    assert.deepEqual(writes(), []);
    const done = await deploy('--distribution', APP);
    const [, end] = done.stdout.split(/^Distribution \w+ runs .*$/m);
    assert.match(end, /^Warning: the distribution turns every 404 into/m);
  });

  test('a distribution that is full is left as it is', async () => {
    const { code, stderr } = await deploy('--distribution', FULL);
    assert.match(stderr, /^edge-lookup: cloudfront:UpdateDistribution failed \(TooManyCacheBe/m);
    assert.equal(code, 1);
    assert.equal(behaviors(FULL).length, 0);
  });

  test('detaching takes the behaviors out, once, and says what comes then', async () => {
    const planned = await run('detach', ...TO_SITE, '--plan');
    assert.match(planned.stdout, /^ {2}- {4}- PathPattern: \/api\/media\/status$/m);
    assert.doesNotMatch(planned.stdout, /delete-stack/);
    assert.deepEqual(writes(), []);
    const { code, stdout } = await run('detach', ...TO_SITE);
    assert.match(stdout, /aws cloudformation delete-stack --stack-name edge-lookup/);
    assert.equal(code, 0);
    assert.deepEqual(behaviors(SITE), []);
    const again = await run('detach', ...TO_SITE);
    assert.match(again.stdout, /nothing to change/);
    assert.equal(puts().length, 1);
  });

  test('a distribution that does not run the function cannot go back', async () => {
    const { code, stderr } = await run('rollback', '--distribution', FULL);
    assert.match(stderr, /^edge-lookup: the distribution \w+ does not run arn:.*\n$/);
    assert.equal(code, 1);
  });

  test('a stack that there is not is one line', async () => {
    const { code, stderr } = await run('detach', ...TO_SITE, '--stack', 'nobody');
    assert.match(stderr, /^edge-lookup: there is no stack nobody .*: name it with --stack\n$/);
    assert.equal(code, 1);
  });

  test('a distribution that there is not is one line, before anything is written', async () => {
    const { code, stderr } = await deploy('--distribution', 'E5NOBODY000000', '--stack', 'new');
    assert.match(stderr, /^edge-lookup: .*\(NoSuchDistribution\): .*$/m);
    assert.equal(code, 1);
    assert.equal(await account.outputs('new'), undefined);
  });

  test('a bucket that there is not is one line', async () => {
    const { code, stderr } = await deploy('--bucket', 'nobodys-bucket');
    assert.match(stderr, /^edge-lookup: there is no bucket nobodys-bucket: create it first$/m);
    assert.equal(code, 1);
  });

  test('a permission that lacks is named in one line', async () => {
    cloudfront.deny('cloudfront:UpdateDistribution');
    const { code, stderr } = await deploy(...TO_SITE);
    assert.match(
      stderr,
      /^edge-lookup: arn:aws:iam::\d+:user\/\w+ lacks the permission cloudfront:UpdateDistribution on arn:/m,
    );
    assert.equal(code, 1);
  });

  /** @param {string[]} args */
  function deploy(...args) {
    return run('deploy', ...args);
  }

  /**
   * @param {string} command
   * @param {string[]} args
   */
  function run(command, ...args) {
    const env = {
      AWS_ENDPOINT_URL: account.url,
      AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url.href,
    };
    // It writes into the folder that it runs in.
    if (command === 'package') return startCommand(command, args, env, checkout.root).ended;
    return runCommand(command, args, env, checkout.root);
  }

  /** The changes of distributions since this test began. */
  function puts() {
    return cloudfront.requests.filter(({ method }) => method === 'PUT');
  }

  /** The writes since this test began. */
  function writes() {
    return cloudfront.requests.filter(({ method }) => method !== 'GET');
  }

  /**
   * The behaviors of our paths.
   *
   * @param {string} id
   */
  function behaviors(id) {
    const all = cloudfront.get(id).CacheBehaviors?.Items ?? [];
    return all.filter(({ PathPattern = '' }) => PATHS.includes(PathPattern));
  }

  /**
   * The functions that our behaviors run.
   *
   * @param {string} id
   */
  function running(id) {
    return behaviors(id).flatMap(({ LambdaFunctionAssociations }) =>
      (LambdaFunctionAssociations?.Items ?? []).map((it) => it.LambdaFunctionARN),
    );
  }
});

/**
 * Adds a route, whose parameter is the one of this path.
 *
 * @param {string} path
 */
function addRoute(path) {
  const [, name] = /\{(\w+)\}/.exec(path) ?? [];
  return (/** @type {any} */ api) => {
    const [route] = api.routes;
    api.routes.push({ ...route, name: 'added', path, parameter: { name } });
  };
}

/** @param {any} api */
function removeLastRoute(api) {
  api.routes.pop();
}
