/** Which patterns are given to JavaScript, and that they match there what they match in the core. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { anchored } from '../../wrapper/openapi/pattern.js';
import { testCore } from '../support/core.js';

const SAME = [
  ...[
    '[a-z0-9-]+',
    '[0-9A-Za-z]+',
    '\\d{4}-\\d\\d',
    'a|bc',
    '(?:ab)+c?',
    '(a)(b)*',
    'x{2,}',
    '\\w+\\.\\w+',
  ],
  ...['[^/]+', 'a[^b]*c', '[\\d_-]{3}', '^ab$', 'a\\/b', '', 'a,b!', '[a.]+', '[^\\d]*', '\\$\\d+'],
];
const OTHER = [
  ...[
    '.*',
    'a.c',
    '(?i)abc',
    '[^/]{2}',
    '[^/]+[^/]+',
    '([^/]+){3}',
    '(?:[^a])+',
    '\\s+',
    '\\D',
    '\\W+',
  ],
  ...[
    '日本',
    '[[:alpha:]]+',
    '[a-z&&[^b]]',
    '[a--b]',
    '\\x41',
    '\\pL',
    '\\z',
    '(?P<n>a)',
    '\\-',
    '[^a]',
  ],
];
const VALUES = [
  ...[
    'a',
    'ab',
    'abc',
    'bc',
    'a-b',
    'a1',
    '2026-11',
    '12',
    'x',
    'xx',
    'xxx',
    'a.b',
    'aé',
    'é',
    'éé',
    '日本',
  ],
  ...[
    'a/b',
    'a,b!',
    'ac',
    'a\nc',
    'aéc',
    'axc',
    '___',
    '1-2',
    '$5',
    '$',
    '^',
    'ABC',
    '\u2028',
    'a\r',
    '𝒳',
  ],
  ...['a𝒳c', ' ', 'ababc', 'abb', '٣', 'ſ', 'K'],
];

describe('one meaning', () => {
  for (const pattern of SAME) {
    test(`of ${pattern} in JavaScript and in the core`, () => {
      const expression = new RegExp(anchored(pattern) ?? '(?!)', 'u');
      assert.notEqual(anchored(pattern), undefined);
      const core = coreWith(pattern);
      const differing = VALUES.filter((value) => expression.test(value) !== matches(core, value));
      assert.deepEqual(differing, []);
    });
  }
});

describe('perhaps another meaning', () => {
  for (const pattern of OTHER) {
    test(`of ${pattern}`, () => assert.equal(anchored(pattern), undefined));
  }
});

/** @param {string} pattern */
function coreWith(pattern) {
  return testCore(
    JSON.stringify({
      dynamodb: { regions: ['us-east-1'] },
      routes: [
        {
          name: 'route',
          path: '/',
          parameter: { name: 'v', pattern },
          table: 'Table',
          key: 'K',
          fields: ['x'],
        },
      ],
    }),
  );
}

/**
 * @param {ReturnType<typeof testCore>} core
 * @param {string} value
 */
function matches(core, value) {
  const querystring = `${new URLSearchParams({ v: value })}`;
  const request = { method: 'GET', uri: '/', querystring, headers: {} };
  const event = { Records: [{ cf: { config: { eventType: 'viewer-request' }, request } }] };
  const decision = core.decide(event);
  // A blank value is refused before the pattern is tried.
  return decision.type === 'get-item';
}
