/** Whether the policies in docs/ allow what the commands and CloudFormation call, and little else. */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { PERMISSIONS } from '../../wrapper/deploy/aws.js';
import { pythonSkip } from '../support/python.js';
import { template as regional } from './regional/variants.js';
import { handlerPermissions, lint } from './template/python.js';
import { template } from './template/variants.js';

/** @import { Template } from './template/rules/lookup.js' */

/**
 * @typedef {{ Sid: string, Action: string | string[], Resource: string | string[], Condition?: any }} Statement
 *
 * @typedef {object} Policy
 * @property {string} file
 * @property {Template[]} templates What is deployed with it.
 * @property {Record<string, string>} callsOfOthers Why a call of ours needs no permission.
 * @property {[permission: RegExp, reason: string][]} notNeeded
 * @property {Record<string, string>} onEverything Why a permission is given on everything.
 */

/** @type {Record<string, string>} What waiters of the SDK ask. */
const WAITERS = {
  DistributionDeployed: 'GetDistribution',
  PublishedVersionActive: 'GetFunctionConfiguration',
  TableExists: 'DescribeTable',
};

/** @type {Record<string, string>} Why a call of ours needs no permission of whoever deploys. */
const CALLS_OF_OTHERS = {
  'sts:GetCallerIdentity': 'everybody may, whatever a policy says',
  'dynamodb:GetItem': 'the function reads, with its own role',
  'dynamodb:CreateTable': 'of the embedded DynamoDB',
  'dynamodb:PutItem': 'of the embedded DynamoDB',
  'dynamodb:Scan': "init looks at an item, on a developer's machine",
};

/**
 * Why a permission that a handler of CloudFormation's may need is none that ours does: it serves a
 * property that the template does not have, or is no permission.
 *
 * @type {[permission: RegExp, reason: string][]}
 */
const NOT_NEEDED = [
  [/^iam:(?:Attach|Detach)RolePolicy$/, 'the role has no managed policies'],
  [/^(?:ec2|elasticfilesystem|s3files):/, 'the function is in no VPC and mounts nothing'],
  [/^kms:/, 'the function has no environment variables to encrypt'],
  [/^s3:GetObjectVersion$/, 'the code is named by its key'],
  [/^lambda:GetLayerVersion$/, 'the function has no layers'],
  [/CodeSigningConfig$/, 'the code is not signed'],
  [/FunctionConcurrency$/, 'no concurrency is reserved'],
  [/^lambda:Put/, 'runtime management, recursion, scaling and concurrency are the default'],
  [/^lambda:(?:PassCapacityProvider|AssociateRuntimeAlias)$/, 'it runs where Lambda runs it'],
  [/^cloudfront:(?:Create|Get)ConnectionGroup$/, 'the distribution has no tenants'],
  [/^cloudfront:GetVpcOrigin$/, 'its origin is not in a VPC'],
  [/^cloudfront:UpdateDistributionWithStagingConfig$/, 'it has no staging distribution'],
  [
    /^cloudfront:CreateDistributionWithTags$/,
    'a call, which CreateDistribution and TagResource allow',
  ],
];

/** @type {Record<string, string>} */
const LISTS = {
  'cloudfront:ListCachePolicies': 'CloudFront has no narrower resource for it',
  'logs:DescribeLogGroups': 'CloudWatch Logs checks it for all groups, not for those of the prefix',
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html */
const ACCESS_LOGS = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];

/** @type {Policy[]} */
const POLICIES = [
  {
    file: 'docs/deploy-policy.json',
    templates: [template()],
    callsOfOthers: CALLS_OF_OTHERS,
    notNeeded: NOT_NEEDED,
    onEverything: {
      ...LISTS,
      'cloudfront:ListDistributions': 'CloudFront has no narrower resource for it',
    },
  },
  {
    file: 'docs/deploy-policy-regional.json',
    templates: [regional('http-api'), regional('function-url')],
    callsOfOthers: {
      ...CALLS_OF_OTHERS,
      'cloudformation:DescribeStackResources': 'of a distribution that another tool manages',
      'cloudfront:ListDistributions': 'of versions at the edge',
      'lambda:ListVersionsByFunction': 'of versions at the edge',
    },
    notNeeded: [
      ...NOT_NEEDED,
      [/^lambda:PublishVersion$/, 'nothing runs a version'],
      [/^logs:.*(?:DataProtection|IndexPolic|BearerToken|KmsKey)/, 'the log groups have none'],
      [/^logs:(?:PutLogGroupDeletionProtection|DeleteResourcePolicy)$/, 'they have none'],
      [/^(?:firehose:|s3:REST)/, 'nothing is delivered from them'],
      [/^s3:getObject$/, 'the API has no OpenAPI document'],
      [/^apigateway:(?:Tag|Untag)Resource$/, 'POST, PUT and DELETE of /tags are what IAM knows'],
    ],
    onEverything: {
      ...LISTS,
      ...Object.fromEntries(ACCESS_LOGS.map((it) => [it, 'API Gateway asks for it on everything'])),
    },
  },
];

for (const { file, templates, callsOfOthers, notNeeded, onEverything } of POLICIES) {
  const policy = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
  /** @type {Statement[]} */
  const statements = policy.Statement;
  const allowed = new Set(statements.flatMap(({ Action }) => Action));

  test(`every call of the commands is allowed by ${file}`, () => {
    const calls = [...new Set(globSync('wrapper/**/*.js', { cwd: ROOT }).flatMap(callsOf))];
    assert(
      calls.includes('cloudfront:UpdateDistribution') && calls.includes('logs:FilterLogEvents'),
    );
    const needed = calls.filter((call) => callsOfOthers[call] === undefined);
    assert.deepEqual(
      needed.filter((call) => !allowed.has(PERMISSIONS[call] ?? call)),
      [],
    );
  });

  test(`what CloudFormation calls for the stack is allowed by ${file}`, {
    skip: pythonSkip(),
  }, () => {
    const resources = templates.flatMap(({ Resources }) => Object.values(Resources));
    const permissions = handlerPermissions([...new Set(resources.map(({ Type }) => Type))]);
    assert(permissions.includes('lambda:CreateFunction'));
    assert.deepEqual(
      permissions.filter(
        (permission) =>
          !allowed.has(permission) && !notNeeded.some(([pattern]) => pattern.test(permission)),
      ),
      [],
    );
  });

  test(`nothing is allowed on everything without a reason by ${file}`, () => {
    const everything = statements.filter(({ Resource }) => [Resource].flat().includes('*'));
    assert.deepEqual(
      everything.flatMap(({ Action }) => Action).sort(),
      Object.keys(onEverything).sort(),
    );
  });

  test(`only a role that Lambda gets can be passed with ${file}`, () => {
    const passing = statements.filter(({ Action }) => [Action].flat().includes('iam:PassRole'));
    assert.deepEqual(
      passing.map(({ Condition }) => Condition?.StringEquals),
      [{ 'iam:PassedToService': 'lambda.amazonaws.com' }],
    );
  });

  test(`IAM takes ${file} as a managed policy`, { skip: pythonSkip() }, () => {
    const broken = structuredClone(policy);
    broken.Statement[0].Action = 's3:CreateBuckets';
    const said = lint({ policy: managed(policy), broken: managed(broken) });
    assert.equal(said.policy, '');
    assert.notEqual(said.broken, '');
  });

  test(`${file} has room within what IAM takes, without white space`, () => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    assert(JSON.stringify(policy).length <= 6_144);
  });
}

/**
 * The calls of a module, as permissions are named.
 *
 * @param {string} path
 */
function callsOf(path) {
  const source = readFileSync(join(ROOT, path), 'utf8');
  const imports = source.matchAll(/^import \{([^}]+)\} from '@aws-sdk\/client-([\w-]+)';$/gm);
  return [...imports].flatMap(([, names, client]) => {
    const service = client === 'cloudwatch-logs' ? 'logs' : client;
    return names.split(',').flatMap((name) => {
      const [, operation] = /^\s*(?:paginate)?(\w+?)(?:Command)?\s*$/.exec(name) ?? [];
      if (operation === undefined || /Client$|Exception$/.test(operation)) return [];
      const [, waiter] = /^waitUntil(\w+)$/.exec(operation) ?? [];
      return `${service}:${waiter === undefined ? operation : (WAITERS[waiter] ?? operation)}`;
    });
  });
}

/** @param {object} PolicyDocument */
function managed(PolicyDocument) {
  return JSON.stringify({
    Resources: { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } } },
  });
}
