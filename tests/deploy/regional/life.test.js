/** What `deploy --target` does to an account, as an engineer runs it. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ROOT } from '../../../scripts/setup.js';
import { pythonSkip } from '../../support/python.js';
import { ACCOUNT } from '../account.js';
import { site } from '../cloudfront-api/distributions.js';
import { startDrill } from '../drill.js';
import { startHttpApi } from './http-api.js';

/** Where the tables of the API that ships are. */
const HOME = 'ap-northeast-1';
const BUCKET = `edge-lookup-${ACCOUNT}-${HOME}`;
const TABLES = ['MediaConvertInputFileToJobId', 'MediaConvertJobIdToStatus'];

/** The distribution that `tests/support/moto/regional.py` makes. */
const OWN = 'E1REGIONAL0000';

const POLICY = JSON.parse(readFileSync(join(ROOT, 'docs/deploy-policy-regional.json'), 'utf8'));
const ALLOWED = new Set(
  POLICY.Statement.flatMap((/** @type {{ Action: string }} */ { Action }) => Action),
);

const HTTP_API = ['--target', 'http-api'];
const FUNCTION_URL = ['--target', 'function-url', '--stack', 'url'];

describe('a deployment to a Region', { skip: pythonSkip() }, () => {
  /** @type {import('../drill.js').Drill} */
  let drill;
  /** @type {Awaited<ReturnType<typeof startHttpApi>>} */
  let httpApi;

  before(async () => {
    httpApi = await startHttpApi();
    process.env.HTTP_API_ENDPOINT = httpApi.url;
    drill = await startDrill({ distributions: { [OWN]: site() } });
  });
  beforeEach(() => drill.reset());
  after(async () => {
    delete process.env.HTTP_API_ENDPOINT;
    httpApi.close();
    await drill.stop();
  });

  test('is planned in the Region of the tables, with exit code 2, and writes nothing', async () => {
    const { code, stdout } = await drill.run('deploy', [...HTTP_API, '--plan']);
    assert.match(stdout, new RegExp(`^Bucket ${BUCKET}: new;`, 'm'));
    assert.match(stdout, new RegExp(`^Stack edge-lookup in ${HOME}:$`, 'm'));
    assert.match(stdout, /^ {2}\+ {12}Action: dynamodb:GetItem$/m);
    assert.match(stdout, /^ {2}\+Stage: AWS::ApiGatewayV2::Stage$/m);
    assert.doesNotMatch(stdout, /AccessLogGroup/);
    assert.equal(code, 2);
    assert.deepEqual(drill.writes(), []);
  });

  test('is planned as JSON alone with --json', async () => {
    const { code, stdout } = await drill.run('deploy', [...HTTP_API, '--plan', '--json']);
    const { wouldChange, changes, warnings, notes } = JSON.parse(stdout);
    assert.equal(wouldChange, true);
    assert.match(changes.join('\n'), new RegExp(`^Stack edge-lookup in ${HOME}:$`, 'm'));
    assert.match(warnings[0], /^there is no table MediaConvertInputFileToJobId/);
    assert.deepEqual(notes, []);
    assert.equal(code, 2);
  });

  test('says what throttles a function URL, unless something does', async () => {
    const notesOf = async (/** @type {string[]} */ ...args) => {
      const plan = [...FUNCTION_URL, '--plan', '--json', ...args];
      return JSON.parse((await drill.run('deploy', plan)).stdout).notes;
    };
    assert.match((await notesOf())[0], /^nothing throttles .* ReservedConcurrency=20 /);
    assert.deepEqual(await notesOf('--parameter-overrides', 'ReservedConcurrency=20'), []);
  });

  test('makes the bucket and the stack there, and asks its URL once', async () => {
    const tags = [
      '--tags',
      'team=web',
      '--role-arn',
      `arn:aws:iam::${ACCOUNT}:role/cloudformation`,
    ];
    const { code, stdout, stderr } = await drill.run('deploy', [...HTTP_API, ...tags]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(regions(), [HOME]);
    assert.deepEqual(await drill.account.buckets(), [BUCKET]);
    const [form] = forms('CreateStack');
    assert.equal(form.get('Tags.member.1.Key'), 'team');
    assert.equal(form.get('RoleARN'), `arn:aws:iam::${ACCOUNT}:role/cloudformation`);
    assert.match(stdout, new RegExp(`:function:edge-lookup answers at ${httpApi.url}$`, 'm'));
    assert.match(stdout, new RegExp(`^It answers: curl -i '${httpApi.url}/api/media/job_id`, 'm'));
    assert.deepEqual(httpApi.requests, ['OPTIONS /api/media/job_id']);
  });

  test('makes a function for arm64', async () => {
    const { Architectures, Runtime, Environment } = await functionIn(HOME, 'edge-lookup');
    assert.deepEqual(Architectures, ['arm64']);
    assert.equal(Runtime, 'nodejs24.x');
    assert.deepEqual(Environment?.Variables ?? {}, {});
  });

  test('that has nothing to change writes nothing, and its plan ends with exit code 0', async () => {
    const { code, stdout } = await drill.run('deploy', HTTP_API);
    assert.match(stdout, new RegExp(`^Stack edge-lookup in ${HOME}: nothing to change$`, 'm'));
    assert.equal(code, 0);
    assert.equal((await drill.run('deploy', [...HTTP_API, '--plan'])).code, 0);
    assert.deepEqual(drill.writes(), []);
  });

  test('sets what is overridden, which then stays', async () => {
    const overrides = 'Architecture=x86_64,ThrottlingRateLimit=500,AccessLogs=on';
    const args = [...HTTP_API, '--parameter-overrides', overrides, '--runtime', 'nodejs22.x'];
    const { code, stdout } = await drill.run('deploy', args);
    assert.equal(code, 0);
    assert.match(stdout, /^ {2}-ThrottlingRateLimit: "100"\n {2}\+ThrottlingRateLimit: "500"$/m);
    const { Architectures, Runtime } = await functionIn(HOME, 'edge-lookup');
    assert.deepEqual([Architectures, Runtime], [['x86_64'], 'nodejs22.x']);
    assert.match((await drill.run('deploy', HTTP_API)).stdout, /: nothing to change$/m);
  });

  test('of changed code updates the function in one change', async () => {
    const before = (await functionIn(HOME, 'edge-lookup')).CodeSha256;
    await changingApi(
      (api) => {
        api.cors.maxAgeSeconds = 60;
      },
      async () => {
        assert.equal((await drill.run('deploy', HTTP_API)).code, 0);
      },
    );
    assert.notEqual((await functionIn(HOME, 'edge-lookup')).CodeSha256, before);
    assert.equal(forms('UpdateStack').length, 1);
  });

  test('of the former api.json goes back', async () => {
    const { code, stdout } = await drill.run('deploy', HTTP_API);
    assert.match(stdout, /^ {2}\+CodeKey: /m);
    assert.equal(code, 0);
  });

  test('takes the permission to read a table away only once no code reads it', async () => {
    await changingApi(
      (api) => {
        api.routes = api.routes.slice(0, 1);
      },
      async () => {
        assert.equal((await drill.run('deploy', HTTP_API)).code, 0);
      },
    );
    const tables = forms('UpdateStack').map((form) =>
      TABLES.filter((table) => form.get('TemplateBody')?.includes(`:table/${table}`)),
    );
    assert.deepEqual(tables, [TABLES, TABLES.slice(0, 1)]);
    assert.equal((await drill.run('deploy', HTTP_API)).code, 0);
  });

  test('goes to the Region that is named, as another stack', async () => {
    const { code } = await drill.run('deploy', [...HTTP_API, '--region', 'eu-west-1']);
    assert.equal(code, 0);
    assert.deepEqual(regions(), ['eu-west-1']);
    const status = await drill.run('status', ['--region', 'eu-west-1']);
    assert.match(status.stdout, /:eu-west-1:\S+: --target http-api answers at http:/);
  });

  test('behind CloudFront makes a distribution with the function URL', async () => {
    const { code, stdout, stderr } = await drill.run('deploy', FUNCTION_URL);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /:function:url answers at https:\/\/distribution\.invalid$/m);
    // No name ends in .invalid.
    assert.match(stdout, /^Warning: OPTIONS https:\/\/distribution\.invalid\/.*: no answer/m);
    assert.match(stdout, /; edge-lookup logs --stack url --region ap-northeast-1 says more\.$/m);
    assert.deepEqual(drill.cloudfront.invalidations, []);
  });

  test('behind CloudFront invalidates what it would not answer any more, and nothing else', async () => {
    await changingApi(
      (api) => {
        api.routes[1].cache = { seconds: 5 };
      },
      async () => {
        const { stdout } = await drill.run('deploy', [...FUNCTION_URL, '--plan']);
        assert.match(stdout, /^Invalidates cached answers: \/api\/media\/status\*$/m);
        assert.equal((await drill.run('deploy', FUNCTION_URL)).code, 0);
      },
    );
    const expected = [{ id: OWN, paths: ['/api/media/status*'] }];
    assert.deepEqual(drill.cloudfront.invalidations, expected);
    await changingApi(
      (api) => {
        api.routes[1].cache = { seconds: 5 };
      },
      async () => {
        const { stdout } = await drill.run('deploy', FUNCTION_URL);
        assert.match(stdout, /: nothing to change$/m);
      },
    );
    assert.deepEqual(drill.cloudfront.invalidations, expected);
  });

  test('behind CloudFront that could not invalidate does so the next time', async () => {
    drill.cloudfront.deny('cloudfront:CreateInvalidation');
    const { code, stderr } = await drill.run('deploy', FUNCTION_URL);
    assert.match(stderr, /aws cloudfront create-invalidation --distribution-id E1REGIONAL0000 /);
    assert.equal(code, 1);
    drill.cloudfront.allow('cloudfront:CreateInvalidation');
    assert.equal((await drill.run('deploy', FUNCTION_URL)).code, 0);
    assert.deepEqual(drill.cloudfront.invalidations, [{ id: OWN, paths: ['/api/media/status*'] }]);
    assert.match((await drill.run('deploy', FUNCTION_URL)).stdout, /: nothing to change$/m);
  });

  for (const [what, args, message] of /** @type {[string, string[], RegExp][]} */ ([
    [
      'another target',
      ['--target', 'function-url'],
      /^edge-lookup: the stack edge-lookup in ap-northeast-1 is of --target http-api, and stays that: give --target http-api, or choose another name with --stack$/m,
    ],
    [
      'a target that was forgotten',
      ['--stack', 'virginia'],
      /^edge-lookup: the stack virginia in us-east-1 is of --target http-api, .*--stack$/m,
    ],
    [
      'a target where the stack is for the edge',
      ['--stack', 'edge', '--target', 'http-api', '--region', 'us-east-1'],
      /^edge-lookup: the stack edge in us-east-1 is for CloudFront's edge, and stays that: leave out --target, /m,
    ],
  ])) {
    test(`with ${what} is refused, and writes nothing`, async () => {
      const toVirginia = ['--target', 'http-api', '--region', 'us-east-1', '--stack', 'virginia'];
      await drill.run('deploy', toVirginia);
      await drill.run('deploy', ['--stack', 'edge']);
      drill.reset();
      const { code, stderr } = await drill.run('deploy', args);
      assert.match(stderr, message);
      assert.equal(code, 1);
      assert.deepEqual(drill.writes(), []);
    });
  }

  test('is not rolled back by version, and not detached: it is said what to do', async () => {
    const at = ['--distribution', OWN, '--stack', 'virginia'];
    const rollback = await drill.run('rollback', at);
    assert.match(
      rollback.stderr,
      /is of --target http-api: .* deploy the api\.json that was there/,
    );
    const detach = await drill.run('detach', at);
    assert.match(
      detach.stderr,
      /: delete the stack \(aws cloudformation delete-stack --stack-name v/,
    );
    assert.deepEqual([rollback.code, detach.code, drill.writes()], [1, 1, []]);
  });

  test('says its URL as JSON', async () => {
    const { stdout } = await drill.run('status', ['--stack', 'url', '--region', HOME, '--json']);
    assert.partialDeepStrictEqual(JSON.parse(stdout), {
      target: 'function-url',
      url: 'https://distribution.invalid',
      distribution: OWN,
    });
  });

  test('that there is not is said, with what to name', async () => {
    const { code, stderr } = await drill.run('status', ['--region', 'eu-west-3']);
    assert.match(
      stderr,
      /there is no stack edge-lookup with the function in eu-west-3: .*--region$/m,
    );
    assert.equal(code, 1);
  });

  test('lists the log group of that function alone', async () => {
    const { code, stdout } = await drill.run('logs', ['--region', HOME, '--plan'], {});
    assert.match(stdout, /^ap-northeast-1 +edge-lookup-LogGroup-\w+ +0 bytes +30 days$/m);
    assert.equal(stdout.match(/ap-northeast-1/g)?.length, 1);
    assert.equal(code, 0);
  });

  test('that has a long template puts it into the bucket of the Region', async () => {
    await changingApi(
      (api) => {
        api.routes = Array.from({ length: 60 }, (_, i) => ({
          ...api.routes[0],
          name: `route${i}`,
          path: `/${i}`,
          parameter: { ...api.routes[0].parameter, name: `parameter${i}` },
        }));
      },
      async () => {
        await drill.run('deploy', [...FUNCTION_URL.slice(0, 2), '--stack', 'long']);
      },
    );
    const [form] = forms('CreateStack');
    const bucket = `https://${BUCKET}.s3.${HOME}.amazonaws.com/edge-lookup/`;
    assert.match(form.get('TemplateURL') ?? '', new RegExp(`^${bucket}\\w+\\.template\\.json$`));
  });

  test('that is planned reads no more than the policy in the documents allows', async () => {
    for (const [command, ...args] of [
      ['deploy', ...HTTP_API, '--plan', '--runtime', 'nodejs24.x'],
      ['deploy', ...FUNCTION_URL, '--plan'],
      ['deploy', ...FUNCTION_URL, '--plan', '--stack', 'new'],
      ['status', '--region', HOME],
    ]) {
      await drill.run(command, args);
    }
    const permissions = [...new Set(drill.permissions())];
    assert(permissions.includes('cloudfront:ListCachePolicies'));
    assert.deepEqual(
      permissions.filter((it) => !ALLOWED.has(it)),
      [],
    );
  });

  test('has no logs by Region at the edge', async () => {
    const { code, stderr } = await drill.run('logs', ['--stack', 'edge', '--region', 'us-east-1']);
    assert.match(stderr, /runs at CloudFront's edge, in all Regions: drop --region$/m);
    assert.equal(code, 2);
  });

  /**
   * @param {(api: any) => void} change
   * @param {() => Promise<void>} meanwhile
   */
  async function changingApi(change, meanwhile) {
    /** @type {any} */
    let before;
    drill.checkout.changeApi((api) => {
      before = structuredClone(api);
      change(api);
    });
    await meanwhile();
    drill.checkout.changeApi((api) => {
      for (const key of Object.keys(api)) delete api[key];
      Object.assign(api, before);
    });
  }

  /** The Regions whose CloudFormation was asked for changes since the last reset. */
  function regions() {
    const changing = drill.recorder.calls.filter(({ name }) =>
      /^cloudformation:(Create|Update)Stack$/.test(name),
    );
    return [...new Set(changing.map(({ region }) => region))];
  }

  /** @param {string} action */
  function forms(action) {
    const calls = drill.recorder.calls.filter(({ name }) => name === `cloudformation:${action}`);
    return calls.map(({ form }) => form);
  }

  /**
   * @param {string} region
   * @param {string} FunctionName
   */
  async function functionIn(region, FunctionName) {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const lambda = new LambdaClient({ endpoint: drill.account.url, region, credentials });
    return lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  }
});
