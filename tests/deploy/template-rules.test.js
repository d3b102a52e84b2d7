/** Rules for templates, ours and those of cfn-lint: a rendered template violates none, a changed one does. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { pythonSkip } from '../support/python.js';
import { lint } from './template/python.js';
import { RULES, violations } from './template/rules.js';
import { render, template, VARIANTS } from './template/variants.js';
import {
  CONFORMING_DISTRIBUTIONS,
  VIOLATING_DISTRIBUTIONS,
} from './template/violating/distributions.js';
import { CONFORMING_FUNCTIONS, VIOLATING_FUNCTIONS } from './template/violating/functions.js';
import { parts } from './template/violating/parts.js';
import { CONFORMING_PERMISSIONS, VIOLATING_PERMISSIONS } from './template/violating/permissions.js';

/** @import { Parts } from './template/violating/parts.js' */

const VIOLATING = [...VIOLATING_FUNCTIONS, ...VIOLATING_DISTRIBUTIONS, ...VIOLATING_PERMISSIONS];
const CONFORMING = [
  ...CONFORMING_FUNCTIONS,
  ...CONFORMING_DISTRIBUTIONS,
  ...CONFORMING_PERMISSIONS,
];

for (const [name, text] of VARIANTS) {
  test(`no rule is violated by the template of ${name}`, () => {
    assert.deepEqual(violations(template(text)), []);
  });
}

for (const [rule, what, change] of VIOLATING) {
  test(`${rule} is violated by ${what}, and no other rule`, () => {
    assert.deepEqual([...new Set(changed(change).map((violation) => violation.rule))], [rule]);
  });
}

for (const [what, change] of CONFORMING) {
  test(`no rule is violated by ${what}`, () => {
    assert.deepEqual(changed(change), []);
  });
}

test('every rule has a template that violates it', () => {
  const broken = new Set(VIOLATING.map(([rule]) => rule));
  assert.deepEqual(
    RULES.map(({ name }) => name).filter((name) => !broken.has(name)),
    [],
  );
});

test('a violation names the resource, says what is wrong with it, and where AWS says so', () => {
  assert.deepEqual(
    changed(({ fn }) => Object.assign(fn, { Timeout: 6 })),
    [
      {
        rule: 'timeoutFitsTheEvents',
        resource: 'Function',
        message: 'Timeout must be at most 5 at its events, is 6',
        url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge',
      },
    ],
  );
});

test('the template of the example is the one that was reviewed', () => {
  const snapshot = new URL('template/snapshot.json', import.meta.url);
  const rendered = `${JSON.stringify(template(), null, 2)}\n`;
  if (process.env.UPDATE_SNAPSHOTS) writeFileSync(snapshot, rendered);
  assert.equal(rendered, readFileSync(snapshot, 'utf8'));
});

test('cfn-lint accepts every template, and finds errors and warnings', {
  skip: pythonSkip(),
}, () => {
  const error = render().replace('"MemorySize":128', '"MemorySize":64');
  const warning = render().replace('"Parameters":{', '"Parameters":{"Unused":{"Type":"String"},');
  const found = lint({
    ...Object.fromEntries(VARIANTS.map(([name, text]) => [name, render(text)])),
    error,
    warning,
  });
  assert.match(found.error, /:E3034:64 is less than the minimum of 128\n$/);
  assert.match(found.warning, /:W2001:Parameter Unused not used\.?\n$/);
  for (const [name] of VARIANTS) assert.equal(found[name], '', name);
});

/** @param {(parts: Parts) => void} change */
function changed(change) {
  const broken = template();
  change(parts(broken));
  return violations(broken);
}
