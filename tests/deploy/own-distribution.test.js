/** The distribution that is the stack's own: what does not last in it, and that it outlives the stack. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  refuseLikeOnOwn,
  undoneByStack,
  whenStackGoes,
} from '../../wrapper/deploy/own-distribution.js';
import { render, template } from './template/variants.js';

const ID = 'E1OWN000000000';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:edge-lookup';
const STACK = { status: 'UPDATE_COMPLETE', parameters: {}, outputs: {}, template: render() };
const OWN = { ...STACK, outputs: { DistributionId: ID } };
const ATTACHMENT = {
  versionArn: `${FUNCTION}:3`,
  behaviors: /** @type {any[]} */ ([{ pathPattern: '/users/*' }]),
};

/** @type {[what: string, options: Parameters<typeof refuseLikeOnOwn>[0], stack: any, isRefused: boolean][]} */
const LIKE = [
  ['--like with --origin', { like: 'default', origin: 'www.example.com' }, undefined, true],
  ['--like on what the stack has made', { like: 'default' }, OWN, true],
  ['--like where that is named', { like: 'default', distribution: ID }, OWN, true],
  ['--like on another distribution', { like: 'default', distribution: 'E2' }, OWN, false],
  ['--like where the stack has made none', { like: 'default', distribution: 'E2' }, STACK, false],
  ['--like for a new stack', { like: 'default', distribution: 'E2' }, undefined, false],
  ['no --like', {}, OWN, false],
];

for (const [what, options, stack, isRefused] of LIKE) {
  test(`${what} is ${isRefused ? 'refused' : 'taken'}`, () => {
    const refuse = () => refuseLikeOnOwn(options, stack);
    if (isRefused)
      assert.throws(refuse, {
        message: /^--like does not last .* --distribution\b.*, or drop --like$/,
      });
    else refuse();
  });
}

test('what the template makes is no change by hand', () => {
  assert.deepEqual(undoneByStack(config(), ATTACHMENT, { id: ID }), []);
});

/** @type {[what: string, change: (config: any) => void][]} */
const BY_HAND = [
  [
    'WebACLId',
    (it) => Object.assign(it, { WebACLId: 'arn:aws:wafv2:us-east-1:1:global/webacl/a' }),
  ],
  ['Aliases', (it) => Object.assign(it, { Aliases: { Quantity: 1, Items: ['a.example.com'] } })],
  ['Logging', (it) => Object.assign(it.Logging, { Enabled: true })],
  ['DefaultRootObject', (it) => Object.assign(it, { DefaultRootObject: 'index.html' })],
  [
    'ViewerCertificate',
    (it) => Object.assign(it, { ViewerCertificate: { ACMCertificateArn: 'arn:aws:acm:…' } }),
  ],
  ['the behavior /api/*', (it) => it.CacheBehaviors.Items.push({ PathPattern: '/api/*' })],
  [
    'TrustedKeyGroups of Default (*)',
    (it) => Object.assign(it.DefaultCacheBehavior.TrustedKeyGroups, { Enabled: true, Quantity: 1 }),
  ],
  [
    'ResponseHeadersPolicyId of /users/*',
    (it) => Object.assign(it.CacheBehaviors.Items[0], { ResponseHeadersPolicyId: 'a' }),
  ],
  [
    'LambdaFunctionAssociations of /users/*',
    (it) =>
      it.CacheBehaviors.Items[0].LambdaFunctionAssociations.Items.push(runs('arn:a:b:c:d:e:f:1')),
  ],
];

for (const [what, change] of BY_HAND) {
  test(`${what}, set by hand, is named`, () => {
    const changed = config();
    change(changed);
    const [warning, ...rest] = undoneByStack(changed, ATTACHMENT, { id: ID });
    assert(warning?.includes(` by hand (${what}) is undone `), warning);
    assert.deepEqual(rest, []);
  });
}

test('our behavior of a route that is gone is not', () => {
  const changed = config();
  changed.CacheBehaviors.Items.push({ ...changed.CacheBehaviors.Items[0], PathPattern: '/old' });
  assert.deepEqual(undoneByStack(changed, ATTACHMENT, { id: ID }), []);
});

test('the distribution outlives the stack and its replacement, unless it never came to be', () => {
  const { DeletionPolicy, UpdateReplacePolicy } = /** @type {any} */ (
    template().Resources.Distribution
  );
  assert.deepEqual([DeletionPolicy, UpdateReplacePolicy], ['RetainExceptOnCreate', 'Retain']);
});

test('whether it does, the template of the stack says', () => {
  const earlier = 'Resources:\n  Distribution:\n    Type: AWS::CloudFront::Distribution\n';
  assert.deepEqual([STACK, OWN, { ...OWN, template: earlier }].map(whenStackGoes), [
    'none',
    'stays',
    'goes',
  ]);
});

/** As CloudFront gives one back of the template. @returns {any} */
function config() {
  const behavior = () => ({
    TrustedKeyGroups: { Enabled: false, Quantity: 0 },
    TrustedSigners: { Enabled: false, Quantity: 0 },
    FunctionAssociations: { Quantity: 0 },
    LambdaFunctionAssociations: { Quantity: 0 },
    FieldLevelEncryptionId: '',
  });
  const own = { Quantity: 1, Items: [runs(`${FUNCTION}:2`)] };
  return {
    WebACLId: '',
    DefaultRootObject: '',
    Aliases: { Quantity: 0 },
    Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
    ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1' },
    DefaultCacheBehavior: behavior(),
    CacheBehaviors: {
      Quantity: 1,
      Items: [{ ...behavior(), PathPattern: '/users/*', LambdaFunctionAssociations: own }],
    },
  };
}

/** @param {string} LambdaFunctionARN */
function runs(LambdaFunctionARN) {
  return { LambdaFunctionARN, EventType: 'viewer-request' };
}
