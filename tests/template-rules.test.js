/** Rules for templates, ours and those of cfn-lint: a rendered template breaks none, a broken one does. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pythonSkip } from './python.js';
import { BROKEN_DISTRIBUTIONS, KEPT_DISTRIBUTIONS } from './template/broken/distributions.js';
import { BROKEN_FUNCTIONS, KEPT_FUNCTIONS } from './template/broken/functions.js';
import { parts } from './template/broken/parts.js';
import { BROKEN_PERMISSIONS, KEPT_PERMISSIONS } from './template/broken/permissions.js';
import { lint } from './template/python.js';
import { breaches, RULES } from './template/rules.js';
import { render, template, VARIANTS } from './template/variants.js';

/** @import { Parts } from './template/broken/parts.js' */

const BROKEN = [...BROKEN_FUNCTIONS, ...BROKEN_DISTRIBUTIONS, ...BROKEN_PERMISSIONS];
const KEPT = [...KEPT_FUNCTIONS, ...KEPT_DISTRIBUTIONS, ...KEPT_PERMISSIONS];

for (const [name, text] of VARIANTS) {
  test(`no rule is broken by the template of ${name}`, () => {
    assert.deepEqual(breaches(template(text)), []);
  });
}

for (const [rule, what, change] of BROKEN) {
  test(`${rule} is broken by ${what}, and no other rule`, () => {
    assert.deepEqual([...new Set(changed(change).map((breach) => breach.rule))], [rule]);
  });
}

for (const [what, change] of KEPT) {
  test(`no rule is broken by ${what}`, () => {
    assert.deepEqual(changed(change), []);
  });
}

test('every rule has a template that breaks it', () => {
  const broken = new Set(BROKEN.map(([rule]) => rule));
  assert.deepEqual(
    RULES.map(({ name }) => name).filter((name) => !broken.has(name)),
    [],
  );
});

test('a breach names the resource, says what is wrong with it, and where AWS says so', () => {
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

describe('cfn-lint', { skip: pythonSkip() }, () => {
  for (const [name, text] of VARIANTS) {
    test(`has nothing to say of the template of ${name}`, () => {
      assert.equal(lint(render(text)), '');
    });
  }

  test('finds an error', () => {
    const broken = render().replace('MemorySize: 128', 'MemorySize: 64');
    assert.match(lint(broken), /^template\.yaml:.*:E3034:64 is less than the minimum of 128\n$/);
  });

  test('finds what only deserves a warning', () => {
    const broken = render().replace('Parameters:\n', 'Parameters:\n  Unused:\n    Type: String\n');
    assert.match(lint(broken), /^template\.yaml:.*:W2001:Parameter Unused not used\.?\n$/);
  });
});

/** @param {(parts: Parts) => void} change */
function changed(change) {
  const broken = template();
  change(parts(broken));
  return breaches(broken);
}
