/** Which settings of a distribution are reported before anything is written. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pitfalls } from '../../wrapper/deploy/pitfalls.js';
import { API } from '../support/example.js';
import { attachment, FUNCTION } from './attachment.js';
import { busy, handMade, singlePageApp, site } from './cloudfront-api/distributions.js';

/** @import { CustomErrorResponse, DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { EventType } from '../../wrapper/api/load.js' */

const OTHER = 'arn:aws:lambda:us-east-1:123456789012:function:other';

/** @type {CustomErrorResponse[]} */
const WITHOUT_TTL = [400, 404, 500, 503].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 }));

/** @type {[name: string, eventType: EventType, settings: CustomErrorResponse[], expected: RegExp[]][]} */
const TABLE = [
  ['no error pages', 'viewer-request', [], []],
  [
    'a page in place of an error',
    'viewer-request',
    [{ ErrorCode: 404, ResponsePagePath: '/404.html', ResponseCode: '404' }],
    [/replaces every 404 by the page \/404\.html/],
  ],
  [
    "a single-page application's rewrite",
    'viewer-request',
    [{ ErrorCode: 404, ResponsePagePath: '/index.html', ResponseCode: '200' }],
    [/turns every 404 into 200 \/index\.html, as single-page applications/],
  ],
  [
    'a page for a status that we never send',
    'viewer-request',
    [{ ErrorCode: 403, ResponsePagePath: '/index.html', ResponseCode: '200' }],
    [],
  ],
  [
    'pages for all our statuses',
    'viewer-request',
    [400, 404, 500, 503].map((ErrorCode) => ({ ErrorCode, ResponsePagePath: '/e.html' })),
    [/ 400 /, / 404 /, / 500 /, / 503 /],
  ],
  ['errors that are not kept', 'origin-request', WITHOUT_TTL, []],
  [
    'errors that are kept for as long as CloudFront likes',
    'origin-request',
    [],
    [/ 400 for 10 s/, / 404 for 10 s/, / 500 for 10 s/, / 503 for 10 s/],
  ],
  [
    'errors that are kept for a minute',
    'origin-request',
    [...WITHOUT_TTL.slice(1), { ErrorCode: 400, ErrorCachingMinTTL: 60 }],
    [/ 400 for 60 s: set the error caching minimum TTL of 400 to 0/],
  ],
];

for (const [name, trigger, settings, expected] of TABLE) {
  test(`${name}, at ${trigger}`, () => {
    const CustomErrorResponses = { Quantity: settings.length, Items: settings };
    const all = found({ ...site(), CustomErrorResponses }, trigger);
    assert.equal(all.length, expected.length);
    for (const [i, text] of expected.entries()) assert.match(all[i], text);
  });
}

test('a distribution without error pages has no list of them', () => {
  const config = { ...site(), CustomErrorResponses: { Quantity: 0 } };
  assert.deepEqual(found(config, 'viewer-request'), []);
});

test('of a single-page application 404 is reported, 403 is not', () => {
  assert.equal(found(singlePageApp(), 'viewer-request').length, 1);
});

test('at origin-request, other functions at viewer-request of our paths are reported', () => {
  const config = handMade([`${OTHER}:1`, `${OTHER}:2`]);
  const all = found(config, 'origin-request').filter((it) => it.includes(OTHER));
  assert.equal(all.length, 1);
  assert.match(all[0], /\/api\/media\/status also runs arn:.*:other:\d, at viewer-request/);
});

test('at viewer-request, a function whose place ours takes is reported', () => {
  const config = handMade([`${OTHER}:1`, `${OTHER}:2`]);
  const all = found(config, 'viewer-request').filter((it) => it.includes(OTHER));
  assert.equal(all.length, 1);
  assert.match(all[0], /^ours takes the place of arn:.*:other:\d at \/api\/media\/status$/);
});

test('at origin-request, a CloudFront function at viewer-request is reported', () => {
  const config = withBehavior({
    FunctionAssociations: {
      Quantity: 1,
      Items: [{ FunctionARN: 'arn:aws:cloudfront::1:function/spa', EventType: 'viewer-request' }],
    },
  });
  assert.match(found(config, 'origin-request').join(), /also runs arn.*function\/spa/);
});

/** @type {[what: string, settings: Partial<DistributionConfig>, expected: RegExp][]} */
const KINDS = [
  ['a disabled distribution', { Enabled: false }, /^the distribution is disabled: /],
  ['a staging distribution', { Staging: true }, /^the distribution is for staging: /],
  [
    'one with a continuous deployment',
    { ContinuousDeploymentPolicyId: 'policy' },
    /^the distribution has a staging distribution, by the continuous deployment policy policy: /,
  ],
  ['one for tenants', { ConnectionMode: 'tenant-only' }, /^the distribution is for tenants: /],
];

for (const [what, settings, expected] of KINDS) {
  test(`${what} is reported first`, () => {
    const [first] = found({ ...singlePageApp(), ...settings }, 'viewer-request');
    assert.match(first, expected);
  });
}

for (const signers of ['TrustedKeyGroups', 'TrustedSigners']) {
  test(`a behavior that takes signed requests only, by ${signers}, is reported`, () => {
    const config = withBehavior({ [signers]: { Enabled: true, Quantity: 1, Items: ['a'] } });
    const [first] = found(config, 'viewer-request');
    assert.match(first, /\/api\/media\/status takes signed requests only/);
  });
}

test('more behaviors than CloudFront takes are reported', () => {
  assert.match(found(busy(75), 'viewer-request').join(), /would have 76 behaviors/);
  assert.deepEqual(found(busy(74), 'viewer-request'), []);
});

test('our own version before is nothing to report', () => {
  const Items = [
    { LambdaFunctionARN: `${FUNCTION}:7`, EventType: /** @type {const} */ ('viewer-request') },
  ];
  const config = withBehavior({ LambdaFunctionAssociations: { Quantity: 1, Items } });
  assert.deepEqual(
    found(config, 'origin-request').filter((it) => it.includes(FUNCTION)),
    [],
  );
});

/**
 * A site whose behavior of our path has these settings.
 *
 * @param {Partial<import('@aws-sdk/client-cloudfront').CacheBehavior>} settings
 */
function withBehavior(settings) {
  const [model] = busy(2).CacheBehaviors?.Items?.slice(1) ?? [];
  const Items = [{ ...model, PathPattern: '/api/media/status', ...settings }];
  return { ...site(), CacheBehaviors: { Quantity: 1, Items } };
}

/**
 * What is reported of a distribution to which one route is attached.
 *
 * @param {DistributionConfig} config
 * @param {EventType} eventType
 */
function found(config, eventType) {
  const attached = attachment({ paths: ['/api/media/status'], eventType });
  return pitfalls(config, attached, API.description);
}
