/** What the templates for a Region allow, let through, cache and log. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { CACHING_DISABLED } from '../../../wrapper/api/cache-policy.js';
import { patternOf } from '../../../wrapper/api/path-pattern.js';
import { TARGETS } from '../../../wrapper/deploy/target.js';
import { apiText } from '../../support/api-text.js';
import { pythonSkip } from '../../support/python.js';
import { lint } from '../template/python.js';
import { noEnvironmentVariables } from '../template/rules/features.js';
import {
  actionHasNoWildcard,
  actionOnTablesIsGetItem,
  policiesAreInTheRole,
  tableHasNoWildcard,
} from '../template/rules/permissions.js';
import { ALL, APIS, apiOf, made, properties, render, template } from './variants.js';

const RULES = [
  noEnvironmentVariables,
  actionHasNoWildcard,
  actionOnTablesIsGetItem,
  policiesAreInTheRole,
  tableHasNoWildcard,
];
/** Regions differ in what they have: young ones lack function URLs. */
const REGIONS = ['us-east-1', 'ap-northeast-1', 'eu-west-1'];
const DISTRIBUTION = 'arn:aws:cloudfront::111122223333:distribution/E2QWRUHEXAMPLE';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:lookups';
const ONE_ROUTE = apiText({ routes: [{}] });

for (const target of TARGETS) {
  test(`the template of ${target} is the one that was reviewed`, () => {
    const snapshot = new URL(`snapshots/${target}.json`, import.meta.url);
    const rendered = `${JSON.stringify(template(target), null, 2)}\n`;
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(snapshot, rendered);
    assert.equal(rendered, readFileSync(snapshot, 'utf8'));
  });

  test(`behind ${target} the function runs on arm64, unless it is told otherwise`, () => {
    const processor = (/** @type {Record<string, string>} */ parameters) =>
      properties(target, 'Function', { parameters }).Architectures;
    assert.deepEqual(processor({}), ['arm64']);
    assert.deepEqual(processor({ Architecture: 'x86_64' }), ['x86_64']);
  });

  test(`behind ${target} no concurrency is reserved, unless it is told how much`, () => {
    const reserved = (/** @type {Record<string, string>} */ parameters) =>
      properties(target, 'Function', { parameters }).ReservedConcurrentExecutions;
    assert.equal(reserved({}), undefined);
    assert.equal(reserved({ ReservedConcurrency: '5' }), '5');
  });

  test(`behind ${target} only Lambda may assume the role`, () => {
    const { AssumeRolePolicyDocument } = properties(target, 'Role');
    assert.deepEqual(AssumeRolePolicyDocument.Statement, [
      {
        Effect: 'Allow',
        Principal: { Service: ['lambda.amazonaws.com'] },
        Action: 'sts:AssumeRole',
      },
    ]);
  });

  test(`behind ${target} the function may decrypt with the keys that are named, for DynamoDB only`, () => {
    const parameters = { KmsKeyArns: 'arn:aws:kms:eu-west-1:111122223333:key/a' };
    const { Policies } = properties(target, 'Role', { parameters });
    assert.deepEqual(Policies[2].PolicyDocument.Statement, [
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: [parameters.KmsKeyArns],
        Condition: { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } },
      },
    ]);
  });

  test(`behind ${target} the role is bounded where a boundary is named`, () => {
    const boundary = (/** @type {Record<string, string>} */ parameters) =>
      properties(target, 'Role', { parameters }).PermissionsBoundary;
    assert.equal(boundary({}), undefined);
    assert.equal(boundary({ PermissionsBoundary: 'arn' }), 'arn');
  });

  test(`the stack of ${target} says what it is, where it answers and where it logs`, () => {
    const { Outputs } = made(target, undefined, {
      LogGroup: 'group',
      'Api.ApiEndpoint': 'https://a',
    });
    const values = Object.fromEntries(
      ['FunctionArn', 'LogGroup', 'Target', 'Url'].map((name) => [name, Outputs[name].Value]),
    );
    const Url = {
      'http-api': 'https://a',
      'function-url': 'https://d111111abcdef8.cloudfront.net',
    };
    assert.deepEqual(values, {
      FunctionArn: FUNCTION,
      LogGroup: 'group',
      Target: target,
      Url: Url[target],
    });
  });
}

for (const [name, target, text] of ALL) {
  test(`the function may get items of the declared tables, write its log, and nothing else, for ${name}`, () => {
    const { regions, routes } = apiOf(text).description;
    const tables = [...new Set(routes.map(({ table }) => table.name))];
    const statements = properties(target, 'Role', { text }).Policies.flatMap(
      (/** @type {any} */ { PolicyDocument }) => PolicyDocument.Statement,
    );
    assert.deepEqual(statements, [
      {
        Effect: 'Allow',
        Action: 'dynamodb:GetItem',
        Resource: regions.flatMap((region) =>
          tables.map((table) => `arn:aws:dynamodb:${region}:111122223333:table/${table}`),
        ),
      },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:eu-west-1:111122223333:log-group:lookups-LogGroup-1:*',
      },
    ]);
  });

  test(`no rule is violated by ${name}`, () => {
    const rendered = template(target, text);
    assert.deepEqual(
      RULES.flatMap((rule) => rule(rendered)),
      [],
    );
  });

  test(`every log group has a retention, and the function writes to its own, for ${name}`, () => {
    const { Resources } = made(target, text, { AccessLogs: 'on' });
    const groups = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
    assert.equal(groups.length, target === 'http-api' ? 2 : 1);
    for (const { Properties } of groups) assert.equal(Properties?.RetentionInDays, 30);
    assert.deepEqual(Resources.Function.Properties?.LoggingConfig, {
      LogGroup: { Ref: 'LogGroup' },
    });
  });
}

test('an HTTP API sends every request to the function, as it was sent', () => {
  const { Route, Integration } = made('http-api').Resources;
  assert.equal(Route.Properties?.RouteKey, '$default');
  assert.partialDeepStrictEqual(Integration.Properties, {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: FUNCTION,
    PayloadFormatVersion: '2.0',
  });
});

test('an HTTP API leaves CORS to the function', () => {
  assert.deepEqual(properties('http-api', 'Api'), { Name: 'lookups', ProtocolType: 'HTTP' });
});

test('an HTTP API is throttled, by default and as it is told', () => {
  const throttling = (/** @type {Record<string, string>} */ parameters) =>
    properties('http-api', 'Stage', { parameters }).DefaultRouteSettings;
  assert.deepEqual(throttling({}), { ThrottlingBurstLimit: 200, ThrottlingRateLimit: 100 });
  assert.deepEqual(throttling({ ThrottlingRateLimit: '5', ThrottlingBurstLimit: '6' }), {
    ThrottlingBurstLimit: '6',
    ThrottlingRateLimit: '5',
  });
});

test('only this HTTP API may invoke the function', () => {
  assert.deepEqual(permissions('http-api'), [
    {
      Action: 'lambda:InvokeFunction',
      FunctionName: FUNCTION,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*',
    },
  ]);
});

test('an HTTP API logs no addresses unless it is told to', () => {
  const { Resources } = made('http-api');
  assert.equal(Resources.AccessLogGroup, undefined);
  assert.equal(Resources.Stage.Properties?.AccessLogSettings, undefined);
});

test('an HTTP API that logs accesses writes JSON', () => {
  const parameters = { AccessLogs: 'on', 'AccessLogGroup.Arn': 'arn' };
  const { DestinationArn, Format } = properties('http-api', 'Stage', {
    parameters,
  }).AccessLogSettings;
  assert.equal(DestinationArn, 'arn');
  assert.partialDeepStrictEqual(JSON.parse(Format), { status: '$context.status' });
});

test('a function URL takes signed requests only, and leaves CORS to the function', () => {
  assert.deepEqual(properties('function-url', 'Url'), {
    TargetFunctionArn: FUNCTION,
    AuthType: 'AWS_IAM',
  });
});

test('CloudFront signs every request to the function URL', () => {
  const { OriginAccessControlConfig } = properties('function-url', 'OriginAccessControl');
  assert.partialDeepStrictEqual(OriginAccessControlConfig, {
    OriginAccessControlOriginType: 'lambda',
    SigningBehavior: 'always',
    SigningProtocol: 'sigv4',
  });
  assert.deepEqual(distribution().Origins, [
    {
      Id: 'origin',
      DomainName: 'a1b2c3.lambda-url.eu-west-1.on.aws',
      OriginAccessControlId: { Ref: 'OriginAccessControl' },
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
    },
  ]);
});

test('the name of the origin access control is as long as it may be, and of this stack only', () => {
  const { Name } = properties('function-url', 'OriginAccessControl').OriginAccessControlConfig;
  assert.equal(Name, 'edge-lookup-01234567-89ab-cdef-0123-456789abcdef');
  assert(Name.length <= 64);
});

test('only this distribution may invoke the function, by its URL', () => {
  const common = {
    FunctionName: FUNCTION,
    Principal: 'cloudfront.amazonaws.com',
    SourceArn: DISTRIBUTION,
  };
  assert.deepEqual(permissions('function-url'), [
    { ...common, Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'AWS_IAM' },
    { ...common, Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true },
  ]);
});

for (const [name, text] of APIS) {
  test(`nothing is sent on to the function URL but what is in the cache key, for ${name}`, () => {
    const { routes } = apiOf(text).description;
    const { Resources } = made('function-url', text);
    const found = distribution(text).CacheBehaviors.map((/** @type {any} */ behavior) => {
      assert.equal(behavior.OriginRequestPolicyId, undefined);
      const { CachePolicyConfig } = Resources[behavior.CachePolicyId.Ref]?.Properties ?? {};
      const { QueryStringsConfig, HeadersConfig, CookiesConfig } =
        CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin;
      assert.deepEqual(CookiesConfig, { CookieBehavior: 'none' });
      return [
        behavior.PathPattern,
        [QueryStringsConfig.QueryStrings ?? [], HeadersConfig.Headers ?? []],
      ];
    });
    const expected = routes.map(({ path, parameters, readsHeaders }) => {
      const names = parameters.filter((it) => it.in === 'query').map((it) => it.name);
      return [patternOf(path), [names, readsHeaders]];
    });
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
  });
}

test('all other paths reach the function too, which sees the origin where it matters', () => {
  const { CachePolicyId, OriginRequestPolicyId } = distribution().DefaultCacheBehavior;
  const { CachePolicyConfig } = properties('function-url', CachePolicyId.Ref);
  const { QueryStringsConfig, HeadersConfig } =
    CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin;
  assert.deepEqual(QueryStringsConfig, { QueryStringBehavior: 'none' });
  assert.deepEqual(HeadersConfig.Headers, ['Origin']);
  assert.equal(OriginRequestPolicyId, undefined);
});

test('where every origin is answered, they need no cache policy of their own', () => {
  const { cors: _, ...open } = JSON.parse(ONE_ROUTE);
  const { CachePolicyId } = distribution(JSON.stringify(open)).DefaultCacheBehavior;
  assert.equal(CachePolicyId, CACHING_DISABLED);
});

test('methods that may have a body are not sent on', () => {
  const { DefaultCacheBehavior, CacheBehaviors } = distribution();
  for (const { AllowedMethods } of [DefaultCacheBehavior, ...CacheBehaviors]) {
    assert.deepEqual(AllowedMethods, ['GET', 'HEAD', 'OPTIONS']);
  }
});

test('two stacks of one name and API, in two Regions, have cache policies of two names', () => {
  const names = ['eu-west-1', 'us-west-2'].map((region) => {
    const { Resources } = made('function-url', ONE_ROUTE, { 'AWS::Region': region });
    const policy = Object.values(Resources).find(({ Type }) => /CachePolicy$/.test(Type));
    return policy?.Properties?.CachePolicyConfig.Name;
  });
  assert.equal(new Set(names).size, 2);
});

test(`cfn-lint accepts every template, in ${REGIONS.join(', ')}`, { skip: pythonSkip() }, () => {
  const broken = render('http-api').replace('"MemorySize":128', '"MemorySize":64');
  const templates = ALL.map(([name, target, text]) => [name, render(target, text)]);
  const found = lint({ ...Object.fromEntries(templates), broken }, REGIONS);
  assert.match(found.broken, /:E3034:/);
  for (const [name] of ALL) assert.equal(found[name], '', name);
});

/** @param {'http-api' | 'function-url'} target */
function permissions(target) {
  return Object.values(made(target).Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Permission')
    .map(({ Properties }) => Properties);
}

/** @param {string} [text] */
function distribution(text) {
  return properties('function-url', 'Distribution', { text }).DistributionConfig;
}
