/** The URLs that `edge-lookup local` proposes. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleUrls } from '../../wrapper/local/example-urls.js';
import { number, routeOf, text } from '../support/declared-route.js';

/** @import { Route } from '../../wrapper/api/load.js' */
/** @import { Item } from '../../wrapper/local/tables.js' */

const PROFILE = { SK: { S: 'PROFILE' } };
const user = [text('PK', 'USER#{id}'), text('SK', 'PROFILE')];
const flag = [text('tenant', '{tenant}'), text('flag', '{flag}')];
const composed = [text('id', '{a}#{b}')];
const hash = [
  { name: 'a', separators: ['#'] },
  { name: 'b', separators: ['#'] },
];

/** @type {[what: string, route: Route, items: Item[], url: string][]} */
const URLS = [
  [
    'a query parameter',
    routeOf('/films', 'T', [text('Title', '{title}')]),
    [{ Title: { S: 'Big Buck Bunny' } }],
    '/films?title=Big+Buck+Bunny',
  ],
  [
    'a path parameter, percent-encoded',
    routeOf('/films/{title}/year', 'T', [text('Title', '{title}')]),
    [{ Title: { S: 'a/b ?é+' } }],
    '/films/a%2Fb%20%3F%C3%A9%2B/year',
  ],
  [
    'the value in a composed key',
    routeOf('/users/{id}', 'T', user),
    [{ PK: { S: 'USER#42' }, ...PROFILE }],
    '/users/42',
  ],
  [
    'the first item whose every key fits',
    routeOf('/users/{id}', 'T', user),
    [
      { PK: { S: 'ORDER#1' }, ...PROFILE },
      { PK: { S: 'USER#2' }, SK: { S: 'ORDER#1' } },
      { PK: { S: 'USER#3' }, ...PROFILE },
    ],
    '/users/3',
  ],
  [
    'parameters of both keys',
    routeOf('/flags', 'T', flag),
    [{ tenant: { S: 'acme' }, flag: { S: 'dark-mode' } }],
    '/flags?tenant=acme&flag=dark-mode',
  ],
  [
    'one parameter in both keys, where they agree',
    routeOf('/users/{id}', 'T', [text('PK', 'USER#{id}'), text('SK', 'PROFILE#{id}')]),
    [
      { PK: { S: 'USER#1' }, SK: { S: 'PROFILE#2' } },
      { PK: { S: 'USER#2' }, SK: { S: 'PROFILE#2' } },
    ],
    '/users/2',
  ],
  [
    'a number',
    routeOf('/products/{id}/price', 'T', [number('productId', '{id}')]),
    [{ productId: { S: '7' } }, { productId: { N: '42' } }],
    '/products/42/price',
  ],
  [
    'two parameters in one key, apart at the separator',
    routeOf('/{a}', 'T', composed, hash),
    [{ id: { S: 'x#y#z' } }, { id: { S: 'x#y' } }],
    '/x?b=y',
  ],
  [
    'no parameter',
    routeOf('/banner', 'T', [text('id', 'BANNER')]),
    [{ id: { S: 'BANNER' } }],
    '/banner',
  ],
  [
    'no segment that a browser resolves',
    routeOf('/files/{name}', 'T', [text('name', '{name}')]),
    [{ name: { S: '..' } }, { name: { S: '...' } }],
    '/files/...',
  ],
  [
    'a text with an unpaired surrogate',
    routeOf('/files/{name}', 'T', [text('name', '{name}')]),
    [{ name: { S: 'a\ud800' } }],
    '/files/a%EF%BF%BD',
  ],
  [
    'the form, where no item fits',
    routeOf('/users/{id}', 'T', user),
    [{ PK: { S: 'ORDER#1' }, ...PROFILE }],
    '/users/id',
  ],
  [
    'the form of a number',
    routeOf('/prices', 'T', [number('productId', '{id}')], [{ name: 'id', type: 'number' }]),
    [],
    '/prices?id=1',
  ],
];

for (const [what, route, items, url] of URLS) {
  test(`a URL has ${what}`, () => {
    const stored = items.map((item) => ({ table: 'T', item }));
    assert.deepEqual(exampleUrls([route], 'http://127.0.0.1:1', stored), [
      `http://127.0.0.1:1${url}`,
    ]);
  });
}

test('items of other tables do not count', () => {
  const route = routeOf('/films/{title}', 'Films', [text('Title', '{title}')]);
  const items = [{ table: 'Books', item: { Title: { S: 'a' } } }];
  assert.deepEqual(exampleUrls([route], '', items), ['/films/title']);
});
