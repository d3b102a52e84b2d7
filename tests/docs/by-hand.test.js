/** Whether what "Deploying by hand" has to be typed is what the template would make. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { CACHING_OPTIMIZED } from '../../wrapper/api/cache-policy.js';
import { lint } from '../deploy/template/python.js';
import { template } from '../deploy/template/variants.js';
import { pythonSkip } from '../support/python.js';
import { DOCUMENTS } from './documents.js';

const PAGE = DOCUMENTS.find(({ path }) => path === 'docs/deploying-by-hand.md');
const blocks = (/** @type {string} */ language) =>
  (PAGE?.fences ?? []).filter((fence) => fence.language === language).map(({ text }) => text);

const API = readFileSync(join(ROOT, 'examples/profile/api.json'), 'utf8');

/** @type {Record<string, any>} */
const RESOURCES = template(API).Resources;

/**
 * What CloudFormation makes of the variables, in the page's account.
 *
 * @type {Record<string, string>}
 */
const VARIABLES = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': '123456789012',
  'AWS::StackName': 'edge-lookup',
};

test('the role of the console is the one of the template', () => {
  const [trust, permissions] = blocks('json').map((text) => JSON.parse(text));
  const { AssumeRolePolicyDocument, Policies } = RESOURCES.Role.Properties;
  assert.deepEqual(trust, AssumeRolePolicyDocument);
  const statements = Policies.flatMap(
    (/** @type {any} */ it) => it.PolicyDocument?.Statement ?? [],
  );
  assert.deepEqual(withLists(permissions.Statement), withLists(substituted(statements)));
});

test('the behavior of each tool is the one of the template', () => {
  const [own] = RESOURCES.Distribution.Properties.DistributionConfig.CacheBehaviors;
  for (const text of [...blocks('yaml'), ...blocks('hcl')]) {
    assert(text.includes(own.PathPattern));
    assert(text.includes(own.ViewerProtocolPolicy));
    for (const method of own.AllowedMethods) assert(text.includes(method), method);
    assert(text.includes(CACHING_OPTIMIZED.id));
    assert(text.includes('VersionArn'));
  }
});

test('cfn-lint accepts its template', { skip: pythonSkip() }, () => {
  const [page] = blocks('yaml');
  const unused = page.replace('Resources:', '  Unused: { Type: String }\nResources:');
  const found = lint({ page, unused });
  assert.equal(found.page, '');
  assert.match(found.unused, /Parameter Unused not used/);
});

/**
 * @param {unknown} value
 * @returns {any} The same, with each `Fn::Sub` carried out.
 */
function substituted(value) {
  return JSON.parse(JSON.stringify(value), (_, it) =>
    typeof it?.['Fn::Sub'] === 'string'
      ? it['Fn::Sub'].replaceAll(/\$\{([^}]+)\}/g, (__, name) => VARIABLES[name])
      : it,
  );
}

/** @param {{ Resource: string | string[] }[]} statements */
function withLists(statements) {
  return statements.map((it) => ({ ...it, Resource: [it.Resource].flat() }));
}
