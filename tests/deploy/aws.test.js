/** What a failed call to AWS says, in one line. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient, GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import {
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsError, CLIENT, createClient } from '../../wrapper/deploy/aws.js';

const USER = 'arn:aws:iam::123456789012:user/deployer';
const STACK = 'arn:aws:cloudformation:us-east-1:123456789012:stack/edge-lookup/*';
const ACTION = 'cloudformation:DescribeStacks';
const ON = `${ACTION} on ${STACK}`;
const REFUSED = `User: ${USER} is not authorized to perform: ${ACTION} on resource: ${STACK}`;
const SCP =
  'arn:aws:organizations::987654321098:policy/o-abcde12345/service_control_policy/p-12345678';

const CALLS = {
  s3Bucket: [S3Client, new HeadBucketCommand({ Bucket: 'b' })],
  s3Object: [S3Client, new HeadObjectCommand({ Bucket: 'b', Key: 'k' })],
  s3Upload: [S3Client, new PutObjectCommand({ Bucket: 'b', Key: 'k' })],
  sts: [STSClient, new GetCallerIdentityCommand({})],
  stacks: [CloudFormationClient, new DescribeStacksCommand({ StackName: 'edge-lookup' })],
  cloudfront: [CloudFrontClient, new GetDistributionCommand({ Id: 'E1' })],
  lambda: [LambdaClient, new ListVersionsByFunctionCommand({ FunctionName: 'f' })],
  logs: [CloudWatchLogsClient, new DescribeLogGroupsCommand({})],
};

/** @type {[name: string, call: keyof typeof CALLS, status: number, body: string, expected: string][]} */
const TABLE = [
  [
    'a denial with its reason',
    'stacks',
    403,
    xml(
      'AccessDenied',
      `User: ${USER} is not authorized to perform: cloudformation:DescribeStacks on resource: ${STACK} because no identity-based policy allows the cloudformation:DescribeStacks action`,
    ),
    `${USER} lacks the permission cloudformation:DescribeStacks on ${STACK}`,
  ],
  [
    'a denial of another permission than that of the call',
    'cloudfront',
    403,
    xml(
      'AccessDenied',
      `User: ${USER} is not authorized to perform: lambda:GetFunction on resource: arn:aws:lambda:us-east-1:1:function:f:1`,
    ),
    `${USER} lacks the permission lambda:GetFunction on arn:aws:lambda:us-east-1:1:function:f:1`,
  ],
  [
    'an explicit deny of the organization, with its policy',
    'stacks',
    403,
    xml('AccessDenied', `${REFUSED} with an explicit deny in a service control policy: ${SCP}`),
    `${USER} may not use ${ON}, because a service control policy denies it (${SCP}): only the organization's administrators can change that`,
  ],
  [
    'a permission that the organization does not give',
    'stacks',
    403,
    xml('AccessDenied', `${REFUSED} because no service control policy allows the ${ACTION} action`),
    `${USER} may not use ${ON}, because no service control policy allows it: only the organization's administrators can change that`,
  ],
  [
    'a permissions boundary that does not allow it',
    'stacks',
    403,
    xml('AccessDenied', `${REFUSED} because no permissions boundary allows the ${ACTION} action`),
    `${USER} may not use ${ON}, because no permissions boundary allows it: whoever set that boundary has to allow it there`,
  ],
  [
    'a permissions boundary that denies it',
    'stacks',
    403,
    xml('AccessDenied', `${REFUSED} with an explicit deny in a permissions boundary`),
    `${USER} may not use ${ON}, because a permissions boundary denies it: whoever set that boundary has to allow it there`,
  ],
  [
    'a deny in a policy of the user, as for those without MFA',
    'stacks',
    403,
    xml('AccessDenied', `${REFUSED} with an explicit deny in an identity-based policy`),
    `${USER} may not use ${ON}, because an identity-based policy denies it: change that policy, or sign in with MFA if it demands that`,
  ],
  [
    'a deny in the policy of a resource',
    's3Upload',
    403,
    `<Error><Code>AccessDenied</Code><Message>User: ${USER} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a resource-based policy</Message></Error>`,
    `${USER} may not use s3:PutObject on arn:aws:s3:::b/k, because a resource-based policy denies it: the policy of the resource itself has to change`,
  ],
  [
    'a policy of the session that does not allow it',
    'stacks',
    403,
    xml('AccessDenied', `${REFUSED} because no session policy allows the ${ACTION} action`),
    `${USER} may not use ${ON}, because no session policy allows it: it came with these credentials: get some without it, or have it allow this`,
  ],
  [
    'an endpoint that does not let it through',
    'stacks',
    403,
    xml('AccessDenied', `${REFUSED} because no VPC endpoint policy allows the ${ACTION} action`),
    `${USER} may not use ${ON}, because no VPC endpoint policy allows it: allow it there, or run the command outside of that VPC`,
  ],
  [
    'an explicit deny of which AWS does not say where it is',
    'stacks',
    403,
    xml('AccessDenied', `${REFUSED} with an explicit deny`),
    `${USER} may not use ${ON}, because a policy denies it: no permission overrides that; some policies demand MFA`,
  ],
  [
    'an MFA code that is wrong',
    'sts',
    403,
    xml('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.'),
    'AWS refuses the MFA code (MultiFactorAuthentication failed with invalid MFA one time pass code.): sign in again, with a new one',
  ],
  [
    'a denial without a word, of a bucket',
    's3Bucket',
    403,
    '',
    'these credentials lack the permission s3:ListBucket on s3://b',
  ],
  [
    'a denial without a word, of an object',
    's3Object',
    403,
    '',
    'these credentials lack the permission s3:GetObject on s3://b/k',
  ],
  [
    'a denial of an upload, of which S3 says nothing more',
    's3Upload',
    403,
    '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
    'these credentials lack the permission s3:PutObject on s3://b/k',
  ],
  [
    'a denial in JSON',
    'logs',
    400,
    JSON.stringify({
      __type: 'AccessDeniedException',
      message: `User: ${USER} is not authorized to perform: logs:DescribeLogGroups on resource: *`,
    }),
    `${USER} lacks the permission logs:DescribeLogGroups on *`,
  ],
  [
    'a refusal for another reason',
    'cloudfront',
    403,
    xml('AccessDenied', 'Your account must be verified before you can add CloudFront resources.'),
    'AWS refuses cloudfront:GetDistribution: Your account must be verified before you can add CloudFront resources.',
  ],
  [
    'credentials that have expired',
    'sts',
    403,
    xml('ExpiredToken', 'The security token included in the request is expired'),
    'AWS refuses the credentials (ExpiredToken: The security token included in the request is expired): set AWS_PROFILE, or run `aws configure` or `aws sso login`',
  ],
  [
    'credentials that there are not',
    'sts',
    403,
    xml('InvalidClientTokenId', 'The security token included in the request is invalid.'),
    'AWS refuses the credentials (InvalidClientTokenId: The security token included in the request is invalid.): set AWS_PROFILE, or run `aws configure` or `aws sso login`',
  ],
  [
    'a thing that there is not',
    'cloudfront',
    404,
    xml('NoSuchDistribution', 'The specified distribution does not exist.'),
    'cloudfront:GetDistribution failed (NoSuchDistribution): The specified distribution does not exist.',
  ],
  [
    'too many calls',
    'stacks',
    400,
    xml('Throttling', 'Rate exceeded'),
    'AWS takes no more calls of cloudformation:DescribeStacks for now (Throttling: Rate exceeded): try again in a minute',
  ],
  [
    'a function that there is not',
    'lambda',
    404,
    JSON.stringify({
      Type: 'User',
      Message: 'Function not found',
      __type: 'ResourceNotFoundException',
    }),
    'lambda:ListVersionsByFunction failed (ResourceNotFoundException): Function not found',
  ],
];

let answer = { status: 0, body: '' };
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(answer.status).end(answer.body);
});
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(() => {
  server.close();
  server.closeAllConnections();
});

for (const [name, which, status, body, expected] of TABLE) {
  test(name, async () => {
    answer = { status, body };
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    assert.equal(await failure(which, `http://127.0.0.1:${port}`), expected);
  });
}

test('an AWS that takes the request and never answers', async () => {
  const never = createServer(() => {});
  never.listen(0, '127.0.0.1');
  await once(never, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (never.address());
  const requestHandler = { ...CLIENT.requestHandler, requestTimeout: 100 };
  const message = await failure('stacks', `http://127.0.0.1:${port}`, { requestHandler });
  never.close();
  never.closeAllConnections();
  assert.match(message, /^cannot reach AWS for cloudformation:DescribeStacks \(ETIMEDOUT\): /);
});

test('an AWS that cannot be reached', async () => {
  const message = await failure('stacks', 'http://127.0.0.1:9');
  assert.match(message, /^cannot reach AWS for cloudformation:DescribeStacks \(ECONNREFUSED\): /);
});

/**
 * @param {keyof typeof CALLS} which
 * @param {string} endpoint
 * @param {object} [config]
 */
async function failure(which, endpoint, config = {}) {
  const [Kind, command] = /** @type {[any, any]} */ (CALLS[which]);
  const client = createClient(Kind, {
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    forcePathStyle: true,
    ...config,
  });
  try {
    await /** @type {any} */ (client).send(command);
  } catch (error) {
    assert(error instanceof AwsError);
    return error.message;
  }
  return assert.fail('it has not failed');
}

/**
 * @param {string} code
 * @param {string} message
 */
function xml(code, message) {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
}
