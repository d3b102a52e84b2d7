/** What the rendered template allows, caches, runs and answers. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { behaviorsFor, EVENT_TYPES } from '../../wrapper/api/behavior.js';
import { patternOf } from '../../wrapper/api/path-pattern.js';
import { apiText } from '../support/api-text.js';
import { evaluate } from './template/evaluate.js';
import { behaviors, distribution, properties, statements, versionOf } from './template/rendered.js';
import { descriptionOf, template, VARIANTS } from './template/variants.js';

/** @import { Template } from './template/rules/lookup.js' */

const YEAR = 31_536_000;
const SHIPPED = undefined;

/** @type {[name: string, routes: import('../support/api-text.js').DeclaredRoute[], longest: number][]} */
const CACHING = [
  ['nothing is declared', [{}], 1],
  ['no time is declared', [{ cache: { seconds: 0 } }], 1],
  ['items are fresh for a minute', [{ cache: { seconds: 60 } }], 60],
  ['they are stale for ten more', [{ cache: { seconds: 60, staleSeconds: 600 } }], 660],
  ['they are stale at once', [{ cache: { seconds: 0, staleSeconds: 30 } }], 30],
  ['a case has longer', [{ cache: { seconds: 5 }, cases: [inCase(5), inCase(3600)] }], 3600],
  ['a case has no time', [{ cache: { seconds: 5 }, cases: [inCase(0)] }], 5],
  ['missing items have longer', [{ cache: { seconds: 5 }, notFound: cachedFor(10) }], 10],
  ['both are as long as they can be', [{ cache: { seconds: YEAR, staleSeconds: YEAR } }], 2 * YEAR],
];

test('the function may get items of the declared tables in the declared Regions, each once', () => {
  const regions = fc.uniqueArray(
    fc.constantFrom('us-east-1', 'eu-west-3', 'ap-northeast-1', 'us-gov-west-1', 'xx-new-12'),
    { minLength: 1 },
  );
  const table = fc.constantFrom('Table', 'Tab', 'a.b', 'a_b', 'a-b', '123', 'table');
  const tables = fc.array(table, { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(regions, tables, (regions, tables) => {
      const text = apiText({ regions, routes: tables.map((table) => ({ table })) });
      const [{ Resource, ...rest }] = statements(template(text));
      const expected = regions.flatMap((region) =>
        [...new Set(tables)].map((it) => `arn:aws:dynamodb:${region}:111122223333:table/${it}`),
      );
      assert.deepEqual(rest, { Effect: 'Allow', Action: 'dynamodb:GetItem' });
      assert.deepEqual(Resource.toSorted(), expected.toSorted());
    }),
    { numRuns: 50 },
  );
});

test('the function may write its own logs, those of its replicas in every Region', () => {
  const [, writing] = statements(template());
  assert.deepEqual(writing, {
    Effect: 'Allow',
    Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: [
      'arn:aws:logs:*:111122223333:log-group:/aws/lambda/us-east-1.lookups:*',
      'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/lookups:*',
    ],
  });
});

test('the function may do nothing else', () => {
  assert.equal(statements(template()).length, 2);
});

test('the function is called as its log groups are', () => {
  assert.equal(properties(template(), 'Function').FunctionName, 'lookups');
});

for (const [name, text] of VARIANTS) {
  for (const [trigger, HeadersConfig] of /** @type {const} */ ([
    ['viewer-request', { HeaderBehavior: 'none' }],
    ['origin-request', { HeaderBehavior: 'whitelist', Headers: ['Origin'] }],
  ])) {
    const header = HeadersConfig.HeaderBehavior === 'none' ? '' : 'and Origin ';
    test(`at ${trigger} a route's cache key has its query parameters ${header}and nothing else, for ${name}`, () => {
      const found = behaviors(template(text), { Trigger: trigger }).map(
        ({ behavior, cachePolicy }) => [
          behavior.PathPattern,
          cachePolicy.ParametersInCacheKeyAndForwardedToOrigin,
        ],
      );
      const expected = descriptionOf(text).routes.map(({ path, parameters }) => [
        patternOf(path),
        {
          QueryStringsConfig: queryStrings(parameters),
          HeadersConfig,
          CookiesConfig: { CookieBehavior: 'none' },
          EnableAcceptEncodingGzip: true,
          EnableAcceptEncodingBrotli: true,
        },
      ]);
      assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
    });
  }

  test(`each path has one behavior, and no other path has one, for ${name}`, () => {
    assert.deepEqual(
      behaviors(template(text))
        .map(({ behavior }) => behavior.PathPattern)
        .toSorted(),
      descriptionOf(text)
        .routes.map(({ path }) => patternOf(path))
        .toSorted(),
    );
  });

  test(`behaviors are in the order in which the first that matches counts, for ${name}`, () => {
    assert.deepEqual(
      behaviors(template(text)).map(({ behavior }) => behavior.PathPattern),
      behaviorsFor(descriptionOf(text), EVENT_TYPES[0]).map(({ pathPattern }) => pathPattern),
    );
  });
}

for (const [trigger, ...times] of /** @type {const} */ ([
  ['viewer-request', 1, 5, 5],
  ['origin-request', 0, 0, 1],
])) {
  test(`at ${trigger} the times to live are ${times.join(', ')}`, () => {
    assert.deepEqual(timesToLive(template(), trigger), [times, times]);
  });

  test(`at ${trigger} both behaviors run the version`, () => {
    const associations = behaviors(template(), { Trigger: trigger }).map(
      ({ behavior }) => behavior.LambdaFunctionAssociations,
    );
    const expected = [{ EventType: trigger, LambdaFunctionARN: { Ref: versionOf(template()) } }];
    assert.deepEqual(associations, [expected, expected]);
  });
}

for (const [name, routes, longest] of CACHING) {
  test(`at origin-request CloudFront may cache answers for ${longest} s if ${name}`, () => {
    const rendered = template(apiText({ routes }));
    assert.deepEqual(timesToLive(rendered, 'origin-request')[0], [0, 0, longest]);
    assert.deepEqual(timesToLive(rendered, 'viewer-request')[0], [1, 5, 5]);
  });
}

test('each route has its own time to live', () => {
  const routes = [{ cache: { seconds: 60 } }, {}, { cache: { seconds: 5 } }];
  const times = timesToLive(template(apiText({ routes })), 'origin-request');
  assert.deepEqual(
    times.map(([, , longest]) => longest),
    [60, 1, 5],
  );
});

for (const trigger of EVENT_TYPES) {
  test(`at ${trigger} nothing more is sent on than what is in the cache key`, () => {
    for (const { behavior } of behaviors(template(), { Trigger: trigger })) {
      assert.equal(behavior.OriginRequestPolicyId, undefined);
    }
  });
}

test('both behaviors redirect to HTTPS, take all seven methods and compress', () => {
  const found = behaviors(template()).map(({ behavior }) => ({
    protocol: behavior.ViewerProtocolPolicy,
    allowed: behavior.AllowedMethods.toSorted(),
    cached: behavior.CachedMethods,
    compress: behavior.Compress,
  }));
  const expected = {
    protocol: 'redirect-to-https',
    allowed: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
    cached: ['GET', 'HEAD'],
    compress: true,
  };
  assert.deepEqual(found, [expected, expected]);
});

test('no error is cached, and none is replaced by a page', () => {
  assert.deepEqual(
    distribution(template()).CustomErrorResponses,
    [400, 404, 500, 502, 503, 504].map((code) => ({ ErrorCode: code, ErrorCachingMinTTL: 0 })),
  );
});

test('an answer that can have no error page is not listed among the errors', () => {
  const routes = [{ notFound: { status: 410 } }];
  const { CustomErrorResponses } = distribution(template(apiText({ routes })));
  assert.deepEqual(
    CustomErrorResponses.map((/** @type {any} */ { ErrorCode }) => ErrorCode),
    [400, 404, 500, 502, 503, 504],
  );
});

test('other paths are not answered by the function', () => {
  const { LambdaFunctionAssociations } = distribution(template()).DefaultCacheBehavior;
  assert.equal(LambdaFunctionAssociations, undefined);
});

for (const [origin, expected] of /** @type {const} */ ([
  ['', []],
  ['origin.example.com', ['Distribution', 'DistributionId', 'DistributionDomainName']],
])) {
  test(`there is ${origin === '' ? 'no' : 'a'} distribution for the origin "${origin}"`, () => {
    const { Resources, Outputs } = evaluate(template(), { OriginDomainName: origin });
    const ids = Object.keys({ ...Resources, ...Outputs });
    assert.deepEqual(
      ids.filter((id) => id.startsWith('Distribution')),
      expected,
    );
  });
}

test('the same code is the same version', () => {
  const [one, other] = ['a', 'a'].map((code) => versionOf(template(SHIPPED, hash(code))));
  assert.equal(one, other);
});

test('other code is another version', () => {
  const [one, other] = ['a', 'b'].map((code) => versionOf(template(SHIPPED, hash(code))));
  assert.notEqual(one, other);
});

test('another runtime is another version', () => {
  const [one, other] = ['nodejs24.x', 'nodejs22.x'].map((Runtime) =>
    properties(template(), versionOf(template()), { Runtime }),
  );
  assert.notDeepEqual(one, other);
});

for (const [name, text] of [
  ...VARIANTS,
  ['a route that is called as the id of another', taken()],
]) {
  test(`logical ids are letters and digits, for ${name}`, () => {
    const { Resources, Outputs } = template(text);
    const ids = Object.keys({ ...Resources, ...Outputs });
    assert.deepEqual(
      ids.filter((id) => !/^[A-Za-z0-9]{1,255}$/.test(id)),
      [],
    );
  });

  test(`no logical id is used twice, for ${name}`, () => {
    const others = ['Role', 'Function', 'Version', 'Distribution'];
    assert.equal(
      Object.keys(template(text).Resources).length,
      others.length + descriptionOf(text).routes.length,
    );
  });
}

/** @param {import('../../wrapper/api/load.js').Route['parameters']} parameters */
function queryStrings(parameters) {
  const names = parameters.filter((it) => it.in === 'query').map(({ name }) => name);
  return names.length === 0
    ? { QueryStringBehavior: 'none' }
    : { QueryStringBehavior: 'whitelist', QueryStrings: names };
}

/** @param {number} seconds */
function cachedFor(seconds) {
  return { cache: { seconds } };
}

/**
 * A case whose items are cached for so long.
 *
 * @param {number} seconds
 */
function inCase(seconds) {
  return { attribute: 'Status', equals: String(seconds), fields: [], ...cachedFor(seconds) };
}

/**
 * The least, the usual and the longest time of each route.
 *
 * @param {Template} template
 * @param {string} trigger
 */
function timesToLive(template, trigger) {
  return behaviors(template, { Trigger: trigger }).map(({ cachePolicy }) => [
    cachePolicy.MinTTL,
    cachePolicy.DefaultTTL,
    cachePolicy.MaxTTL,
  ]);
}

/** An API with a route whose name looks like the logical id of the other one. */
function taken() {
  return apiText({ routes: ['a_b', 'aZ0b', 'aZ_b', 'aZZ0b'].map((name) => ({ name })) });
}

/** @param {string} text */
function hash(text) {
  return createHash('sha256').update(text).digest();
}
