/** What the patterned behaviors of an API take from a distribution, as it is said before. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attach } from '../../wrapper/deploy/behaviors.js';
import { findTakingAll, shadowed, takenFromDefault } from '../../wrapper/deploy/shadowing.js';
import { attachment } from './attachment.js';
import { busy, site } from './cloudfront-api/distributions.js';

/** @type {[name: string, patterns: string[], paths: string[], expected: RegExp[]][]} */
const TABLE = [
  ['one that another behavior follows', ['/images/*'], ['/users/{id}'], []],
  [
    'one before a behavior whose paths it matches all',
    ['/users/*', '/users/img/*'],
    ['/users/{id}/{n}'],
    [
      /^the behavior \/users\/\* loses the paths that match \/users\/\*\/\* too$/,
      /gets no requests/,
    ],
  ],
  [
    'one before a behavior of which it matches some paths',
    ['/*', '*.jpg'],
    ['/users/{id}'],
    [
      /^the behavior \/\* loses/,
      /^the behavior \*\.jpg loses the paths that match \/users\/\* too$/,
    ],
  ],
  [
    'one that another behavior already has',
    ['/users/*', '/users/img/*'],
    ['/users/{id}'],
    [
      /^the behavior \/users\/\* becomes ours: its origin gets no requests any more$/,
      /^the behavior \/users\/img\/\* gets no requests any more: \/users\/\* comes before it and matches all/,
    ],
  ],
  ['one after a behavior that matches some of its paths', ['/users/img/*'], ['/users/{id}'], []],
  [
    'two that match some paths of a behavior',
    ['/*'],
    ['/users/{id}', '/orgs/{id}'],
    [/loses the paths that match \/users\/\* or \/orgs\/\* too$/],
  ],
  ['one without parameters', ['/users/*'], ['/users/me'], []],
];

for (const [name, patterns, paths, expected] of TABLE) {
  test(`of ${name}, ${expected.length} behaviors are reported`, () => {
    const found = shadowed(siteWith(patterns), attachment({ paths }));
    assert.equal(found.length, expected.length, String(found));
    for (const [i, text] of expected.entries()) assert.match(found[i], text);
  });
}

test('one of ours that is there already replaces none', () => {
  const ours = attachment({ paths: ['/users/{id}'] });
  assert.deepEqual(shadowed(attach(siteWith(['/users/*']), ours), ours), []);
});

for (const [path, expected] of /** @type {const} */ ([
  ['/users/me', []],
  [
    '/users/{id}',
    ['/users/* takes its paths from the default behavior: any that no route answers gets our 404'],
  ],
  [
    '/{slug}',
    [
      '/* takes the whole site from the default behavior: / and any path that no route answers get our 404',
    ],
  ],
])) {
  test(`what ${path} takes from the default behavior is said`, () => {
    assert.deepEqual(takenFromDefault(attachment({ paths: [path] }).behaviors), expected);
  });
}

for (const [path, expected] of /** @type {const} */ ([
  ['/{slug}', '/*'],
  ['/{a}/{b}', '/*/*'],
  ['/users/{id}', undefined],
])) {
  test(`${path} ${expected ? 'takes' : 'does not take'} every path of the site, or of a depth`, () => {
    assert.equal(findTakingAll(attachment({ paths: [path] }).behaviors)?.pathPattern, expected);
  });
}

/** @param {string[]} patterns */
function siteWith(patterns) {
  const [model] = busy(2).CacheBehaviors?.Items?.slice(1) ?? [];
  const Items = patterns.map((PathPattern) => ({ ...model, PathPattern }));
  return { ...site(), CacheBehaviors: { Quantity: Items.length, Items } };
}
