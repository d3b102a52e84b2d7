/** What `detach` says of deleting the stack, by what the stack has. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { XMLBuilder } from 'fast-xml-parser';
import { site } from './cloudfront-api/distributions.js';
import { startCloudFront } from './cloudfront-api/server.js';
import { startRecorder } from './recorder.js';
import { runCommand } from './run-command.js';

const SITE = 'E1SITE00000000';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:edge-lookup';

/** @type {Awaited<ReturnType<typeof startRecorder>>} */
let aws;
/** @type {Awaited<ReturnType<typeof startCloudFront>>} */
let cloudfront;

before(async () => {
  aws = await startRecorder('http://127.0.0.1:9');
  cloudfront = await startCloudFront({ distributions: { [SITE]: site() } });
});
after(async () => {
  aws.close();
  await cloudfront.close();
});

test('a stack without a distribution can be deleted', async () => {
  const stdout = await detach({});
  assert.match(stdout, /^ {2}aws cloudformation delete-stack --stack-name edge-lookup /m);
  assert.doesNotMatch(stdout, /stays/);
});

test('a stack whose template keeps its distribution can be deleted, and the distribution stays', async () => {
  const stdout = await detach({ id: SITE, DeletionPolicy: 'RetainExceptOnCreate' });
  assert.match(stdout, /its distribution E1SITE00000000 stays/);
  assert.match(stdout, /^ {2}aws cloudformation delete-stack --stack-name edge-lookup /m);
});

test('a stack that would take its distribution with it is not to be deleted', async () => {
  const stdout = await detach({ id: SITE });
  assert.match(stdout, /^Do not delete the stack edge-lookup as it is: .* E1SITE00000000 /m);
  assert.doesNotMatch(stdout, /delete-stack/);
});

/**
 * @param {object} stack
 * @param {string} [stack.id] Of its distribution.
 * @param {string} [stack.DeletionPolicy] That of its template.
 */
async function detach({ id, DeletionPolicy }) {
  const TemplateBody = JSON.stringify({ Resources: { Distribution: { DeletionPolicy } } });
  const outputs = { FunctionArn: FUNCTION, ...(id && { DistributionId: id }) };
  const member = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
  }));
  const stack = { StackName: 'edge-lookup', StackStatus: 'CREATE_COMPLETE', Outputs: { member } };
  /** @type {Record<string, object>} */
  const results = {
    DescribeStacks: { DescribeStacksResult: { Stacks: { member: stack } } },
    GetTemplate: { GetTemplateResult: { TemplateBody } },
  };
  aws.reset();
  aws.answer(({ form }) => ({
    body: new XMLBuilder().build({ Response: results[String(form.get('Action'))] }),
  }));
  const env = { AWS_ENDPOINT_URL: aws.url, AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url.href };
  const { code, stdout, stderr } = await runCommand(
    'detach',
    ['--distribution', SITE],
    env,
    new URL('../../', import.meta.url),
  );
  assert.equal(code, 0, stderr);
  return stdout;
}
