/** Distributions as the AWS CLI prints them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ALL_VIEWER,
  ARN,
  BEHAVIOR,
  behavior,
  CACHING_OPTIMIZED,
  config,
  failsWith,
  list,
  ORIGIN,
  read,
} from './printed-distribution.js';

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
