/** In which states a stack is changed, and how a change that fails is told. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeStack } from '../../wrapper/deploy/stack.js';
import { planStack, publishes, refuseUnfit, tablesLost } from '../../wrapper/deploy/stack-plan.js';
import { startCloudFormation } from './cloudformation.js';

/** As version 0.1 deployed it. */
const TEMPLATE = 'Parameters:\n  A: {}\n  B: {}\nResources:\n  Role:\n    Type: AWS::IAM::Role\n';
const TEMPLATE_JSON = JSON.stringify({
  Parameters: { A: {}, B: {} },
  Resources: { Role: { Type: 'AWS::IAM::Role' } },
});
const CHANGE = {
  name: 'edge-lookup',
  template: TEMPLATE_JSON,
  parameters: { A: 'new' },
  bucket: { name: 'code', account: '1' },
};
const STACK = {
  status: 'UPDATE_COMPLETE',
  parameters: { A: 'old', B: 'kept', C: 'no longer declared' },
  outputs: { FunctionArn: 'arn', VersionArn: 'arn:1' },
  template: TEMPLATE,
};

for (const status of ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']) {
  test(`a stack that is ${status} is changed`, () => {
    assert.notEqual(planStack({ ...STACK, status }, CHANGE), '');
  });
}

for (const [status, remedy] of [
  ['ROLLBACK_COMPLETE', /delete it \(aws cloudformation delete-stack --stack-name edge-lookup/],
  ['CREATE_FAILED', /delete it/],
  ['ROLLBACK_FAILED', /delete it/],
  ['DELETE_FAILED', /delete it/],
  ['REVIEW_IN_PROGRESS', /delete it/],
  ['UPDATE_ROLLBACK_FAILED', /continue-update-rollback --stack-name edge-lookup/],
]) {
  test(`a stack that is ${status} is not, and it is said what to do`, () => {
    const stack = { ...STACK, status: String(status) };
    assert.throws(() => refuseUnfit(CHANGE.name, stack), { message: remedy });
  });
}

test('a template that no call can carry is refused', () => {
  const template = `${TEMPLATE}# ${'a'.repeat(1_000_000)}`;
  assert.throws(() => planStack(undefined, { ...CHANGE, template }), {
    message: /longer than 1000000 bytes/,
  });
});

test('what does not change is no plan', () => {
  assert.equal(planStack(STACK, { ...CHANGE, parameters: { A: 'old' } }), '');
});

test('a changed parameter is a plan', () => {
  assert.match(planStack(STACK, CHANGE), /-A: old\n {2}\+A: new\n/);
});

test('tags that CloudFormation gives in another order are no plan', () => {
  const stack = { ...STACK, tags: { a: '1', b: '2' } };
  const plan = (/** @type {Record<string, string>} */ tags) =>
    planStack(stack, { ...CHANGE, parameters: {}, tags });
  assert.equal(plan({ b: '2', a: '1' }), '');
  assert.match(plan({ b: '3', a: '1' }), /- {2}b: "2"\n {2}\+ {2}b: "3"/);
});

test('a stack of another project is left alone', () => {
  const stack = { ...STACK, outputs: { QueueUrl: 'https://sqs' } };
  assert.throws(() => refuseUnfit(CHANGE.name, stack), { message: /belongs to something else/ });
});

test('a template that differs in a comment only is no plan', () => {
  const template = `# another\n${TEMPLATE}`;
  assert.equal(planStack({ ...STACK, template }, { ...CHANGE, parameters: { A: 'old' } }), '');
});

test('a distribution is in the plan only where there is an origin for one', () => {
  const template = `${TEMPLATE}  Distribution:\n    Condition: HasOrigin\n    Type: AWS::CloudFront::Distribution\n`;
  const plan = (/** @type {Record<string, string>} */ parameters) =>
    planStack(undefined, { ...CHANGE, template, parameters });
  assert.doesNotMatch(plan({}), /Distribution/);
  assert.match(plan({ OriginDomainName: 'example.com' }), /AWS::CloudFront::Distribution/);
});

test('another version or another runtime is published, another parameter is not', () => {
  const template = (/** @type {string} */ id) => `${TEMPLATE}  Version${id}:\n    Type: V\n`;
  const stack = { ...STACK, template: template('1'), parameters: { Runtime: 'nodejs24.x' } };
  const changes = [
    { ...CHANGE, template: template('1') },
    { ...CHANGE, template: template('2') },
    { ...CHANGE, template: template('1'), parameters: { Runtime: 'nodejs22.x' } },
    { ...CHANGE, template: template('1'), parameters: { Runtime: 'nodejs24.x' } },
  ];
  assert.deepEqual(
    changes.map((change) => publishes(stack, change)),
    [false, true, true, false],
  );
  assert(publishes(undefined, CHANGE));
});

test('tables that the function may no longer read are told, with their Regions', () => {
  const table = (/** @type {string} */ name, region = 'us-east-1') =>
    `arn:\${AWS::Partition}:dynamodb:${region}:\${AWS::AccountId}:table/${name}`;
  const before = [table('A'), table('B'), table('B', 'eu-central-1'), table('A')];
  const stack = { ...STACK, template: JSON.stringify(before) };
  assert.deepEqual(tablesLost(stack, { ...CHANGE, template: JSON.stringify([table('B')]) }), [
    'A in us-east-1',
    'B in eu-central-1',
  ]);
  assert.deepEqual(tablesLost(undefined, CHANGE), []);
});

test('an update that CloudFormation finds to be none is done', async () => {
  const { error } = await change(STACK, {
    statuses: ['UPDATE_COMPLETE'],
    events: [],
    refuse: 'No updates are to be performed.',
  });
  assert.equal(error, undefined);
});

test('a network that fails for a while does not end the command', async () => {
  const { error, cloudformation } = await change(STACK, {
    statuses: ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'],
    events: [],
    unanswered: 4,
  });
  assert.equal(error, undefined);
  assert(cloudformation.requests.length > 4);
});

test('a CloudFormation that is asked too often does not end the command', async () => {
  const { error, cloudformation } = await change(STACK, {
    statuses: ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'],
    events: [],
    throttled: 4,
  });
  assert.equal(error, undefined);
  assert(cloudformation.requests.length > 4);
});

test('a stack may have a role', async () => {
  const { cloudformation } = await change(undefined, { statuses: ['CREATE_COMPLETE'], events: [] });
  const create = cloudformation.requests.find((it) => it.get('Action') === 'CreateStack');
  assert.equal(create?.get('Capabilities.member.1'), 'CAPABILITY_IAM');
});

test('an update gives the declared parameters, those that are not to change too', async () => {
  const { cloudformation } = await change(STACK, { statuses: ['UPDATE_COMPLETE'], events: [] });
  const form = cloudformation.requests.find((it) => it.get('Action') === 'UpdateStack');
  const given = [...(form?.entries() ?? [])].filter(([name]) => name.startsWith('Parameters.'));
  assert.deepEqual(
    given.map(([, value]) => value),
    ['A', 'new', 'B', 'kept'],
  );
});

test('a creation that fails leaves nothing, and is told by the first that failed', async () => {
  const { error, cloudformation } = await change(undefined, {
    statuses: ['CREATE_IN_PROGRESS', 'DELETE_COMPLETE'],
    events: [
      { status: 'CREATE_IN_PROGRESS', resource: 'edge-lookup' },
      { status: 'CREATE_FAILED', resource: 'Function', reason: 'The role cannot be assumed' },
      { status: 'CREATE_FAILED', resource: 'Version1', reason: 'Resource creation cancelled' },
      { status: 'DELETE_COMPLETE', resource: 'edge-lookup' },
    ],
  });
  assert.equal(
    error?.message,
    'Function is CREATE_FAILED, and so the stack DELETE_COMPLETE: The role cannot be assumed',
  );
  const create = cloudformation.requests.find((it) => it.get('Action') === 'CreateStack');
  assert.equal(create?.get('OnFailure'), 'DELETE');
});

test('events that come on several pages are all told', async () => {
  const rest = Array.from({ length: 5 }, (_, i) => ({
    status: 'DELETE_COMPLETE',
    resource: `Policy${i}`,
  }));
  const { error } = await change(undefined, {
    statuses: ['DELETE_COMPLETE'],
    events: [{ status: 'CREATE_FAILED', resource: 'Role', reason: 'too long' }, ...rest],
    pageSize: 2,
  });
  assert.match(String(error?.message), /^Role is CREATE_FAILED, .*: too long$/);
});

test('the pages of an earlier change are not read', async () => {
  const events = Array.from({ length: 6 }, () => ({ status: 'UPDATE_COMPLETE', resource: 'Role' }));
  const { cloudformation } = await change(STACK, {
    statuses: ['UPDATE_COMPLETE'],
    events,
    pageSize: 2,
  });
  assert.deepEqual(
    cloudformation.requests.filter((it) => it.has('NextToken')),
    [],
  );
});

test('an update that fails is told by what failed now, not earlier', async () => {
  const events = [{ status: 'UPDATE_FAILED', resource: 'Role', reason: 'last week' }];
  const { error } = await change(STACK, {
    statuses: ['UPDATE_ROLLBACK_COMPLETE'],
    events,
    meanwhile: () =>
      events.push({ status: 'UPDATE_FAILED', resource: 'Function', reason: 'no such object' }),
  });
  assert.match(String(error?.message), /^Function is UPDATE_FAILED, .*: no such object$/);
});

/**
 * Changes a stack, and tells with what error.
 *
 * @param {import('../../wrapper/deploy/stack.js').Stack | undefined} stack
 * @param {Parameters<typeof startCloudFormation>[0] & { meanwhile?: () => void }} play
 */
async function change(stack, { meanwhile, ...play }) {
  const cloudformation = await startCloudFormation(play);
  process.env.AWS_ENDPOINT_URL = cloudformation.url;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const changing = changeStack(stack, CHANGE).then(
    () => undefined,
    (error) => error,
  );
  const isChanging = () => cloudformation.requests.some((it) => it.get('Action') === 'UpdateStack');
  while (meanwhile !== undefined && !isChanging()) await new Promise(setImmediate);
  meanwhile?.();
  const error = await changing;
  cloudformation.close();
  return { cloudformation, error };
}
