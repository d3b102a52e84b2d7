/** What attaching, going back and detaching make of a distribution's cache behaviors. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { EVENT_TYPES } from '../../wrapper/api/behavior.js';
import { contains, isSame, overlaps, patternOf } from '../../wrapper/api/path-pattern.js';
import { attach, pointTo, versionsIn } from '../../wrapper/deploy/behaviors.js';
import { detach } from '../../wrapper/deploy/detachment.js';
import { attachment, FUNCTION, PATHS } from './attachment.js';
import {
  asReturned,
  busy,
  handMade,
  originGroup,
  singlePageApp,
  site,
} from './cloudfront-api/distributions.js';
import { validate } from './cloudfront-api/validate.js';

/** @import { CacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */

const OWN = { arn: FUNCTION, cachePolicyIds: [] };
const OTHER = 'arn:aws:lambda:us-east-1:123456789012:function:edge-lookup-2';
const ETAG = 'E2QWRUHAPOMQZL';

/** @type {Record<string, () => DistributionConfig>} */
const DISTRIBUTIONS = {
  'a site': site,
  'a single-page application': singlePageApp,
  'a site with behaviors made by hand': () => handMade([`${OTHER}:1`, `${OTHER}:2`]),
  'a site with an origin group': originGroup,
  'a site with 20 behaviors': () => busy(20),
  'a site with 73 behaviors': () => busy(73),
};

for (const [name, distribution] of Object.entries(DISTRIBUTIONS)) {
  describe(name, () => {
    test('gets the behaviors, and CloudFront takes them', () => {
      const before = distribution();
      const after = attach(before, attachment());
      validate({ current: { etag: ETAG, config: before }, ifMatch: ETAG, config: after });
      for (const path of PATHS) {
        assert.partialDeepStrictEqual(at(after, path), {
          ViewerProtocolPolicy: 'redirect-to-https',
          Compress: true,
          CachePolicyId: `policy of ${path}`,
          LambdaFunctionAssociations: {
            Quantity: 1,
            Items: [{ LambdaFunctionARN: `${FUNCTION}:3`, EventType: 'viewer-request' }],
          },
        });
        assert.equal(at(after, path)?.AllowedMethods?.Quantity, 7);
        assert.equal(first(after, path)?.PathPattern, path);
      }
    });

    test('keeps all else, in its order', () => {
      const before = distribution();
      const { CacheBehaviors: _, ...after } = attach(before, attachment());
      const { CacheBehaviors: __, ...rest } = before;
      assert.deepEqual(after, rest);
      assert.deepEqual(others(attach(before, attachment())), others(before));
    });

    test('is the same when attached again', () => {
      const once = asReturned(attach(distribution(), attachment()));
      assert.deepEqual(attach(once, attachment()), once);
    });

    test('is pointed to another version, and only where it runs the function', () => {
      const attached = attach(distribution(), attachment());
      const back = pointTo(attached, `${FUNCTION}:2`);
      assert.deepEqual(versionsIn(back, FUNCTION), [2]);
      assert.deepEqual(pointTo(back, `${FUNCTION}:3`), attached);
    });

    test('is without the behaviors when detached', () => {
      const before = distribution();
      const { CacheBehaviors, ...after } = detach(attach(before, attachment()), OWN);
      const { CacheBehaviors: _, ...rest } = before;
      assert.deepEqual(after, rest);
      assert.deepEqual(CacheBehaviors?.Items ?? [], others(before));
      assert.equal(CacheBehaviors?.Quantity, others(before).length);
    });
  });
}

for (const [patterns, index] of /** @type {[string[], number][]} */ ([
  [[], 0],
  [['/images/*', '*.jpg'], 2],
  [['/images/*', '/api/*', '*.jpg'], 1],
  [['*'], 0],
  [['api/*'], 0],
  [['/api/media/job?id'], 0],
  [['/*/media/*'], 0],
  [['/*_id', '/api/*'], 0],
  [['/API/*', '/api/media/job.id', '/api/media', '/api/media/job_id/*'], 4],
])) {
  test(`among ${patterns.join(' ') || 'no behavior'}, the new one has place ${index}`, () => {
    const config = { ...site(), CacheBehaviors: behaviors(patterns) };
    const { CacheBehaviors } = attach(config, attachment({ paths: ['/api/media/job_id'] }));
    const place = CacheBehaviors?.Items?.findIndex(
      ({ PathPattern }) => PathPattern === '/api/media/job_id',
    );
    assert.equal(place, index);
  });
}

test('a behavior that comes too late is put before the broader one', () => {
  const config = {
    ...site(),
    CacheBehaviors: behaviors(['/a', '/api/*', '/b', '/api/media/status', '/c']),
  };
  const { CacheBehaviors } = attach(config, attachment({ paths: ['/api/media/status'] }));
  assert.deepEqual(
    CacheBehaviors?.Items?.map(({ PathPattern }) => PathPattern),
    ['/a', '/api/media/status', '/api/*', '/b', '/c'],
  );
});

test('a behavior that is before the broader one stays where it is', () => {
  const patterns = ['/api/media/status', '/a', '/api/*'];
  const config = { ...site(), CacheBehaviors: behaviors(patterns) };
  const { CacheBehaviors } = attach(config, attachment({ paths: ['/api/media/status'] }));
  assert.deepEqual(
    CacheBehaviors?.Items?.map(({ PathPattern }) => PathPattern),
    patterns,
  );
});

test('a pattern without its first slash is the same pattern', () => {
  const config = { ...site(), CacheBehaviors: behaviors(['api/media/status']) };
  const { CacheBehaviors } = attach(config, attachment({ paths: ['/api/media/status'] }));
  assert.deepEqual(
    CacheBehaviors?.Items?.map(({ PathPattern }) => PathPattern),
    ['api/media/status'],
  );
});

/** @type {[name: string, before: string[], paths: string[], after: string[]][]} */
const ORDERS = [
  [
    'new ones come in their order',
    ['/images/*'],
    ['/users/{id}', '/users/me', '/users/{id}/posts'],
    ['/images/*', '/users/me', '/users/*/posts', '/users/*'],
  ],
  [
    'a new one comes before one of ours that matches its path',
    ['/users/*', '/images/*'],
    ['/users/{id}', '/users/me'],
    ['/users/me', '/users/*', '/images/*'],
  ],
  [
    'one of ours that comes too late is put before another one of ours',
    ['/users/*', '/images/*', '/users/me'],
    ['/users/{id}', '/users/me'],
    ['/users/me', '/users/*', '/images/*'],
  ],
  [
    'a pattern comes before a broader one of others',
    ['/users/admin/*', '/users/*', '*.jpg'],
    ['/users/{id}/posts'],
    ['/users/admin/*', '/users/*/posts', '/users/*', '*.jpg'],
  ],
  [
    'a pattern comes after one of others that matches some of its paths',
    ['/users/admin/*', '*.jpg'],
    ['/users/{id}'],
    ['/users/admin/*', '*.jpg', '/users/*'],
  ],
  [
    'the first of two that overlap comes before what only the second has to precede',
    ['*b'],
    ['/a/{x}/{y}', '/{x}/b'],
    ['/a/*/*', '/*/b', '*b'],
  ],
  ['every path of the site comes last', ['/images/*'], ['/{slug}'], ['/images/*', '/*']],
  ['every path of the site is the one that there is', ['*'], ['/{slug}'], ['*']],
];

for (const [name, before, paths, after] of ORDERS) {
  test(name, () => {
    const config = { ...site(), CacheBehaviors: behaviors(before) };
    assert.deepEqual(patternsIn(attach(config, attachment({ paths }))), after);
  });
}

const PATTERNS = ['/a/*', '/b', '/*/b', '*b', '/a/*/*', '/*', '/a/b/c', '/c/?', 'c/*'];
const ROUTES = ['/a/{x}', '/a/b', '/{x}/b', '/a/{x}/{y}', '/c/{x}', '/b/{x}/c', '/{x}'];

test('whatever a distribution has, each of ours comes before what would take its requests', () => {
  const subset = (/** @type {string[]} */ all) => fc.shuffledSubarray(all);
  fc.assert(
    fc.property(
      subset([...PATTERNS, ...ROUTES.map(patternOf)]),
      subset(ROUTES),
      (before, paths) => {
        const unique = before.filter((it, i) => before.findIndex((one) => isSame(one, it)) === i);
        const config = { ...site(), CacheBehaviors: behaviors(unique) };
        const ours = attachment({ paths }).behaviors.map(({ pathPattern }) => pathPattern);
        const after = patternsIn(attach(config, attachment({ paths })));
        const place = (/** @type {string} */ pattern) =>
          after.findIndex((it) => isSame(it, pattern));
        for (const [i, own] of ours.entries()) {
          for (const later of ours.slice(i + 1)) {
            assert(
              !overlaps(own, later) || place(own) < place(later),
              `${own} ${later} in ${after}`,
            );
          }
          for (const other of after.filter((it) => !ours.some((one) => isSame(it, one)))) {
            assert(
              !contains(other, own) || place(own) < place(other),
              `${own} ${other} in ${after}`,
            );
          }
        }
        const foreign = (/** @type {string[]} */ all) =>
          all.filter((it) => !ours.some((own) => isSame(it, own)));
        assert.deepEqual(foreign(after), foreign(unique));
      },
    ),
    { numRuns: 300 },
  );
});

test('what a behavior of that path has besides is kept', () => {
  const [existing] = behaviors(['/api/media/status']).Items;
  existing.ResponseHeadersPolicyId = 'headers';
  existing.RealtimeLogConfigArn = 'logs';
  existing.LambdaFunctionAssociations = {
    Quantity: 2,
    Items: [
      { LambdaFunctionARN: `${OTHER}:7`, EventType: 'viewer-response', IncludeBody: false },
      { LambdaFunctionARN: `${OTHER}:8`, EventType: 'viewer-request', IncludeBody: false },
    ],
  };
  const after = at(attach(with_(existing), attachment()), '/api/media/status');
  assert.equal(after?.ResponseHeadersPolicyId, 'headers');
  assert.equal(after?.RealtimeLogConfigArn, 'logs');
  assert.deepEqual(after?.LambdaFunctionAssociations?.Items, [
    { LambdaFunctionARN: `${OTHER}:7`, EventType: 'viewer-response', IncludeBody: false },
    { LambdaFunctionARN: `${FUNCTION}:3`, EventType: 'viewer-request', IncludeBody: false },
  ]);
});

test('settings from before there were cache policies go', () => {
  const [existing] = behaviors(['/api/media/status']).Items;
  const { CachePolicyId: _, ...legacy } = existing;
  const after = at(
    attach(
      with_({ ...legacy, ForwardedValues: undefined, MinTTL: 0, DefaultTTL: 1, MaxTTL: 2 }),
      attachment(),
    ),
    '/api/media/status',
  );
  for (const key of ['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL']) {
    assert(after !== undefined && !(key in after), key);
  }
});

test('an origin group, which takes reading methods only, is stood for by its first member', () => {
  const config = originGroup();
  const [group] = config.OriginGroups?.Items ?? [];
  assert.equal(config.DefaultCacheBehavior?.TargetOriginId, group?.Id);
  const after = at(attach(config, attachment()), '/api/media/status');
  assert.equal(after?.TargetOriginId, group?.Members?.Items?.[0]?.OriginId);
});

test('with another trigger, the function runs at that one and no more at the first', () => {
  const config = attach(attach(site(), attachment()), attachment({ eventType: 'origin-request' }));
  const { LambdaFunctionAssociations } = at(config, PATHS[0]) ?? {};
  assert.deepEqual(LambdaFunctionAssociations?.Items, [
    { LambdaFunctionARN: `${FUNCTION}:3`, EventType: 'origin-request', IncludeBody: false },
  ]);
});

for (const eventType of EVENT_TYPES) {
  test(`at ${eventType} a new behavior has no origin request policy`, () => {
    const config = attach(site(), attachment({ eventType }));
    assert.equal(at(config, '/api/media/job_id')?.OriginRequestPolicyId, undefined);
  });
}

test('at viewer-request an existing behavior keeps its origin request policy', () => {
  const config = attach(withPolicy(), attachment());
  assert.equal(at(config, '/api/media/status')?.OriginRequestPolicyId, 'policy');
});

test('at origin-request an existing behavior loses its origin request policy', () => {
  const config = attach(withPolicy(), attachment({ eventType: 'origin-request' }));
  const after = at(config, '/api/media/status');
  assert(after !== undefined && !('OriginRequestPolicyId' in after));
});

for (const event of /** @type {const} */ (['viewer-request', 'viewer-response'])) {
  test(`a CloudFront function at ${event} of that path is in the way at viewer-request`, () => {
    const [existing] = behaviors(['/api/media/status']).Items;
    existing.FunctionAssociations = {
      Quantity: 1,
      Items: [{ FunctionARN: 'arn:aws:cloudfront::1:function/spa', EventType: event }],
    };
    assert.throws(() => attach(with_(existing), attachment()), {
      message: new RegExp(`/api/media/status .*function/spa at ${event}.*--trigger origin-request`),
    });
    attach(with_(existing), attachment({ eventType: 'origin-request' }));
  });
}

test('a behavior that takes gRPC can run no function', () => {
  const [existing] = behaviors(['/api/media/status']).Items;
  existing.GrpcConfig = { Enabled: true };
  assert.throws(() => attach(with_(existing), attachment()), { message: /takes gRPC/ });
});

test('a behavior of that path keeps its origin', () => {
  const [existing] = behaviors(['/api/media/status']).Items;
  const { TargetOriginId } = existing;
  const config = with_({ ...existing, TargetOriginId: 'another' });
  assert.notEqual(TargetOriginId, 'another');
  assert.equal(at(attach(config, attachment()), '/api/media/status')?.TargetOriginId, 'another');
});

test('a behavior that caches OPTIONS too does so no more', () => {
  const [existing] = attach(site(), attachment()).CacheBehaviors?.Items ?? [];
  const all = /** @type {import('@aws-sdk/client-cloudfront').AllowedMethods} */ (
    existing.AllowedMethods
  );
  const CachedMethods = { Quantity: 3, Items: ['GET', 'HEAD', 'OPTIONS'] };
  const config = with_({ ...existing, AllowedMethods: { ...all, ...Object({ CachedMethods }) } });
  const after = at(attach(config, attachment()), String(existing.PathPattern));
  assert.equal(after?.AllowedMethods?.CachedMethods?.Quantity, 2);
});

test('what runs the function at a path that is no route any more is taken out', () => {
  const before = attach(busy(10), attachment());
  const after = attach(before, attachment({ paths: PATHS.slice(1) }));
  assert.equal(at(after, PATHS[0]), undefined);
  assert.equal(after.CacheBehaviors?.Quantity, 11);
});

test('a behavior that has more to it is only rid of the function', () => {
  const members = {
    LambdaFunctionARN: `${OTHER}:12`,
    EventType: 'origin-request',
    IncludeBody: false,
  };
  const [existing] = behaviors(['/api/media/status']).Items;
  existing.LambdaFunctionAssociations = { Quantity: 1, Items: [Object(members)] };
  const after = at(detach(attach(with_(existing), attachment()), OWN), '/api/media/status');
  assert.deepEqual(after?.LambdaFunctionAssociations?.Items, [members]);
});

test('a behavior that takes signed requests only is only rid of the function', () => {
  const [existing] = behaviors(['/api/media/status']).Items;
  existing.TrustedKeyGroups = { Enabled: true, Quantity: 1, Items: ['group'] };
  const after = at(detach(attach(with_(existing), attachment()), OWN), '/api/media/status');
  assert.deepEqual(after?.LambdaFunctionAssociations, { Quantity: 0 });
});

test('what a detachment leaves has no cache policy of ours, which could not be deleted', () => {
  const [existing] = behaviors(['/api/media/status']).Items;
  existing.TrustedKeyGroups = { Enabled: true, Quantity: 1, Items: ['group'] };
  const attached = attach(with_(existing), attachment());
  const { CachePolicyId = '' } = at(attached, '/api/media/status') ?? {};
  const after = at(
    detach(attached, { ...OWN, cachePolicyIds: [CachePolicyId] }),
    '/api/media/status',
  );
  assert.equal(after?.CachePolicyId, '4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
});

test('the default behavior is pointed back too, and runs the function no more when detached', () => {
  const association = { LambdaFunctionARN: `${FUNCTION}:3`, EventType: 'viewer-request' };
  const config = site();
  const byDefault = /** @type {any} */ (config.DefaultCacheBehavior);
  byDefault.LambdaFunctionAssociations = { Quantity: 1, Items: [association] };
  assert.deepEqual(versionsIn(pointTo(config, `${FUNCTION}:1`), FUNCTION), [1]);
  assert.deepEqual(detach(config, OWN).DefaultCacheBehavior?.LambdaFunctionAssociations, {
    Quantity: 0,
  });
});

test('a function whose name begins the same is another', () => {
  const config = handMade([`${OTHER}:1`, `${OTHER}:2`]);
  assert.deepEqual(versionsIn(config, FUNCTION), []);
  assert.equal(detach(config, OWN).CacheBehaviors, config.CacheBehaviors);
  assert.deepEqual(pointTo(config, `${FUNCTION}:9`), config);
});

/** @param {DistributionConfig} config */
function patternsIn({ CacheBehaviors }) {
  return (CacheBehaviors?.Items ?? []).map(({ PathPattern }) => String(PathPattern));
}

/**
 * Behaviors with these patterns.
 *
 * @param {string[]} patterns
 */
function behaviors(patterns) {
  const [model] = busy(2).CacheBehaviors?.Items?.slice(1) ?? [];
  const Items = patterns.map((PathPattern) => ({ ...model, PathPattern }));
  return { Quantity: Items.length, Items };
}

/**
 * A site with this behavior.
 *
 * @param {CacheBehavior} behavior
 */
function with_(behavior) {
  return { ...site(), CacheBehaviors: { Quantity: 1, Items: [behavior] } };
}

/** A site whose behavior for one of our paths has an origin request policy. */
function withPolicy() {
  const [existing] = behaviors(['/api/media/status']).Items;
  return with_({ ...existing, OriginRequestPolicyId: 'policy' });
}

/**
 * @param {DistributionConfig} config
 * @param {string} path
 */
function at({ CacheBehaviors }, path) {
  return CacheBehaviors?.Items?.find(({ PathPattern }) => PathPattern === path);
}

/**
 * The behavior that CloudFront takes for a path, by AWS's words: the first whose pattern matches.
 *
 * @param {DistributionConfig} config
 * @param {string} path
 */
function first({ CacheBehaviors }, path) {
  return CacheBehaviors?.Items?.find(({ PathPattern = '' }) =>
    glob(PathPattern.replace(/^(?![/*])/, '/'), path),
  );
}

/**
 * @param {string} pattern
 * @param {string} text
 * @returns {boolean}
 */
function glob(pattern, text) {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') {
    return glob(pattern.slice(1), text) || (text !== '' && glob(pattern, text.slice(1)));
  }
  return (
    text !== '' && ['?', text[0]].includes(pattern[0]) && glob(pattern.slice(1), text.slice(1))
  );
}

/** @param {DistributionConfig} config */
function others({ CacheBehaviors }) {
  return (CacheBehaviors?.Items ?? []).filter(
    ({ PathPattern = '' }) => !PATHS.includes(PathPattern),
  );
}
