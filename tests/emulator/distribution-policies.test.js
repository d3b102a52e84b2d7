/** The policies of a distribution: legacy settings, and those in files. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policies } from '../../wrapper/emulator/config/policies.js';
import { BEHAVIOR, behavior, config, failsWith, file, list, read } from './printed-distribution.js';

/** A behavior with legacy cache settings. @param {Record<string, unknown>} values */
const legacy = (values) =>
  behavior({
    CachePolicyId: undefined,
    ForwardedValues: {
      QueryString: false,
      Cookies: { Forward: 'none' },
      Headers: list(),
      QueryStringCacheKeys: list(),
      ...values,
    },
    MinTTL: 1,
    DefaultTTL: 60,
    MaxTTL: 600,
  });

test('legacy cache settings become policies', () => {
  const { cachePolicy, originRequestPolicy } = legacy({});
  assert.deepEqual(cachePolicy, {
    ...{ minTTL: 1, defaultTTL: 60, maxTTL: 600 },
    ...{ headers: [], cookies: [], queryStrings: [], gzip: true, brotli: false },
  });
  const { headers, ...rest } = originRequestPolicy ?? assert.fail('it has one');
  assert.deepEqual(rest, { cookies: [], queryStrings: [] });
  // Headers that CloudFront does not know are forwarded.
  assert(typeof headers === 'object' && 'except' in headers);
  for (const name of ['Accept', 'Authorization', 'Cookie', 'Host', 'User-Agent']) {
    assert(headers.except.includes(name), name);
  }
});

test('legacy: what is forwarded is in the key', () => {
  const { cachePolicy } = legacy({
    QueryString: true,
    Cookies: { Forward: 'whitelist', WhitelistedNames: list('session') },
    Headers: list('Origin', 'Authorization'),
  });
  assert.deepEqual(cachePolicy.headers, ['Origin', 'Authorization']);
  assert.deepEqual(cachePolicy.cookies, ['session']);
  assert.equal(cachePolicy.queryStrings, 'all');
});

test('legacy: of the parameters some are in the key, and all are forwarded', () => {
  const { cachePolicy, originRequestPolicy } = legacy({
    QueryString: true,
    Cookies: { Forward: 'all' },
    QueryStringCacheKeys: list('page'),
  });
  assert.deepEqual(cachePolicy.queryStrings, ['page']);
  assert.equal(originRequestPolicy?.queryStrings, 'all');
  assert.equal(cachePolicy.cookies, 'all');
});

test('legacy: with all headers nothing is cached', () => {
  const { cachePolicy, originRequestPolicy } = legacy({ Headers: list('*') });
  assert.deepEqual(cachePolicy.headers, []);
  assert.equal(cachePolicy.maxTTL, 0);
  assert.equal(originRequestPolicy?.headers, 'allViewer');
});

const CACHE_POLICY = {
  ETag: 'E1',
  CachePolicy: {
    Id: '5b4d9b6e-0000-4000-8000-000000000001',
    LastModifiedTime: '2025-06-03T10:00:00Z',
    CachePolicyConfig: {
      Comment: '',
      Name: 'ours',
      DefaultTTL: 60,
      MaxTTL: 600,
      MinTTL: 0,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: true,
        EnableAcceptEncodingBrotli: false,
        HeadersConfig: { HeaderBehavior: 'whitelist', Headers: list('Accept-Language') },
        CookiesConfig: { CookieBehavior: 'allExcept', Cookies: list('_ga') },
        QueryStringsConfig: { QueryStringBehavior: 'all' },
      },
    },
  },
};

/** @param {Record<string, unknown>} headersConfig */
const requestPolicy = (headersConfig) => ({
  ETag: 'E2',
  OriginRequestPolicy: {
    Id: '5b4d9b6e-0000-4000-8000-000000000002',
    OriginRequestPolicyConfig: {
      Name: 'ours',
      HeadersConfig: headersConfig,
      CookiesConfig: { CookieBehavior: 'whitelist', Cookies: list('session') },
      QueryStringsConfig: { QueryStringBehavior: 'allExcept', QueryStrings: list('utm') },
    },
  },
});

test('policies are read from files, and others in the folder are let be', () => {
  const files = [
    file('cache-policy.json', CACHE_POLICY),
    file('request-policy.json', requestPolicy({ HeaderBehavior: 'allViewer' })),
    file('distribution.json', config()),
    file('tsconfig.json', '{ // no JSON\n}'),
    file('template.json', {
      Resources: {
        Policy: { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig: {} } },
      },
    }),
    file('list.json', [CACHE_POLICY]),
  ];
  const [{ cachePolicy, originRequestPolicy }] = read(
    config({
      DefaultCacheBehavior: {
        ...BEHAVIOR,
        CachePolicyId: CACHE_POLICY.CachePolicy.Id,
        OriginRequestPolicyId: '5b4d9b6e-0000-4000-8000-000000000002',
      },
    }),
    { files },
  ).behaviors;
  assert.deepEqual(cachePolicy, {
    ...{ minTTL: 0, defaultTTL: 60, maxTTL: 600 },
    headers: ['Accept-Language'],
    cookies: { except: ['_ga'] },
    queryStrings: 'all',
    ...{ gzip: true, brotli: false },
  });
  assert.deepEqual(originRequestPolicy, {
    headers: 'allViewer',
    cookies: ['session'],
    queryStrings: { except: ['utm'] },
  });
});

/** @type {[behavior: string, headers: unknown][]} */
const HEADERS = [
  ['none', []],
  ['whitelist', ['A', 'B']],
  ['allViewer', 'allViewer'],
  ['allViewerAndWhitelistCloudFront', { allViewerAnd: ['A', 'B'] }],
  ['allExcept', { except: ['A', 'B'] }],
];

for (const [HeaderBehavior, headers] of HEADERS) {
  test(`${HeaderBehavior} of headers is ${JSON.stringify(headers)}`, () => {
    const policyOf = policies([
      file('one.json', requestPolicy({ HeaderBehavior, Headers: list('A', 'B') })),
    ]);
    const policy = policyOf('5b4d9b6e-0000-4000-8000-000000000002');
    assert.deepEqual(policy?.originRequestPolicy?.headers, headers);
  });
}

test('a file of a policy that is wrong is named', () => {
  const path = file('wrong.json', requestPolicy({ HeaderBehavior: 'some' }));
  failsWith(
    () => policies([path]),
    `${path}: OriginRequestPolicy.OriginRequestPolicyConfig.HeadersConfig.HeaderBehavior: is "some": expected one of none, whitelist, allViewer, allViewerAndWhitelistCloudFront, allExcept`,
  );
});

test('a file of a policy that is cut off is named', () => {
  const path = file('cut.json', JSON.stringify(CACHE_POLICY).slice(0, -1));
  assert.throws(() => policies([path]), /cut\.json is not JSON: /);
});
