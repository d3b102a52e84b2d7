/** The URLs of lookups. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { urlOf } from '../../wrapper/browser/url.js';
import { clientRoute } from './client-route.js';

/** @import { Params } from '../../wrapper/browser/index.d.ts' */

/** @type {[name: string, path: string, query: string[], params: Params, url: string][]} */
const TABLE = [
  ['a query parameter', '/job', ['id'], { id: 'a b&c' }, '/job?id=a+b%26c'],
  ['a parameter of the path', '/users/{id}', [], { id: '1' }, '/users/1'],
  ['both', '/users/{id}', ['lang'], { lang: 'ja', id: '1' }, '/users/1?lang=ja'],
  ['a parameter that is not declared', '/users/{id}', [], { id: '1', debug: '1' }, '/users/1'],
  [
    'a slash, a space and signs',
    '/f/{name}',
    [],
    { name: 'a/b c+%?#' },
    '/f/a%2Fb%20c%2B%25%3F%23',
  ],
  ['letters beyond ASCII', '/f/{name}', [], { name: '紹介' }, '/f/%E7%B4%B9%E4%BB%8B'],
  ['half a character in the path', '/f/{name}', [], { name: 'a\ud800' }, '/f/a%EF%BF%BD'],
  ['half a character in the query', '/f', ['name'], { name: 'a\ud800' }, '/f?name=a%EF%BF%BD'],
  ['what a replacement text would mean', '/f/{name}', [], { name: '$&' }, '/f/%24%26'],
  ['parameters in another order', '/f', ['a', 'b'], { b: '2', a: '1' }, '/f?a=1&b=2'],
  [
    'a parameter twice',
    '/users/{id}',
    ['q'],
    [
      ['id', '1'],
      ['q', 'a'],
      ['id', '2'],
      ['q', 'b'],
    ],
    '/users/1?q=a',
  ],
  ['a value that is not text', '/f', ['a'], /** @type {any} */ ({ a: 5 }), '/f'],
  ['no parameter', '/flags', [], {}, '/flags'],
];

for (const [name, path, query, params, url] of TABLE) {
  test(`the URL of a route with ${name}`, () => {
    assert.equal(urlOf(clientRoute({ path, query }), params), url);
  });
}
