/** Distributions and policies as the AWS CLI prints them. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { policies } from '../../wrapper/emulator/config/policies.js';
import { distributionConfig } from '../../wrapper/emulator/distribution-config.js';
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICIES,
} from '../../wrapper/emulator/managed-policies.js';
import { Failure } from '../../wrapper/terminal.js';

/** @import { CloudFrontOrigin } from 'aws-lambda' */
/** @import { Origin } from '../../wrapper/emulator/origin/origin.js' */

const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-policies-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} name @param {unknown} content Text, or else JSON. */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** A list as CloudFront has it. @param {unknown[]} items */
const list = (...items) => ({ Quantity: items.length, ...(items.length > 0 && { Items: items }) });

const CACHING_OPTIMIZED = MANAGED_CACHE_POLICIES.CachingOptimized;
const ALL_VIEWER = MANAGED_ORIGIN_REQUEST_POLICIES.AllViewer;
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:rewrite:3';

/** A behavior as it is printed, with what the console makes of it. */
const BEHAVIOR = {
  TargetOriginId: 'site',
  TrustedSigners: { Enabled: false, Quantity: 0 },
  TrustedKeyGroups: { Enabled: false, Quantity: 0 },
  ViewerProtocolPolicy: 'redirect-to-https',
  AllowedMethods: { ...list('HEAD', 'GET'), CachedMethods: list('HEAD', 'GET') },
  SmoothStreaming: false,
  Compress: true,
  LambdaFunctionAssociations: list(),
  FunctionAssociations: list(),
  FieldLevelEncryptionId: '',
  GrpcConfig: { Enabled: false },
  CachePolicyId: CACHING_OPTIMIZED.id,
};

const ORIGIN = {
  Id: 'site',
  DomainName: 'site.s3.eu-west-1.amazonaws.com',
  OriginPath: '',
  CustomHeaders: list(),
  S3OriginConfig: { OriginAccessIdentity: '', OriginReadTimeout: 30 },
  ConnectionAttempts: 3,
  ConnectionTimeout: 10,
  OriginShield: { Enabled: false },
  OriginAccessControlId: 'E327GJI25M56DG',
};

/** @param {Record<string, unknown>} [changes] */
function config(changes) {
  return {
    CallerReference: '2025-06-03',
    Aliases: list(),
    DefaultRootObject: '',
    Origins: list(ORIGIN),
    OriginGroups: list(),
    DefaultCacheBehavior: BEHAVIOR,
    CacheBehaviors: list(),
    CustomErrorResponses: list(),
    Comment: '',
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    ...changes,
  };
}

/** @param {string} name */
const rewrite = (name) => ({ name });

/**
 * @param {unknown} json
 * @param {{ functionOf?: (arn: string) => { name: string } | undefined, files?: string[] }} [options]
 */
function read(json, { functionOf = rewrite, files = [] } = {}) {
  /** @type {[id: string, settings: CloudFrontOrigin][]} */
  const origins = [];
  const configured = distributionConfig(typeof json === 'string' ? json : JSON.stringify(json), {
    file: 'distribution.json',
    functionOf,
    originOf: (id, settings) => {
      origins.push([id, settings]);
      return /** @type {Origin} */ ({ settings, ask: () => assert.fail('not here') });
    },
    policyOf: policies(files),
  });
  return { ...configured, origins };
}

/** The behavior that is the default. @param {Record<string, unknown>} changes */
const behavior = (changes) =>
  read(config({ DefaultCacheBehavior: { ...BEHAVIOR, ...changes } })).behaviors[0];

test('a distribution is read with and without what is printed around it', () => {
  const { behaviors, errorCachingMinTTL, customErrorResponses, defaultRootObject, notes } = read(
    config(),
  );
  const { origin, ...rest } = behaviors[0];
  assert.deepEqual(rest, {
    pathPattern: '*',
    allowedMethods: ['HEAD', 'GET'],
    cachedMethods: ['HEAD', 'GET'],
    cachePolicy: CACHING_OPTIMIZED,
    compress: true,
    functions: {},
  });
  assert.equal(origin?.settings.s3?.domainName, 'site.s3.eu-west-1.amazonaws.com');
  assert.deepEqual(
    { errorCachingMinTTL, customErrorResponses, defaultRootObject, notes },
    { errorCachingMinTTL: {}, customErrorResponses: [], defaultRootObject: undefined, notes: [] },
  );
  const whole = read({ ETag: 'E2QWRUHAPOMQZL', DistributionConfig: config() });
  assert.deepEqual(whole.behaviors[0].cachePolicy, CACHING_OPTIMIZED);
});

test('behaviors are in their order, the default last', () => {
  const { behaviors } = read(
    config({
      CacheBehaviors: list(
        { ...BEHAVIOR, PathPattern: '/api/*', Compress: false },
        { ...BEHAVIOR, PathPattern: '*.jpg' },
      ),
    }),
  );
  assert.deepEqual(
    behaviors.map(({ pathPattern, compress }) => [pathPattern, compress]),
    [
      ['/api/*', false],
      ['*.jpg', true],
      ['*', true],
    ],
  );
});

test('a behavior without methods takes those that read', () => {
  const { allowedMethods, cachedMethods } = behavior({ AllowedMethods: undefined });
  assert.deepEqual(
    [allowedMethods, cachedMethods],
    [
      ['GET', 'HEAD'],
      ['GET', 'HEAD'],
    ],
  );
});

test('methods and cached methods are two lists', () => {
  const { allowedMethods, cachedMethods } = behavior({
    AllowedMethods: {
      ...list('HEAD', 'GET', 'OPTIONS', 'POST'),
      CachedMethods: list('HEAD', 'GET', 'OPTIONS'),
    },
  });
  assert.deepEqual(allowedMethods, ['HEAD', 'GET', 'OPTIONS', 'POST']);
  assert.deepEqual(cachedMethods, ['HEAD', 'GET', 'OPTIONS']);
});

test('a managed origin request policy is found', () => {
  assert.equal(behavior({ OriginRequestPolicyId: ALL_VIEWER.id }).originRequestPolicy, ALL_VIEWER);
});

test('functions have their events, and whether they get the body', () => {
  const { functions } = behavior({
    LambdaFunctionAssociations: list(
      { LambdaFunctionARN: ARN, EventType: 'origin-request', IncludeBody: true },
      { LambdaFunctionARN: `${ARN}1`, EventType: 'viewer-response', IncludeBody: false },
    ),
  });
  assert.deepEqual(functions, {
    'origin-request': { name: ARN, includeBody: true },
    'viewer-response': { name: `${ARN}1`, includeBody: false },
  });
});

test('a function for which there is no file is left out, and noted', () => {
  const associations = list({ LambdaFunctionARN: ARN, EventType: 'origin-request' });
  const { behaviors, notes } = read(
    config({ DefaultCacheBehavior: { ...BEHAVIOR, LambdaFunctionAssociations: associations } }),
    { functionOf: () => undefined },
  );
  assert.deepEqual(behaviors[0].functions, {});
  assert.deepEqual(notes, [
    `DefaultCacheBehavior.LambdaFunctionAssociations.Items[0].LambdaFunctionARN: ${ARN} is not run: no file is named for it`,
  ]);
});

/** @type {[name: string, origin: Record<string, unknown>, settings: unknown][]} */
const ORIGINS = [
  [
    'a bucket with an origin access control',
    ORIGIN,
    {
      s3: {
        authMethod: 'none',
        customHeaders: {},
        domainName: 'site.s3.eu-west-1.amazonaws.com',
        path: '',
      },
    },
  ],
  [
    'a bucket with an origin access identity, a path and custom headers',
    {
      ...ORIGIN,
      OriginPath: '/v2',
      CustomHeaders: list({ HeaderName: 'X-Key', HeaderValue: 'k' }),
      S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' },
    },
    {
      s3: {
        authMethod: 'origin-access-identity',
        customHeaders: { 'x-key': [{ key: 'X-Key', value: 'k' }] },
        domainName: 'site.s3.eu-west-1.amazonaws.com',
        path: '/v2',
        region: 'eu-west-1',
      },
    },
  ],
  [
    'a bucket whose name has no Region',
    {
      ...ORIGIN,
      DomainName: 'site.s3.amazonaws.com',
      S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' },
    },
    {
      s3: {
        authMethod: 'origin-access-identity',
        customHeaders: {},
        domainName: 'site.s3.amazonaws.com',
        path: '',
        region: 'us-east-1',
      },
    },
  ],
  [
    'a server over HTTP',
    {
      Id: 'site',
      DomainName: 'api.example.com',
      OriginPath: '/prod',
      CustomOriginConfig: {
        HTTPPort: 8080,
        HTTPSPort: 443,
        OriginProtocolPolicy: 'http-only',
        OriginSslProtocols: list('TLSv1.1', 'TLSv1.2'),
        OriginReadTimeout: 45,
        OriginKeepaliveTimeout: 10,
      },
      ResponseCompletionTimeout: 50,
    },
    {
      custom: {
        customHeaders: {},
        domainName: 'api.example.com',
        keepaliveTimeout: 10,
        path: '/prod',
        port: 8080,
        protocol: 'http',
        readTimeout: 45,
        responseCompletionTimeout: 50,
        sslProtocols: ['TLSv1.1', 'TLSv1.2'],
      },
    },
  ],
  [
    'a server over the protocol of the viewer',
    {
      Id: 'site',
      DomainName: 'api.example.com',
      CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 8443, OriginProtocolPolicy: 'match-viewer' },
    },
    {
      custom: {
        customHeaders: {},
        domainName: 'api.example.com',
        keepaliveTimeout: 5,
        path: '',
        port: 8443,
        protocol: 'https',
        readTimeout: 30,
        sslProtocols: ['TLSv1.2'],
      },
    },
  ],
  [
    'a server in a VPC',
    {
      Id: 'site',
      DomainName: 'internal.example.com',
      VpcOriginConfig: { VpcOriginId: 'vo_1', OriginReadTimeout: 60, OriginKeepaliveTimeout: 5 },
    },
    {
      custom: {
        customHeaders: {},
        domainName: 'internal.example.com',
        keepaliveTimeout: 5,
        path: '',
        port: 443,
        protocol: 'https',
        readTimeout: 60,
        sslProtocols: ['TLSv1.2'],
      },
    },
  ],
];

for (const [name, origin, settings] of ORIGINS) {
  test(`${name} is an origin`, () => {
    assert.deepEqual(read(config({ Origins: list(origin) })).origins, [['site', settings]]);
  });
}

test('behaviors with the same origin share it', () => {
  const { behaviors, origins } = read(
    config({
      Origins: list(ORIGIN, { ...ORIGIN, Id: 'other' }),
      CacheBehaviors: list(
        { ...BEHAVIOR, PathPattern: '/a' },
        { ...BEHAVIOR, PathPattern: '/b', TargetOriginId: 'other' },
      ),
    }),
  );
  assert.equal(behaviors[0].origin, behaviors[2].origin);
  assert.notEqual(behaviors[0].origin, behaviors[1].origin);
  assert.equal(origins.length, 2);
});

test('of an origin group, the first origin is asked, and that is noted', () => {
  const members = list({ OriginId: 'site' }, { OriginId: 'other' });
  const { behaviors, notes } = read(
    config({
      Origins: list({ ...ORIGIN, Id: 'other', OriginPath: '/other' }, ORIGIN),
      OriginGroups: list({ Id: 'group', Members: members }),
      DefaultCacheBehavior: { ...BEHAVIOR, TargetOriginId: 'group' },
    }),
  );
  assert.equal(behaviors[0].origin?.settings.s3?.path, '');
  assert.deepEqual(notes, [
    'OriginGroups: there is no failover: of a group, its first origin is asked',
  ]);
});

test('what is not run here is noted, a line each', () => {
  const { notes } = read({
    DistributionConfig: config({
      WebACLId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b',
      Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', ...list('DE') } },
      CacheBehaviors: list({
        ...BEHAVIOR,
        PathPattern: '/a',
        TrustedKeyGroups: { Enabled: true, ...list('K1') },
        TrustedSigners: { Enabled: true, ...list('self') },
      }),
      DefaultCacheBehavior: {
        ...BEHAVIOR,
        FunctionAssociations: list({ FunctionARN: 'arn', EventType: 'viewer-request' }),
        ResponseHeadersPolicyId: '67f7725c-6f97-4210-82d7-5512b31e9d03',
        FieldLevelEncryptionId: 'F1',
      },
    }),
  });
  assert.deepEqual(notes, [
    'DistributionConfig.WebACLId: AWS WAF is not asked',
    'DistributionConfig.Restrictions: viewers are not restricted by country',
    'DistributionConfig.CacheBehaviors.Items[0].TrustedSigners: signed URLs and cookies are not checked',
    'DistributionConfig.CacheBehaviors.Items[0].TrustedKeyGroups: signed URLs and cookies are not checked',
    'DistributionConfig.DefaultCacheBehavior.FunctionAssociations: CloudFront Functions are not run',
    'DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId: response headers policies are not applied',
    'DistributionConfig.DefaultCacheBehavior.FieldLevelEncryptionId: fields are not encrypted',
  ]);
});

test('error pages, how long errors are cached, and the default root object', () => {
  const { customErrorResponses, errorCachingMinTTL, defaultRootObject } = read(
    config({
      DefaultRootObject: 'index.html',
      CustomErrorResponses: list(
        {
          ErrorCode: 403,
          ResponsePagePath: '/404.html',
          ResponseCode: '404',
          ErrorCachingMinTTL: 60,
        },
        { ErrorCode: 500, ResponsePagePath: '', ResponseCode: '', ErrorCachingMinTTL: 0 },
        { ErrorCode: 503, ResponsePagePath: '/503.html', ResponseCode: '503' },
      ),
    }),
  );
  assert.deepEqual(customErrorResponses, [
    { errorCode: 403, responsePagePath: '/404.html', responseCode: 404 },
    { errorCode: 500, responsePagePath: undefined, responseCode: undefined },
    { errorCode: 503, responsePagePath: '/503.html', responseCode: 503 },
  ]);
  assert.deepEqual(errorCachingMinTTL, { 403: 60, 500: 0 });
  assert.equal(defaultRootObject, 'index.html');
});

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

/** @param {() => unknown} work @param {string} message */
function failsWith(work, message) {
  assert.throws(work, (error) => {
    assert(error instanceof Failure);
    assert.equal(error.message, message);
    return true;
  });
}

/** @type {[json: unknown, message: string][]} */
const WRONG = [
  [
    '{',
    "distribution.json is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2)",
  ],
  ['[]', 'distribution.json: expected an object'],
  [
    { Id: 'E1' },
    'distribution.json: has no DefaultCacheBehavior: expected what `aws cloudfront get-distribution-config --id ID` prints',
  ],
  [config({ Origins: undefined }), 'distribution.json: Origins: is missing'],
  [config({ CacheBehaviors: [BEHAVIOR] }), 'distribution.json: CacheBehaviors: expected an object'],
  [
    config({ CacheBehaviors: { Quantity: 1, Items: BEHAVIOR } }),
    'distribution.json: CacheBehaviors.Items: expected an array',
  ],
  [
    config({ CacheBehaviors: list(BEHAVIOR) }),
    'distribution.json: CacheBehaviors.Items[0].PathPattern: is missing',
  ],
  [
    config({ DefaultCacheBehavior: { ...BEHAVIOR, TargetOriginId: 'other' } }),
    'distribution.json: DefaultCacheBehavior.TargetOriginId: there is no origin "other": the origins are site',
  ],
  [
    config({ DefaultCacheBehavior: { ...BEHAVIOR, Compress: 'true' } }),
    'distribution.json: DefaultCacheBehavior.Compress: expected true or false',
  ],
  [
    config({ DefaultCacheBehavior: { ...BEHAVIOR, CachePolicyId: undefined } }),
    'distribution.json: DefaultCacheBehavior: has neither CachePolicyId nor ForwardedValues',
  ],
  [
    config({ DefaultCacheBehavior: { ...BEHAVIOR, CachePolicyId: 'x' } }),
    "distribution.json: DefaultCacheBehavior.CachePolicyId: is not AWS's, and no file has it: save what `aws cloudfront get-cache-policy --id x` prints beside the distribution",
  ],
  [
    config({ DefaultCacheBehavior: { ...BEHAVIOR, OriginRequestPolicyId: CACHING_OPTIMIZED.id } }),
    `distribution.json: DefaultCacheBehavior.OriginRequestPolicyId: is not AWS's, and no file has it: save what \`aws cloudfront get-origin-request-policy --id ${CACHING_OPTIMIZED.id}\` prints beside the distribution`,
  ],
  [
    config({
      DefaultCacheBehavior: {
        ...BEHAVIOR,
        LambdaFunctionAssociations: list({ LambdaFunctionARN: ARN, EventType: 'on\u202erequest' }),
      },
    }),
    'distribution.json: DefaultCacheBehavior.LambdaFunctionAssociations.Items[0].EventType: is "on\\u202erequest": expected one of viewer-request, origin-request, origin-response, viewer-response',
  ],
  [
    config({ CustomErrorResponses: list({ ErrorCode: '404' }) }),
    'distribution.json: CustomErrorResponses.Items[0].ErrorCode: expected a whole number',
  ],
  [
    config({ CustomErrorResponses: list({ ErrorCode: 404, ResponseCode: 'OK' }) }),
    'distribution.json: CustomErrorResponses.Items[0].ResponseCode: expected a status',
  ],
  [
    { DistributionConfig: config({ Origins: list({ ...ORIGIN, DomainName: 7 }) }) },
    'distribution.json: DistributionConfig.Origins.Items[0].DomainName: expected a text',
  ],
  [
    config({ Origins: list({ Id: 'site', DomainName: 'example.com' }) }),
    'distribution.json: Origins.Items[0]: has no S3OriginConfig, CustomOriginConfig or VpcOriginConfig',
  ],
  [
    config({ OriginGroups: list({ Id: 'group', Members: list() }) }),
    'distribution.json: OriginGroups.Items[0].Members: expected items',
  ],
];

for (const [json, message] of WRONG) {
  test(message, () => failsWith(() => read(json), message));
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
