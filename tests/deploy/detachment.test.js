/** What is left of the function's behaviors when it goes, be that a detachment or a route that is gone. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attach } from '../../wrapper/deploy/behaviors.js';
import { detach } from '../../wrapper/deploy/detachment.js';
import { behaviorsOf, defaultOf, findBehavior } from '../../wrapper/deploy/distribution-config.js';
import { attachment, FUNCTION } from './attachment.js';
import { site } from './cloudfront-api/distributions.js';

/** @import { CacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */

const KEY_GROUP = { Enabled: true, Quantity: 1, Items: ['group'] };
const OURS = 'policy of ours';
const OWN = { arn: FUNCTION, cachePolicyIds: [OURS] };

test('a route that inherited its protection leaves nothing when it is renamed', () => {
  const config = siteWith({ PathPattern: '/api/*', TrustedKeyGroups: KEY_GROUP });
  const before = attach(config, { ...attachment({ paths: ['/api/old'] }), like: '/api/*' });
  assert.deepEqual(findBehavior(before, '/api/old')?.TrustedKeyGroups, KEY_GROUP);
  const after = attach(before, { ...attachment({ paths: ['/api/new'] }), like: '/api/*' });
  assert.deepEqual(patternsOf(after), ['/api/new', '/api/*']);
});

test('a route that inherited its protection leaves nothing when the function is detached', () => {
  const config = siteWith({ PathPattern: '/api/*', TrustedKeyGroups: KEY_GROUP });
  const attached = attach(config, { ...attachment({ paths: ['/api/new'] }), like: '/api/*' });
  assert.deepEqual(detach(attached, OWN).CacheBehaviors, config.CacheBehaviors);
});

test('what ours inherits from has its origin too', () => {
  const config = siteWith({ PathPattern: '/api/*', TargetOriginId: 'api' });
  const attached = attach(config, { ...attachment({ paths: ['/api/new'] }), like: '/api/*' });
  assert.equal(findBehavior(attached, '/api/new')?.TargetOriginId, 'api');
});

for (const [what, settings] of /** @type {[string, Partial<CacheBehavior>][]} */ ([
  ['key groups', { TrustedKeyGroups: KEY_GROUP }],
  ['a response headers policy', { ResponseHeadersPolicyId: 'theirs' }],
  ['real-time logs', { RealtimeLogConfigArn: 'arn' }],
  ['field-level encryption', { FieldLevelEncryptionId: 'C1' }],
  ['another origin', { TargetOriginId: 'api' }],
])) {
  test(`a behavior that has ${what} of its own outlives the function`, () => {
    const config = siteWith({ PathPattern: '/status', ...settings });
    const after = detach(attach(config, attachment({ paths: ['/status'] })), OWN);
    const { LambdaFunctionAssociations, ...left } = findBehavior(after, '/status') ?? {};
    assert.equal(LambdaFunctionAssociations?.Quantity, 0);
    assert.partialDeepStrictEqual(left, settings);
  });
}

test('a behavior that outlives its route has no cache policy of ours', () => {
  const config = siteWith({ PathPattern: '/old', TrustedKeyGroups: KEY_GROUP });
  const own = attachment({ paths: ['/old'] });
  const [behavior] = own.behaviors;
  const before = attach(config, { ...own, behaviors: [{ ...behavior, cachePolicyId: OURS }] });
  const after = attach(before, { ...attachment({ paths: ['/new'] }), cachePolicyIds: [OURS] });
  assert.equal(findBehavior(after, '/old')?.CachePolicyId, '4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
});

test('a function that somebody has attached to the default behavior gets the new version there', () => {
  const association = { LambdaFunctionARN: `${FUNCTION}:1`, EventType: 'viewer-request' };
  const config = site();
  const byDefault = /** @type {any} */ (defaultOf(config));
  byDefault.LambdaFunctionAssociations = { Quantity: 1, Items: [association] };
  const { LambdaFunctionAssociations } = defaultOf(attach(config, attachment()));
  assert.equal(LambdaFunctionAssociations?.Items?.[0].LambdaFunctionARN, `${FUNCTION}:3`);
});

/**
 * @param {Partial<CacheBehavior>} settings
 * @returns {DistributionConfig}
 */
function siteWith(settings) {
  const config = site();
  const behavior = /** @type {CacheBehavior} */ ({ ...defaultOf(config), ...settings });
  return { ...config, CacheBehaviors: { Quantity: 1, Items: [behavior] } };
}

/** @param {DistributionConfig} config */
function patternsOf(config) {
  return behaviorsOf(config).map(({ PathPattern }) => PathPattern);
}
