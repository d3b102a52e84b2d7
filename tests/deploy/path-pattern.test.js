/** What path patterns match, and how two of them compare. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contains, isSame, matches, overlaps, patternOf } from '../../wrapper/api/path-pattern.js';

for (const [path, pattern] of [
  ['/api/media', '/api/media'],
  ['/users/{id}', '/users/*'],
  ['/{slug}', '/*'],
  ['/orgs/{org}/users/{user_id}/profile', '/orgs/*/users/*/profile'],
]) {
  test(`the pattern of ${path} is ${pattern}`, () => {
    assert.equal(patternOf(path), pattern);
  });
}

for (const [one, other, expected] of /** @type {const} */ ([
  ['/a', '/a', true],
  ['a', '/a', true],
  ['*', '/*', true],
  ['/a', '/b', false],
  ['/A', '/a', false],
  [undefined, '/a', false],
])) {
  test(`${one} and ${other} are ${expected ? '' : 'not '}the same pattern`, () => {
    assert.equal(isSame(one, other), expected);
  });
}

for (const [pattern, path, expected] of /** @type {const} */ ([
  ['/users/*', '/users/1', true],
  ['/users/*', '/users/1/2', true],
  ['/users/*', '/users/', true],
  ['/users/*', '/users', false],
  ['users/*', '/users/1', true],
  ['*.jpg', '/a/b.jpg', true],
  ['/a?c', '/abc', true],
  ['/a?c', '/ac', false],
  ['/a.c', '/abc', false],
])) {
  test(`${pattern} ${expected ? 'matches' : 'does not match'} ${path}`, () => {
    assert.equal(matches(pattern, path), expected);
  });
}

for (const [pattern, other, expected] of /** @type {const} */ ([
  ['/*', '/users/*', true],
  ['*', '/*', true],
  ['/*', '*.jpg', true],
  ['/users/*', '/users/*/profile', true],
  ['/users/*/profile', '/users/*', false],
  ['/users/*', '/users/???', true],
  ['/users/???', '/users/*', false],
  ['*?', '?*', true],
  ['/users/*', '*.jpg', false],
  ['/api/*', 'api/v1/*', true],
])) {
  test(`${pattern} ${expected ? 'contains' : 'does not contain'} ${other}`, () => {
    assert.equal(contains(pattern, other), expected);
  });
}

for (const [pattern, other, expected] of /** @type {const} */ ([
  ['/users/*', '*.jpg', true],
  ['/users/*', '/users/me', true],
  ['/users/*', '/images/*', false],
  ['/a/*/*', '/*/b', true],
  ['/a?', '/*b', true],
  ['/a?', '/?', false],
  ['/a', '/a/', false],
])) {
  test(`${pattern} and ${other} ${expected ? '' : 'do not '}overlap`, () => {
    assert.equal(overlaps(pattern, other), expected);
    assert.equal(overlaps(other, pattern), expected);
  });
}

/** All texts of these characters after a slash, the longest of 6: longer than what tells two apart. */
const PATHS = textsOf(['/', 'a', 'b', 'c'], 6).map((text) => `/${text}`);

const PATTERN = fc
  .array(fc.constantFrom('/', 'a', 'b', '*', '?'), { maxLength: 4 })
  .map((characters) => characters.join(''));

test('a pattern contains another one if it matches all of its paths', () => {
  fc.assert(
    fc.property(PATTERN, PATTERN, (one, other) => {
      const paths = PATHS.filter((path) => matches(other, path));
      assert.equal(
        contains(one, other),
        paths.every((path) => matches(one, path)),
      );
    }),
    { numRuns: 200 },
  );
});

test('two patterns overlap if they match a path in common', () => {
  fc.assert(
    fc.property(PATTERN, PATTERN, (one, other) => {
      const paths = PATHS.filter((path) => matches(other, path));
      assert.equal(
        overlaps(one, other),
        paths.some((path) => matches(one, path)),
      );
    }),
    { numRuns: 200 },
  );
});

/**
 * @param {string[]} characters
 * @param {number} length The longest.
 * @returns {string[]}
 */
function textsOf(characters, length) {
  if (length === 0) return [''];
  const shorter = textsOf(characters, length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return [...shorter, ...longest.flatMap((text) => characters.map((it) => text + it))];
}
