/** Whether docs/deploy-policy.json allows what the commands and CloudFormation call, and little else. */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { PERMISSIONS } from '../../wrapper/deploy/aws.js';
import { pythonSkip } from '../support/python.js';
import { handlerPermissions, lint } from './template/python.js';
import { template } from './template/variants.js';

const POLICY = JSON.parse(readFileSync(join(ROOT, 'docs/deploy-policy.json'), 'utf8'));

/** @typedef {{ Sid: string, Action: string | string[], Resource: string | string[] }} Statement */

/** @type {Statement[]} */
const STATEMENTS = POLICY.Statement;
const ALLOWED = new Set(STATEMENTS.flatMap(({ Action }) => Action));

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

/** @type {Record<string, string>} Why a permission is given on everything. */
const ON_EVERYTHING = {
  'cloudfront:ListCachePolicies': 'CloudFront has no narrower resource for it',
  'cloudfront:ListDistributions': 'CloudFront has no narrower resource for it',
  'logs:DescribeLogGroups': 'CloudWatch Logs checks it for all groups, not for those of the prefix',
};

test('every call of the commands is allowed', () => {
  const calls = [...new Set(globSync('wrapper/**/*.js', { cwd: ROOT }).flatMap(callsOf))];
  assert(calls.includes('cloudfront:UpdateDistribution') && calls.includes('logs:FilterLogEvents'));
  const needed = calls.filter((call) => CALLS_OF_OTHERS[call] === undefined);
  assert.deepEqual(
    needed.filter((call) => !ALLOWED.has(PERMISSIONS[call] ?? call)),
    [],
  );
});

test('what CloudFormation calls for the stack is allowed', { skip: pythonSkip() }, () => {
  const types = [...new Set(Object.values(template().Resources).map(({ Type }) => Type))];
  const permissions = handlerPermissions(types);
  assert(permissions.includes('lambda:PublishVersion'));
  assert.deepEqual(
    permissions.filter(
      (permission) =>
        !ALLOWED.has(permission) && !NOT_NEEDED.some(([pattern]) => pattern.test(permission)),
    ),
    [],
  );
});

test('nothing is allowed on everything without a reason', () => {
  const everything = STATEMENTS.filter(({ Resource }) => [Resource].flat().includes('*'));
  assert.deepEqual(
    everything.flatMap(({ Action }) => Action).sort(),
    Object.keys(ON_EVERYTHING).sort(),
  );
});

test('only a role that Lambda gets can be passed', () => {
  const passing = POLICY.Statement.filter((/** @type {Statement} */ { Action }) =>
    [Action].flat().includes('iam:PassRole'),
  );
  assert.deepEqual(
    passing.map((/** @type {any} */ { Condition }) => Condition?.StringEquals),
    [{ 'iam:PassedToService': 'lambda.amazonaws.com' }],
  );
});

test('IAM takes it as a managed policy', { skip: pythonSkip() }, () => {
  const broken = structuredClone(POLICY);
  broken.Statement[0].Action = 's3:CreateBuckets';
  const said = lint({ policy: managed(POLICY), broken: managed(broken) });
  assert.equal(said.policy, '');
  assert.notEqual(said.broken, '');
});

test('it has room within what IAM takes, without white space', () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  assert(JSON.stringify(POLICY).length <= 6_144);
});

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
