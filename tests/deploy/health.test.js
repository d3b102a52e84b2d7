/** Whether it is noticed that somebody has deleted what a stack says that it has. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refuseMissing } from '../../wrapper/deploy/health.js';
import { queryError, startRecorder } from './recorder.js';

const VERSION = 'arn:aws:lambda:us-east-1:123456789012:function:edge-lookup:3';
const STACK = {
  status: 'UPDATE_COMPLETE',
  parameters: {},
  outputs: { VersionArn: VERSION },
  template: '',
};

/** @type {Awaited<ReturnType<typeof startRecorder>>} */
let aws;

before(async () => {
  aws = await startRecorder('http://127.0.0.1:9');
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: aws.url,
  });
});
after(() => aws.close());

const THERE = { body: JSON.stringify({ Role: 'arn:aws:iam::123456789012:role/service/ours' }) };
const NO_FUNCTION = {
  status: 404,
  body: JSON.stringify({ __type: 'ResourceNotFoundException', message: 'Function not found' }),
};
const ROLE = {
  body: '<GetRoleResponse><GetRoleResult><Role><RoleName>ours</RoleName></Role></GetRoleResult></GetRoleResponse>',
};

/** @type {[what: string, lambda: import('./recorder.js').Answer, iam: import('./recorder.js').Answer, said?: RegExp][]} */
const TABLE = [
  ['all is there', THERE, ROLE],
  [
    'the version is deleted',
    NO_FUNCTION,
    ROLE,
    /^the function \S+:edge-lookup:3 is gone, deleted without the stack mine, .* --stack,/,
  ],
  [
    'the role is deleted',
    THERE,
    queryError(404, 'NoSuchEntity', 'The role with name ours cannot be found.'),
    /^its role ours is gone, deleted without the stack mine, .*: deploy with another --stack, /,
  ],
  ['the function may not be seen', { ...NO_FUNCTION, status: 403 }, ROLE],
  ['the role may not be seen', THERE, queryError(403, 'AccessDenied', 'no')],
];

for (const [what, lambda, iam, said] of TABLE) {
  test(`${what}: ${said === undefined ? 'nothing is said' : 'one line says what to do'}`, async () => {
    aws.reset();
    aws.answer(({ name }) => (name.startsWith('lambda:') ? lambda : iam));
    const looked = refuseMissing('mine', STACK);
    if (said === undefined) await looked;
    else await assert.rejects(looked, { message: said });
  });
}

for (const [DeletionPolicy, advice] of /** @type {const} */ ([
  ['Retain', /--distribution E1OWN, .* then delete the stack mine: its distribution stays$/],
  [
    undefined,
    /--distribution E1OWN, .* leave the stack mine alone: its distribution would be deleted/,
  ],
])) {
  const kept = DeletionPolicy === undefined ? 'not kept' : 'kept';
  test(`where the stack has a distribution that is ${kept}, the line says what becomes of it`, async () => {
    aws.reset();
    aws.answer(() => NO_FUNCTION);
    const template = JSON.stringify({ Resources: { Distribution: { DeletionPolicy } } });
    const outputs = { ...STACK.outputs, DistributionId: 'E1OWN' };
    await assert.rejects(refuseMissing('mine', { ...STACK, outputs, template }), {
      message: advice,
    });
  });
}

test('a role is asked for by its name, without its path', async () => {
  aws.reset();
  aws.answer(({ name }) => (name.startsWith('lambda:') ? THERE : ROLE));
  await refuseMissing('mine', STACK);
  assert.equal(aws.calls.at(-1)?.form.get('RoleName'), 'ours');
});
