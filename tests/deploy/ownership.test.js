/** How it is found out which tool has a distribution, and what to paste there. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { ownerOf } from '../../wrapper/deploy/ownership.js';
import { snippet } from '../../wrapper/deploy/snippets.js';
import { pythonSkip } from '../support/python.js';
import { attachment, FUNCTION, PATHS } from './attachment.js';
import { originGroup, site } from './cloudfront-api/distributions.js';
import { startCloudFront } from './cloudfront-api/server.js';
import { startDrill } from './drill.js';
import { queryError, startRecorder } from './recorder.js';
import { lint } from './template/python.js';

const CDK_TEMPLATE = { Resources: { CDKMetadata: { Type: 'AWS::CDK::Metadata' } } };

/** Our own stack. */
const OURS = 'edge-lookup';

/**
 * @type {[what: string, tags: Record<string, string>, stack: { name: string, template?: object } | undefined,
 *   owner: string | undefined, evidence?: string][]}
 */
const TABLE = [
  ['no tags and no stack', {}, undefined, undefined],
  ['tags that say nothing', { team: 'web', stage: 'prod' }, undefined, undefined],
  ['a stack', {}, { name: 'site', template: {} }, 'CloudFormation', 'the stack site'],
  ['a stack that CDK made', {}, { name: 'app', template: CDK_TEMPLATE }, 'CDK', 'the stack app'],
  ['our own stack', {}, { name: OURS }, undefined],
  ["our own stack's tag", { 'aws:cloudformation:stack-name': OURS }, undefined, undefined],
  [
    "another stack's tag, in whatever Region it is",
    { 'aws:cloudformation:stack-name': 'web', 'aws:cloudformation:logical-id': 'Cdn' },
    undefined,
    'CloudFormation',
    'the stack web',
  ],
  [
    'a stack of CDK in another Region',
    { 'aws:cloudformation:stack-name': 'web', 'aws-cdk:auto-delete-objects': 'true' },
    undefined,
    'CDK',
    'the stack web',
  ],
  ['ManagedBy', { ManagedBy: 'Terraform' }, undefined, 'Terraform', 'the tag ManagedBy=Terraform'],
  ['managed-by', { 'managed-by': 'terraform' }, undefined, 'Terraform'],
  ['a key of its own', { Terraform: 'true' }, undefined, 'Terraform'],
  ['a workspace', { 'hc:terraform:workspace': 'prod' }, undefined, 'Terraform'],
  ['OpenTofu', { tool: 'OpenTofu' }, undefined, 'Terraform'],
  ['Pulumi', { 'pulumi:project': 'site' }, undefined, 'Pulumi'],
  ['SST', { 'sst:app': 'shop', 'sst:stage': 'prod' }, undefined, 'Pulumi', 'the tag sst:app=shop'],
];

describe('the owner of a distribution', () => {
  /** @type {Awaited<ReturnType<typeof startCloudFront>>} */
  let cloudfront;
  /** @type {Awaited<ReturnType<typeof startRecorder>>} */
  let cloudformation;
  const ids = TABLE.map((_, i) => `E${String(i).padStart(13, '0')}`);

  before(async () => {
    const distributions = Object.fromEntries(ids.map((id) => [id, site()]));
    const tags = Object.fromEntries(TABLE.map(([, tags], i) => [ids[i], tags]));
    cloudfront = await startCloudFront({ distributions, tags });
    cloudformation = await startRecorder('http://127.0.0.1:9');
    cloudformation.answer(({ form }) => {
      const row = TABLE[ids.indexOf(`${form.get('PhysicalResourceId')}`)];
      const named = TABLE.find(([, , stack]) => stack?.name === form.get('StackName'));
      return answerOf(`${form.get('Action')}`, row?.[2] ?? named?.[2]);
    });
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: cloudformation.url,
      AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url.href,
    });
  });
  after(async () => {
    cloudformation.close();
    await cloudfront.close();
  });

  for (const [i, [what, , , tool, evidence]] of TABLE.entries()) {
    test(`by ${what}: ${tool ?? 'nobody else'}`, async () => {
      const arn = `arn:aws:cloudfront::123456789012:distribution/${ids[i]}`;
      const owner = await ownerOf({ id: ids[i], arn }, OURS);
      assert.equal(owner?.tool, tool);
      if (evidence !== undefined) assert.equal(owner?.evidence, evidence);
    });
  }

  test('credentials that may not look see nobody, and nothing fails', async () => {
    cloudformation.answer(() => queryError(403, 'AccessDenied', 'no'));
    cloudfront.deny('cloudfront:ListTagsForResource');
    assert.equal(
      await ownerOf({ id: ids[3], arn: `arn:aws:cloudfront::1:distribution/${ids[3]}` }, OURS),
      undefined,
    );
  });
});

describe('what to paste', () => {
  const ours = { ...attachment(), versionArn: `${FUNCTION}:12` };

  test('for CloudFormation is a list of behaviors that cfn-lint accepts', {
    skip: pythonSkip(),
  }, () => {
    const behaviors = parse(body('CloudFormation'));
    assert.deepEqual(
      behaviors.map((/** @type {any} */ it) => it.PathPattern),
      PATHS,
    );
    const template = stringify({ Resources: { Distribution: distributionWith(behaviors) } });
    behaviors[0].PathPatern = '/typo';
    const broken = stringify({ Resources: { Distribution: distributionWith(behaviors) } });
    const said = lint({ template, broken });
    assert.equal(said.template, '');
    assert.match(said.broken, /PathPatern/);
  });

  test('for CDK is what additionalBehaviors takes', () => {
    const named = (/** @type {string} */ name) =>
      new Proxy({}, { get: (_, key) => `${name}.${String(key)}` });
    const from = { fromCachePolicyId: (/** @type {unknown[]} */ ...[, , id]) => id };
    const behaviors = evaluate(`{${body('CDK')}}`, {
      origin: 'the origin',
      cloudfront: {
        ViewerProtocolPolicy: named('ViewerProtocolPolicy'),
        AllowedMethods: named('AllowedMethods'),
        LambdaEdgeEventType: named('LambdaEdgeEventType'),
        CachePolicy: from,
      },
      lambda: { Version: { fromVersionArn: (/** @type {unknown[]} */ ...[, , arn]) => arn } },
    });
    assert.deepEqual(Object.keys(behaviors), PATHS);
    assert.deepEqual(behaviors[PATHS[0]], {
      origin: 'the origin',
      viewerProtocolPolicy: 'ViewerProtocolPolicy.REDIRECT_TO_HTTPS',
      allowedMethods: 'AllowedMethods.ALLOW_ALL',
      cachePolicy: ours.behaviors[0].cachePolicyId,
      edgeLambdas: [
        { eventType: 'LambdaEdgeEventType.VIEWER_REQUEST', functionVersion: `${FUNCTION}:12` },
      ],
    });
  });

  test('for Terraform is a block for each behavior', () => {
    const blocks = blocksOf(body('Terraform'));
    assert.deepEqual(
      blocks.map(({ path_pattern }) => path_pattern),
      PATHS,
    );
    assert.partialDeepStrictEqual(blocks[0], {
      ordered_cache_behavior: true,
      cached_methods: ['GET', 'HEAD'],
      compress: true,
      cache_policy_id: ours.behaviors[0].cachePolicyId,
      lambda_function_association: true,
      lambda_arn: `${FUNCTION}:12`,
      include_body: false,
    });
  });

  test('for Pulumi is what orderedCacheBehaviors takes', () => {
    const behaviors = evaluate(`[${body('Pulumi')}]`, {});
    assert.deepEqual(
      behaviors.map((/** @type {any} */ it) => it.pathPattern),
      PATHS,
    );
    assert.deepEqual(behaviors[0].lambdaFunctionAssociations, [
      { eventType: 'viewer-request', lambdaArn: `${FUNCTION}:12` },
    ]);
  });

  test('names an origin, not an origin group, which takes reading methods only', () => {
    const config = originGroup();
    const text = snippet('CloudFormation', ours, config);
    const origins = config.Origins?.Items?.map(({ Id }) => Id) ?? [];
    const [{ TargetOriginId }] = parse(text.slice(text.indexOf('\n\n')));
    assert(origins.includes(TargetOriginId), TargetOriginId);
  });

  test('says what --like adds to it', () => {
    const config = site();
    Object.assign(config.DefaultCacheBehavior ?? {}, { ResponseHeadersPolicyId: 'theirs' });
    const [first] = snippet('CDK', { ...ours, like: 'default' }, config).split('\n');
    assert.match(
      first,
      /of your CDK, with the ResponseHeadersPolicyId that the behavior default has there:$/,
    );
  });

  /** @param {import('../../wrapper/deploy/ownership.js').Tool} tool */
  function body(tool) {
    const text = snippet(tool, ours, site());
    return text.slice(text.indexOf('\n\n') + 2);
  }
});

describe('a deployment to a distribution of Terraform', { skip: pythonSkip() }, () => {
  const SITE = 'E1SITE00000000';
  /** @type {import('./drill.js').Drill} */
  let drill;

  before(async () => {
    const tags = { [SITE]: { ManagedBy: 'Terraform' } };
    drill = await startDrill({ distributions: { [SITE]: site() }, tags });
  });
  after(() => drill.stop());

  for (const plan of [['--plan'], []]) {
    test(`is warned of, with what to paste: deploy ${plan.join('')}`, async () => {
      const { stdout } = await drill.run('deploy', ['--distribution', SITE, ...plan]);
      assert.match(
        stdout,
        /^Warning: the distribution is made with Terraform, by the tag ManagedBy=Terraform: /m,
      );
      const [, pasted] = stdout.split(/^To keep it so, paste into .*\n\n/m);
      const version = plan.length > 0 ? '(new version)' : '1';
      const [block] = blocksOf(`${pasted.split(/^\}\n(?!ordered)/m)[0]}}\n`);
      assert.equal(block.lambda_arn, `${FUNCTION}:${version}`);
    });
  }
});

/**
 * @param {string} action
 * @param {{ name: string, template?: object } | undefined} stack
 */
function answerOf(action, stack) {
  if (stack === undefined) return queryError(400, 'ValidationError', 'Stack for it does not exist');
  const { name, template = {} } = stack;
  /** @type {Record<string, string>} */
  const results = {
    DescribeStackResources: `<StackResources><member><StackName>${name}</StackName></member></StackResources>`,
    DescribeStacks: `<Stacks><member><StackName>${name}</StackName></member></Stacks>`,
    GetTemplate: `<TemplateBody>${JSON.stringify(template)}</TemplateBody>`,
  };
  const result = `<${action}Result>${results[action]}</${action}Result>`;
  return { body: `<${action}Response>${result}</${action}Response>` };
}

/** @param {object[]} CacheBehaviors */
function distributionWith(CacheBehaviors) {
  const [{ Id, DomainName }] = site().Origins?.Items ?? [assert.fail()];
  return {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id, DomainName, S3OriginConfig: {} }],
        DefaultCacheBehavior: {
          TargetOriginId: Id,
          ViewerProtocolPolicy: 'redirect-to-https',
          CachePolicyId: 'a',
        },
        CacheBehaviors,
      },
    },
  };
}

/**
 * What an expression comes to.
 *
 * @param {string} expression
 * @param {Record<string, unknown>} scope
 */
function evaluate(expression, scope) {
  return new Function(...Object.keys(scope), `return (${expression});`)(...Object.values(scope));
}

/**
 * The blocks of HCL, of which each line is the head of a block, its end, or an attribute whose value is
 * JSON too. The attributes of inner blocks are among those of the outer one.
 *
 * @param {string} text
 * @returns {Record<string, any>[]}
 */
function blocksOf(text) {
  /** @type {Record<string, any>[]} */
  const blocks = [];
  let depth = 0;
  for (const line of text.split('\n').filter((it) => it !== '')) {
    const [, head, name, value] =
      /^ *(?:(\w+) \{|(\w+) *= (.+)|\})$/.exec(line) ?? assert.fail(line);
    if (head !== undefined) {
      if (depth === 0) blocks.push({});
      depth += 1;
      blocks[blocks.length - 1][head] = true;
    } else if (name !== undefined) blocks[blocks.length - 1][name] = JSON.parse(value);
    else depth -= 1;
  }
  assert.equal(depth, 0);
  return blocks;
}
