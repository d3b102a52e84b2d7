/** What the rendered template allows, caches, runs and answers. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { behaviorsFor, EVENT_TYPES } from '../../wrapper/api/behavior.js';
import { CACHING_OPTIMIZED } from '../../wrapper/api/cache-policy.js';
import { patternOf } from '../../wrapper/api/path-pattern.js';
import { apiText } from '../support/api-text.js';
import { evaluate } from './template/evaluate.js';
import { behaviors, distribution, properties, statements, versionOf } from './template/rendered.js';
import { descriptionOf, template, VARIANTS } from './template/variants.js';

/** @import { Template } from './template/rules/lookup.js' */

const YEAR = 31_536_000;
const SHIPPED = undefined;
const AT_ORIGIN = { Trigger: 'origin-request' };

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

test('the function may decrypt with the keys that are named, for DynamoDB only', () => {
  const [key, other] = ['a', 'b'].map((id) => `arn:aws:kms:us-east-1:111122223333:key/${id}`);
  const { Policies } = properties(template(), 'Role', { KmsKeyArns: `${key},${other}` });
  assert.deepEqual(Policies[2].PolicyDocument.Statement, [
    {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: [key, other],
      Condition: { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } },
    },
  ]);
});

for (const boundary of [undefined, 'arn:aws:iam::111122223333:policy/bound']) {
  test(`the role's boundary is ${boundary}`, () => {
    const role = properties(template(), 'Role', { PermissionsBoundary: boundary ?? '' });
    assert.equal(role.PermissionsBoundary, boundary);
  });
}

for (const [name, text] of VARIANTS) {
  test(`at origin-request a route's cache key has its query parameters and Origin and nothing else, for ${name}`, () => {
    const found = behaviors(template(text), AT_ORIGIN).map(({ behavior, cachePolicy }) => [
      behavior.PathPattern,
      cachePolicy.ParametersInCacheKeyAndForwardedToOrigin,
    ]);
    const expected = descriptionOf(text).routes.map(({ path, parameters }) => [
      patternOf(path),
      {
        QueryStringsConfig: queryStrings(parameters),
        HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Origin'] },
        CookiesConfig: { CookieBehavior: 'none' },
        EnableAcceptEncodingGzip: true,
        EnableAcceptEncodingBrotli: true,
      },
    ]);
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
  });

  test(`at viewer-request no policy of our own is needed, for ${name}`, () => {
    const { Resources } = evaluate(template(text), { Trigger: 'viewer-request' });
    assert(!Object.values(Resources).some(({ Type }) => Type === 'AWS::CloudFront::CachePolicy'));
    for (const { behavior } of behaviors(template(text))) {
      assert.equal(behavior.CachePolicyId, CACHING_OPTIMIZED.id);
    }
  });

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

test('at origin-request the times to live are 0, 0 and 1', () => {
  assert.deepEqual(timesToLive(template()), [
    [0, 0, 1],
    [0, 0, 1],
  ]);
});

for (const trigger of EVENT_TYPES) {
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
    assert.deepEqual(timesToLive(rendered)[0], [0, 0, longest]);
  });
}

test('each route has its own time to live', () => {
  const routes = [{ cache: { seconds: 60 } }, {}, { cache: { seconds: 5 } }];
  const times = timesToLive(template(apiText({ routes })));
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

for (const [name, text] of VARIANTS) {
  test(`logical ids are letters and digits, for ${name}`, () => {
    const { Resources, Outputs } = template(text);
    const ids = Object.keys({ ...Resources, ...Outputs });
    assert.deepEqual(
      ids.filter((id) => !/^[A-Za-z0-9]{1,255}$/.test(id)),
      [],
    );
  });
}

test('routes that need the same cache policy share one', () => {
  const routes = [
    { parameter: { name: 'a' } },
    { parameter: { name: 'b' } },
    { parameter: { name: 'a' } },
  ];
  const ids = behaviors(template(apiText({ routes })), AT_ORIGIN).map(
    ({ behavior }) => behavior.CachePolicyId.Ref,
  );
  assert.equal(ids[0], ids[2]);
  assert.notEqual(ids[0], ids[1]);
});

test('what changes of a cache policy makes another one, of another name', () => {
  const [one, other] = [60, 61].map((seconds) => {
    const [{ behavior, cachePolicy }] = behaviors(
      template(apiText({ routes: [cachedFor(seconds)] })),
      AT_ORIGIN,
    );
    return [behavior.CachePolicyId.Ref, cachePolicy.Name];
  });
  assert.notEqual(one[0], other[0]);
  assert.notEqual(one[1], other[1]);
});

test('another name of a route leaves its cache policy as it is', () => {
  const [one, other] = ['a', 'b'].map((name) =>
    behaviors(template(apiText({ routes: [{ name, path: '/a', table: 'Table' }] })), AT_ORIGIN).map(
      ({ behavior }) => behavior.CachePolicyId.Ref,
    ),
  );
  assert.deepEqual(one, other);
});

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
 */
function timesToLive(template) {
  return behaviors(template, AT_ORIGIN).map(({ cachePolicy }) => [
    cachePolicy.MinTTL,
    cachePolicy.DefaultTTL,
    cachePolicy.MaxTTL,
  ]);
}

/** @param {string} text */
function hash(text) {
  return createHash('sha256').update(text).digest();
}
