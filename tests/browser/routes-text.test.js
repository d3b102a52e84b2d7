/** What the page with a form for each route makes of texts. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valuesOfTarget } from '../../wrapper/browser/page/address.js';
import { indented } from '../../wrapper/browser/page/indented.js';

for (const [json, lines] of [
  ['{"a":1,"b":"c"}', ['{', '  "a": 1,', '  "b": "c"', '}']],
  ['{}', ['{}']],
  ['[[],{"a":[]}]', ['[', '  [],', '  {', '    "a": []', '  }', ']']],
  ['{"a":1.50,"b":9007199254740993}', ['{', '  "a": 1.50,', '  "b": 9007199254740993', '}']],
  ['{"2":"b","10":"a"}', ['{', '  "2": "b",', '  "10": "a"', '}']],
  ['["{\\"a\\\\",":,["]', ['[', '  "{\\"a\\\\",', '  ":,["', ']']],
]) {
  test(`${json} in lines`, () => {
    assert.equal(indented(String(json)), /** @type {string[]} */ (lines).join('\n'));
  });
}

const ROUTES = ['/users/{id}', '/users/me', '/{kind}/{id}', '/search', '/'].map((path) => ({
  name: path,
  path,
  parameters: [],
  redirects: false,
  notFound: { status: 404, message: '' },
}));

/** @type {[target: string, path: string | undefined, values?: Record<string, string>][]} */
const TARGETS = [
  ['/users/42', '/users/{id}', { id: '42' }],
  ['/users/a%2Fb+c', '/users/{id}', { id: 'a/b+c' }],
  ['/users/%zz', '/users/{id}', { id: '%zz' }],
  ['/users/me', '/users/me', {}],
  ['/films/7', '/{kind}/{id}', { kind: 'films', id: '7' }],
  ['/search?q=a+b&q=c', '/search', { q: 'a b' }],
  ['/search?q=a?b', '/search', { q: 'a?b' }],
  ['/users/42?id=43', '/users/{id}', { id: '42' }],
  ['/', '/', {}],
  ['/users/', undefined],
  ['/users/1/2', undefined],
  ['', undefined],
];

for (const [target, path, values] of TARGETS) {
  test(`${target || 'nothing'} names ${path ?? 'no route'}`, () => {
    const found = valuesOfTarget(ROUTES, target);
    assert.equal(found && ROUTES[found.index].path, path);
    assert.deepEqual(found?.values, values);
  });
}
