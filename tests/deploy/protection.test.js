/** Whether what protects a path is named before ours takes the path, and can be inherited. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { attach } from '../../wrapper/deploy/behaviors.js';
import { findBehavior } from '../../wrapper/deploy/distribution-config.js';
import { lacking } from '../../wrapper/deploy/protection.js';
import { attachment, FUNCTION } from './attachment.js';
import { site } from './cloudfront-api/distributions.js';

/** @import { DefaultCacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */

const OTHER = 'arn:aws:lambda:us-east-1:123456789012:function:auth:7';
const VIEWER = 'arn:aws:cloudfront::123456789012:function/auth';
const LOGS = 'arn:aws:cloudfront::123456789012:realtime-log-config/all';

/**
 * @typedef {Partial<DefaultCacheBehavior>} Settings
 * @type {[what: string, settings: Settings, named: RegExp][]}
 */
const TABLE = [
  [
    'key groups',
    { TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: ['group'] } },
    /takes signed requests only/,
  ],
  [
    'signers',
    { TrustedSigners: { Enabled: true, Quantity: 1, Items: ['self'] } },
    /takes signed requests only/,
  ],
  [
    'a CloudFront function',
    {
      FunctionAssociations: {
        Quantity: 1,
        Items: [{ FunctionARN: VIEWER, EventType: 'viewer-response' }],
      },
    },
    /runs arn:aws:cloudfront::123456789012:function\/auth at viewer-response/,
  ],
  [
    'a Lambda@Edge function',
    {
      LambdaFunctionAssociations: {
        Quantity: 1,
        Items: [{ LambdaFunctionARN: OTHER, EventType: 'origin-response', IncludeBody: false }],
      },
    },
    /runs arn:aws:lambda:us-east-1:123456789012:function:auth:7 at origin-response/,
  ],
  [
    'a response headers policy',
    { ResponseHeadersPolicyId: '67f7725c-6f97-4210-82d7-5512b31e9d03' },
    /has the response headers policy 67f7725c-6f97-4210-82d7-5512b31e9d03/,
  ],
  ['real-time logs', { RealtimeLogConfigArn: LOGS }, /is logged by arn:aws:cloudfront::/],
  ['field-level encryption', { FieldLevelEncryptionId: 'C1' }, /encrypts fields of what is sent/],
];

for (const [what, settings, named] of TABLE) {
  describe(what, () => {
    for (const pattern of ['default', '/api/*']) {
      // A function at a viewer event stands in the way of ours at another one.
      const ours = attachment({ eventType: 'origin-request' });

      test(`of the behavior ${pattern} is named`, () => {
        const [line, ...more] = lacking(withSettings(pattern, settings), ours);
        assert.match(line, named);
        const shown = pattern === 'default' ? 'Default (*)' : pattern;
        assert(
          line.startsWith(
            `the behavior ${shown}, which has answered ${ours.behaviors[0].pathPattern}`,
          ),
        );
        assert(line.includes(`give --like '${shown}'`));
        assert.equal(more.length, ours.behaviors.length - 1);
      });

      test(`of the behavior ${pattern} is inherited with --like`, () => {
        const config = withSettings(pattern, settings);
        const liking = { ...ours, like: pattern };
        assert.deepEqual(lacking(config, liking), []);
        const attached = attach(config, liking);
        for (const { pathPattern } of ours.behaviors) {
          const behavior = findBehavior(attached, pathPattern);
          assert(behavior);
          const { LambdaFunctionAssociations, ...rest } = settings;
          assert.partialDeepStrictEqual(behavior, rest);
          const runs = behavior.LambdaFunctionAssociations?.Items ?? [];
          assert.deepEqual(
            runs.map(({ LambdaFunctionARN }) => LambdaFunctionARN),
            [...(LambdaFunctionAssociations ? [OTHER] : []), `${FUNCTION}:3`],
          );
        }
      });

      test(`of the behavior ${pattern} stays once it is inherited`, () => {
        const attached = attach(withSettings(pattern, settings), { ...ours, like: pattern });
        assert.deepEqual(attach(attached, ours), attached);
        assert.deepEqual(attach(attached, { ...ours, like: pattern }), attached);
        assert.deepEqual(lacking(attached, ours), []);
      });
    }
  });
}

test('a site without any of it is told nothing', () => {
  assert.deepEqual(lacking(site(), attachment()), []);
});

test('gRPC is named, and not offered: there is no function beside it', () => {
  const config = withSettings('/api/*', { GrpcConfig: { Enabled: true } });
  const [line] = lacking(config, attachment());
  assert.match(
    line,
    /^the behavior \/api\/\*, which has answered .* so far, takes gRPC; ours will not$/,
  );
  const attached = attach(config, { ...attachment(), like: '/api/*' });
  assert(!findBehavior(attached, '/api/media/job_id')?.GrpcConfig?.Enabled);
});

test('settings that this release does not know are named', () => {
  const config = withSettings('/api/*', {});
  const unknown = new Map([
    [config.CacheBehaviors?.Items?.[0] ?? {}, ['BotControl', 'New › Newer']],
  ]);
  const [line] = lacking(config, { ...attachment(), like: '/api/*' }, unknown);
  assert.match(
    line,
    /^the behavior \/api\/\*, .* does not know \(BotControl and New › Newer\); ours will/,
  );
});

test('what --like does not give is still named', () => {
  const config = withSettings('/api/*', { ResponseHeadersPolicyId: 'theirs' });
  const [line] = lacking(config, { ...attachment(), like: 'default' });
  assert.match(
    line,
    /has the response headers policy theirs; ours will not: give --like '\/api\/\*'/,
  );
});

test('a narrower behavior that goes on answering its paths is not named', () => {
  const config = withSettings('/api/*', { ResponseHeadersPolicyId: 'theirs' });
  const { DefaultCacheBehavior } = config;
  const both = {
    ...config,
    DefaultCacheBehavior: { ...DefaultCacheBehavior, RealtimeLogConfigArn: LOGS },
  };
  const lines = lacking(/** @type {DistributionConfig} */ (both), attachment({ paths: ['/{id}'] }));
  assert.deepEqual(
    lines.map((line) => line.split(',')[0]),
    ['the behavior Default (*)'],
  );
});

/** @type {[what: string, eventType: import('../../wrapper/api/load.js').EventType, settings: Settings, said: RegExp][]} */
const CONFLICTS = [
  [
    'a function at the event of ours',
    'viewer-request',
    {
      LambdaFunctionAssociations: {
        Quantity: 1,
        Items: [{ LambdaFunctionARN: OTHER, EventType: 'viewer-request' }],
      },
    },
    /^--like: the behavior \/api\/\* runs \S+:auth:7 at viewer-request, where ours would have to run: /,
  ],
  [
    'a CloudFront function at a viewer event',
    'viewer-request',
    {
      FunctionAssociations: {
        Quantity: 1,
        Items: [{ FunctionARN: VIEWER, EventType: 'viewer-response' }],
      },
    },
    /^--like: the behavior \/api\/\* runs the CloudFront function \S+ at viewer-response, .*--trigger origin-request/,
  ],
];

for (const [what, eventType, settings, said] of CONFLICTS) {
  test(`${what} cannot be inherited, in one line`, () => {
    const config = withSettings('/api/*', settings);
    assert.throws(
      () => attach(config, { ...attachment({ eventType }), like: '/api/*' }),
      (error) => {
        assert.match(String(/** @type {Error} */ (error).message), said);
        assert(!(/** @type {Error} */ (error).message.includes('\n')));
        return true;
      },
    );
  });
}

test('a pattern that no behavior has is one line with those that there are', () => {
  const config = withSettings('/api/*', {});
  assert.throws(() => attach(config, { ...attachment(), like: '/apo/*' }), {
    message: '--like: the distribution has no behavior /apo/*, only /api/*, Default (*)',
  });
});

/**
 * A site with a behavior that has these settings.
 *
 * @param {string} pattern
 * @param {Settings} settings
 * @returns {DistributionConfig}
 */
function withSettings(pattern, settings) {
  const config = site();
  const behavior = /** @type {DefaultCacheBehavior} */ (config.DefaultCacheBehavior);
  if (pattern === 'default')
    return { ...config, DefaultCacheBehavior: { ...behavior, ...settings } };
  const Items = [{ PathPattern: pattern, ...behavior, ...settings }];
  return { ...config, CacheBehaviors: { Quantity: 1, Items } };
}
