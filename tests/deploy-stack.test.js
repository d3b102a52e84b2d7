/** In which states a stack is changed, and how a change that fails is told. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeStack, planStack } from '../wrapper/deploy/stack.js';
import { startCloudFormation } from './deploy/cloudformation.js';

const TEMPLATE = 'Parameters:\n  A: {}\n  B: {}\nResources:\n  Role:\n    Type: AWS::IAM::Role\n';
const CHANGE = { name: 'edge-lookup', template: TEMPLATE, parameters: { A: 'new' } };
const STACK = {
  status: 'UPDATE_COMPLETE',
  parameters: { A: 'old', B: 'kept', C: 'no longer declared' },
  outputs: {},
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
  ['UPDATE_IN_PROGRESS', /wait until that is over/],
  ['DELETE_IN_PROGRESS', /wait until that is over/],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', /wait until that is over/],
]) {
  test(`a stack that is ${status} is not, and it is said what to do`, () => {
    const stack = { ...STACK, status: String(status) };
    assert.throws(() => planStack(stack, CHANGE), { message: remedy });
  });
}

test('a template that no call can carry is refused', () => {
  const template = `${TEMPLATE}# ${'a'.repeat(51_200)}`;
  assert.throws(() => planStack(undefined, { ...CHANGE, template }), {
    message: /longer than 51200 bytes/,
  });
});

test('what does not change is no plan', () => {
  assert.equal(planStack(STACK, { ...CHANGE, parameters: { A: 'old' } }), '');
});

test('a changed parameter is a plan', () => {
  assert.match(planStack(STACK, CHANGE), /-A: old\n {2}\+A: new\n/);
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
 * @param {import('../wrapper/deploy/stack.js').Stack | undefined} stack
 * @param {{ statuses: string[], events: import('./deploy/cloudformation.js').Event[], meanwhile?: () => void }} play
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
