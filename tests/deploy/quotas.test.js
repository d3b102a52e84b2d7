/** AWS's quotas, checked before a deployment begins. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  behaviorWarnings,
  cachePolicyWarnings,
  refuseLongRole,
} from '../../wrapper/deploy/quotas.js';
import { keepPermitted, keepUsed } from '../../wrapper/deploy/transition.js';
import { apiText } from '../support/api-text.js';
import { site } from './cloudfront-api/distributions.js';
import { startCloudFront } from './cloudfront-api/server.js';
import { render } from './regional/variants.js';
import { template } from './template/variants.js';

/** @type {Awaited<ReturnType<typeof startCloudFront>>} */
let cloudfront;

before(async () => {
  cloudfront = await startCloudFront({ distributions: { E1SITE00000000: site() } });
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_CLOUDFRONT: cloudfront.url.href,
  });
});
after(() => cloudfront.close());

/** @param {string} text An `api.json`. */
function change(text) {
  return changeTo(JSON.stringify(template(text)));
}

/** @param {string} template */
function changeTo(template) {
  return {
    name: 'edge-lookup',
    template,
    parameters: { Trigger: 'origin-request' },
    bucket: { name: 'code', account: '1' },
  };
}

/** @param {number} count */
function routes(count) {
  return Array.from({ length: count }, (_, i) => ({
    table: `Table${i}`,
    parameter: { name: `parameter${i}` },
    key: `Key${i}`,
  }));
}

test('a role with as many tables as IAM takes is not refused', () => {
  refuseLongRole(change(apiText({ routes: routes(75) })));
});

test('a role with more than IAM takes is refused, with what to do', () => {
  const regions = ['us-east-1', 'eu-central-1', 'ap-northeast-1', 'us-west-2'];
  assert.throws(() => refuseLongRole(change(apiText({ regions, routes: routes(75) }))), {
    message:
      /^the function's role would have \d{5} characters .* IAM allows 10240: declare fewer tables/,
  });
});

test('a role that is too long for what other distributions run says to deploy there first', () => {
  const before = change(apiText({ routes: routes(75) }));
  const others = routes(75).map((it) => ({ ...it, table: `Other${it.table}` }));
  const stack = { ...before, status: 'UPDATE_COMPLETE', outputs: { Answers: '' } };
  assert.throws(() => refuseLongRole(keepUsed(stack, change(apiText({ routes: others })))), {
    message:
      /would have \d{5} characters of policies, \d{4} of them for versions that distributions still run, .*: deploy to those distributions first \(edge-lookup status/,
  });
});

test('a role in a Region that is too long with what the code before reads says to change less', () => {
  const regional = (/** @type {object[]} */ declared) =>
    changeTo(render('http-api', apiText({ routes: declared })));
  const before = { ...regional(routes(75)), status: 'UPDATE_COMPLETE', outputs: {} };
  const others = routes(75).map((it) => ({ ...it, table: `Other${it.table}` }));
  assert.throws(() => refuseLongRole(keepPermitted(before, regional(others))), {
    message:
      /characters of policies, \d{4} of them until the new code is there, and IAM allows 10240: change fewer tables at a time$/,
  });
});

for (const [count, isWarned] of /** @type {const} */ ([
  [75, false],
  [76, true],
])) {
  test(`a distribution of a Region's stack with ${count} behaviors: ${isWarned ? 'a warning' : 'nothing'}`, () => {
    const text = apiText({ routes: routes(count).map((it, i) => ({ ...it, path: `/${i}` })) });
    assert.deepEqual(
      behaviorWarnings({ template: render('function-url', text) }).map((it) => it.split(',')[0]),
      isWarned ? ['the distribution would have 76 behaviors'] : [],
    );
  });
}

for (const [existing, wanted, isWarned] of /** @type {const} */ ([
  [18, 2, false],
  [19, 2, true],
  [20, 1, true],
])) {
  test(`${existing} cache policies and ${wanted} more: ${isWarned ? 'a warning' : 'nothing'}`, async () => {
    cloudfront.haveCachePolicies(existing);
    const warnings = await cachePolicyWarnings(
      undefined,
      change(apiText({ routes: routes(wanted) })),
    );
    const said = `the account has ${existing} cache policies of its own and would get ${wanted} more`;
    assert.deepEqual(
      warnings.map((it) => it.split(',')[0]),
      isWarned ? [said] : [],
    );
  });
}

test('those that the stack has are not counted twice', async () => {
  cloudfront.haveCachePolicies(20);
  const all = change(apiText({ routes: routes(2) }));
  const ids = Object.keys(JSON.parse(all.template).Resources).filter((it) =>
    it.startsWith('CachePolicy'),
  );
  const outputs = Object.fromEntries(ids.map((id) => [id, 'its id']));
  const stack = { status: 'UPDATE_COMPLETE', parameters: {}, outputs, template: all.template };
  assert.deepEqual(await cachePolicyWarnings(stack, all), []);
});

test('at viewer-request none is made, and nothing is asked', async () => {
  cloudfront.haveCachePolicies(20);
  cloudfront.requests.length = 0;
  const parameters = { Trigger: 'viewer-request' };
  const { template: text, ...rest } = change(apiText({ routes: routes(2) }));
  assert.deepEqual(
    await cachePolicyWarnings(undefined, { ...rest, template: text, parameters }),
    [],
  );
  assert.deepEqual(cloudfront.requests, []);
});

test('credentials that may not ask are told nothing', async () => {
  cloudfront.deny('cloudfront:ListCachePolicies');
  assert.deepEqual(
    await cachePolicyWarnings(undefined, change(apiText({ routes: routes(2) }))),
    [],
  );
});
