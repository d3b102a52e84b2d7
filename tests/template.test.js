/** What the rendered template allows, caches, runs and answers, and that it is read as it is meant. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { readApi } from '../wrapper/deploy/api.js';
import { pythonSkip } from './python.js';
import { evaluate } from './template/evaluate.js';
import { NAMES } from './template/names.js';
import { readWithPython } from './template/python.js';
import { behaviors, distribution, properties, statements, versionOf } from './template/rendered.js';
import { apiText, render, template, VARIANTS, withParameters } from './template/variants.js';

const SHIPPED = undefined;

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
  test(`a route's cache key has its query parameter and nothing else, for ${name}`, () => {
    assert.deepEqual(
      behaviors(template(text)).map(
        ({ cachePolicy }) => cachePolicy.ParametersInCacheKeyAndForwardedToOrigin,
      ),
      readApi(text).routes.map(({ parameter }) => ({
        QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: [parameter.name] },
        HeadersConfig: { HeaderBehavior: 'none' },
        CookiesConfig: { CookieBehavior: 'none' },
        EnableAcceptEncodingGzip: true,
        EnableAcceptEncodingBrotli: true,
      })),
    );
  });

  test(`each path has one behavior, and no other path has one, for ${name}`, () => {
    assert.deepEqual(
      behaviors(template(text)).map(({ behavior }) => behavior.PathPattern),
      readApi(text).routes.map(({ path }) => path),
    );
  });
}

for (const [trigger, ...times] of /** @type {const} */ ([
  ['viewer-request', 1, 5, 5],
  ['origin-request', 0, 0, 1],
])) {
  test(`at ${trigger} the times to live are ${times.join(', ')}`, () => {
    const found = behaviors(template(), { Trigger: trigger }).map(({ cachePolicy }) => [
      cachePolicy.MinTTL,
      cachePolicy.DefaultTTL,
      cachePolicy.MaxTTL,
    ]);
    assert.deepEqual(found, [times, times]);
  });

  test(`at ${trigger} both behaviors run the version`, () => {
    const associations = behaviors(template(), { Trigger: trigger }).map(
      ({ behavior }) => behavior.LambdaFunctionAssociations,
    );
    const expected = [{ EventType: trigger, LambdaFunctionARN: { Ref: versionOf(template()) } }];
    assert.deepEqual(associations, [expected, expected]);
  });
}

for (const [trigger, policy] of [
  ['viewer-request', undefined],
  ['origin-request', '59781a5b-3903-41f3-afcb-af62929ccde1'],
]) {
  test(`at ${trigger} ${policy ? 'the Origin header is' : 'nothing more is'} sent on`, () => {
    const policies = behaviors(template(), { Trigger: String(trigger) }).map(
      ({ behavior }) => behavior.OriginRequestPolicyId,
    );
    assert.deepEqual(policies, [policy, policy]);
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
      others.length + readApi(text).routes.length,
    );
  });
}

for (const [name, text] of [...VARIANTS, ...NAMES.map(named)]) {
  test(`YAML 1.1 and YAML 1.2 are the same, for ${name}`, () => {
    const read = (/** @type {'1.1' | '1.2'} */ version) => parse(render(text), { version });
    assert.deepEqual(read('1.1'), read('1.2'));
  });

  test(`another parser reads the same, for ${name}`, { skip: pythonSkip() }, () => {
    assert.deepEqual(readWithPython(render(text)), template(text));
  });
}

/**
 * @param {string} name
 * @returns {[name: string, text: string]}
 */
function named(name) {
  return [`the query parameter ${name}`, withParameters([name])];
}

/** An API with a route whose name looks like the logical id of the other one. */
function taken() {
  return apiText({ routes: ['a_b', 'aZ0b', 'aZ_b', 'aZZ0b'].map((name) => ({ name })) });
}

/** @param {string} text */
function hash(text) {
  return createHash('sha256').update(text).digest();
}
