/** What a deployment waits for, because AWS is not ready yet. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { changeDistribution } from '../../wrapper/deploy/distribution.js';
import { readSettledStack } from '../../wrapper/deploy/stack.js';
import { waitUntilActive } from '../../wrapper/deploy/versions.js';
import { Failure } from '../../wrapper/terminal.js';
import { site } from './cloudfront-api/distributions.js';
import { startCloudFront } from './cloudfront-api/server.js';
import { startRecorder } from './recorder.js';

const SITE = 'E1SITE00000000';
const VERSION = 'arn:aws:lambda:us-east-1:123456789012:function:edge-lookup:3';
const NEW_ROLE = {
  code: 'InvalidLambdaFunctionAssociation',
  message:
    'The function execution role must be assumable with edgelambda.amazonaws.com as well as lambda.amazonaws.com principals. Update the IAM role and try again.',
};

/** @type {Awaited<ReturnType<typeof startRecorder>>} */
let aws;
/** @type {Awaited<ReturnType<typeof startCloudFront>>} */
let cloudfront;

before(async () => {
  aws = await startRecorder('http://127.0.0.1:9');
  cloudfront = await startCloudFront({ distributions: { [SITE]: site() } });
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: aws.url,
    AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url.href,
  });
});
beforeEach(() => {
  aws.reset();
  cloudfront.requests.length = 0;
});
after(async () => {
  aws.close();
  await cloudfront.close();
});

test('a version that is pending is waited for', async () => {
  const states = ['Pending', 'Pending', 'Active'];
  aws.answer(() => {
    const [State] = states.length > 1 ? states.splice(0, 1) : states;
    return { body: JSON.stringify({ State, Configuration: { State } }) };
  });
  await waitUntilActive(VERSION);
  assert.deepEqual(states, ['Active']);
});

test('a version that is active is not waited for', async () => {
  aws.answer(() => ({ body: JSON.stringify({ State: 'Active' }) }));
  await waitUntilActive(VERSION);
  assert.equal(aws.calls.length, 1);
});

test('a version that fails is one line with the reason of Lambda', async () => {
  const states = ['Pending', 'Failed'];
  aws.answer(() => {
    const [State] = states.length > 1 ? states.splice(0, 1) : states;
    const StateReason = 'The KMS key is disabled.';
    return { body: JSON.stringify({ State, StateReason, Configuration: { State, StateReason } }) };
  });
  await assert.rejects(
    waitUntilActive(VERSION),
    failureOf(/:3 is Failed: The KMS key is disabled\./),
  );
});

test('a version that failed before is not given to CloudFront', async () => {
  aws.answer(() => ({ body: JSON.stringify({ State: 'Failed', StateReason: 'No space.' }) }));
  await assert.rejects(waitUntilActive(VERSION), failureOf(/:3 is Failed: No space\./));
});

test('a version that stays pending is one line that says to deploy again', async (t) => {
  let now = Date.now();
  t.mock.method(Date, 'now', () => {
    now += 30_000;
    return now;
  });
  const State = 'Pending';
  const StateReason = 'The function is being created.';
  aws.answer(() => ({
    body: JSON.stringify({ State, StateReason, Configuration: { State, StateReason } }),
  }));
  await assert.rejects(
    waitUntilActive(VERSION),
    failureOf(/:3 is Pending: The function is being created\. Deploy again/),
  );
});

test('the change of a stack that a stopped run began is waited for', async () => {
  const statuses = ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE'];
  aws.answer(({ form }) => {
    const action = form.get('Action');
    if (action === 'GetTemplate') {
      return {
        body: '<R><GetTemplateResult><TemplateBody>{}</TemplateBody></GetTemplateResult></R>',
      };
    }
    const [status] = statuses.length > 1 ? statuses.splice(0, 1) : statuses;
    const stack = `<member><StackName>a</StackName><StackStatus>${status}</StackStatus></member>`;
    return {
      body: `<R><DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult></R>`,
    };
  });
  assert.equal((await readSettledStack('a'))?.status, 'UPDATE_COMPLETE');
});

test('a role that CloudFront does not know yet is waited for', async () => {
  cloudfront.refuseNext(NEW_ROLE, NEW_ROLE);
  await change('with a new role');
  assert.equal(cloudfront.get(SITE).Comment, 'with a new role');
  assert.equal(puts().length, 3);
});

test('another reason to refuse an association is not waited for', async () => {
  cloudfront.refuseNext({ ...NEW_ROLE, message: 'The function is too large for viewer events.' });
  await assert.rejects(change('refused'), {
    message: /\(InvalidLambdaFunctionAssociation\): .*too large/,
  });
  assert.equal(puts().length, 1);
});

/** @param {RegExp} message */
function failureOf(message) {
  return (/** @type {Error} */ error) => {
    assert(error instanceof Failure, String(error));
    assert.match(error.message, message);
    return true;
  };
}

/** @param {string} Comment */
function change(Comment) {
  const how = (/** @type {any} */ config) => ({ ...config, Comment });
  return changeDistribution({ id: SITE, change: how, plan: false, isAgreed: true });
}

function puts() {
  return cloudfront.requests.filter(({ method }) => method === 'PUT');
}
