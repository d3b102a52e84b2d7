/** What `edge-lookup init` makes of a table and an item. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';
import { apiOf, starterApi } from '../../wrapper/init/api.js';
import { exampleUrls } from '../../wrapper/local/example-urls.js';
import { testCore } from '../support/core.js';
import { getItem, requestEvent } from '../support/examples.js';
import { schemaErrors } from '../support/schema.js';

/** @import { Item, SampledTable } from '../../wrapper/init/table.js' */

const PK_SK = [text('PK'), text('SK')];

/** @type {[what: string, keys: SampledTable['keys'], item: Item | undefined, path: string, key: object | string][]} */
const KEYS = [
  ['one key', [text('code')], { code: { S: 'gh' } }, '/app/{code}', 'code'],
  ['one key in upper case', [text('Code')], { Code: { S: 'GH' } }, '/app/{code}', 'Code'],
  ['one key called PK', [text('PK')], { PK: { S: 'GH' } }, '/app/{id}', 'PK'],
  ['one composed key', [text('PK')], { PK: { S: 'USER#42' } }, '/app/{id}', { PK: 'USER#{id}' }],
  [
    'a label and a constant',
    PK_SK,
    { PK: { S: 'USER#42' }, SK: { S: 'PROFILE' } },
    '/app/{id}',
    { PK: 'USER#{id}', SK: 'PROFILE' },
  ],
  [
    'a label in lower case',
    PK_SK,
    { PK: { S: 'user#ada' }, SK: { S: 'PROFILE' } },
    '/app/{id}',
    { PK: 'user#{id}', SK: 'PROFILE' },
  ],
  [
    'a word that may be anybody, which is no label',
    PK_SK,
    { PK: { S: 'ada#lovelace' }, SK: { S: 'PROFILE' } },
    '/app/{id}/{id2}',
    { PK: '{id}#{id2}', SK: 'PROFILE' },
  ],
  [
    'two labels in one',
    PK_SK,
    { PK: { S: 'TENANT#7#USER#42' }, SK: { S: 'PROFILE' } },
    '/app/{tenantId}/{userId}',
    { PK: 'TENANT#{tenantId}#USER#{userId}', SK: 'PROFILE' },
  ],
  [
    'a label in each',
    PK_SK,
    { PK: { S: 'USER#42' }, SK: { S: 'ORDER_ITEM#7' } },
    '/app/{userId}/{orderItemId}',
    { PK: 'USER#{userId}', SK: 'ORDER_ITEM#{orderItemId}' },
  ],
  [
    'the same in both',
    PK_SK,
    { PK: { S: 'USER#42' }, SK: { S: 'USER#42' } },
    '/app/{id}',
    { PK: 'USER#{id}', SK: 'USER#{id}' },
  ],
  [
    'a label with other values in both',
    PK_SK,
    { PK: { S: 'USER#1' }, SK: { S: 'USER#2' } },
    '/app/{userId}/{userId2}',
    { PK: 'USER#{userId}', SK: 'USER#{userId2}' },
  ],
  [
    'one value twice in one key',
    [text('PK')],
    { PK: { S: '7#7' } },
    '/app/{id}/{id2}',
    { PK: '{id}#{id2}' },
  ],
  [
    'a constant after a value',
    PK_SK,
    { PK: { S: 'USER#42#SETTINGS' }, SK: { S: 'v0' } },
    '/app/{userId}/{sort}',
    { PK: 'USER#{userId}#SETTINGS', SK: '{sort}' },
  ],
  [
    'empty parts',
    PK_SK,
    { PK: { S: '#META#' }, SK: { S: 'USER##' } },
    '/app',
    { PK: '#META#', SK: 'USER##' },
  ],
  [
    'upper case in both: nobody has all items in one partition',
    PK_SK,
    { PK: { S: 'AAPL' }, SK: { S: 'PRICE' } },
    '/app/{id}',
    { PK: '{id}', SK: 'PRICE' },
  ],
  [
    'a value in upper case, and a constant after it',
    PK_SK,
    { PK: { S: 'USER#JOHN#PROFILE' }, SK: { S: 'v0' } },
    '/app/{userId}/{sort}',
    { PK: 'USER#{userId}#PROFILE', SK: '{sort}' },
  ],
  [
    'values in upper case between labels',
    PK_SK,
    { PK: { S: 'COUNTRY#US#CITY#42' }, SK: { S: 'LICENSE#ABC-DEF-GHI#OWNER#JANE' } },
    '/app/{countryId}/{cityId}/{licenseId}/{ownerId}',
    {
      PK: 'COUNTRY#{countryId}#CITY#{cityId}',
      SK: 'LICENSE#{licenseId}#OWNER#{ownerId}',
    },
  ],
  [
    'a value that is a label elsewhere',
    [text('PK')],
    { PK: { S: 'GROUP#TEAM#MEMBER#7' } },
    '/app/{groupId}/{memberId}',
    { PK: 'GROUP#{groupId}#MEMBER#{memberId}' },
  ],
  [
    'a label after a label',
    [text('PK')],
    { PK: { S: 'APP#USER#JOHN' } },
    '/app/{id}',
    { PK: 'APP#USER#{id}' },
  ],
  [
    'two values after a label',
    [text('PK')],
    { PK: { S: 'TENANT#ACME#42' } },
    '/app/{tenantId}/{id}',
    { PK: 'TENANT#{tenantId}#{id}' },
  ],
  [
    'upper case in attributes that say what they hold',
    [text('tenant'), text('flag')],
    { tenant: { S: 'ACME' }, flag: { S: 'BETA' } },
    '/app/{tenant}/{flag}',
    { tenant: '{tenant}', flag: '{flag}' },
  ],
  [
    'a number',
    [number('productId')],
    { productId: { N: '17' } },
    '/app/{productId}',
    { productId: { N: '{productId}' } },
  ],
  [
    'a text and a number',
    [text('player'), number('Round')],
    { player: { S: 'USER#1' }, Round: { N: '2' } },
    '/app/{userId}/{round}',
    { player: 'USER#{userId}', Round: { N: '{round}' } },
  ],
  ['no item', PK_SK, undefined, '/app/{id}/{sort}', { PK: '{id}', SK: '{sort}' }],
  [
    'attributes that are numbers, in their order',
    [text('10'), text('2')],
    undefined,
    '/app/{10}/{2}',
    { 10: '{10}', 2: '{2}' },
  ],
  [
    'attributes without letters',
    [text('…'), text('日本')],
    { '…': { S: 'a' }, 日本: { S: 'b' } },
    '/app/{id}/{sort}',
    { '…': '{id}', 日本: '{sort}' },
  ],
  [
    'attributes with braces, quotes and dots',
    [text('a.{b}"#'), text('__proto__')],
    undefined,
    '/app/{aB}/{proto}',
    JSON.parse('{ "a.{b}\\"#": "{aB}", "__proto__": "{proto}" }'),
  ],
];

describe('keys', () => {
  for (const [what, keys, item, path, key] of KEYS) {
    test(what, () => {
      const [route] = made('App', keys, item).config.routes;
      assert.deepEqual({ path: route.path, key: route.key }, { path, key });
    });
  }

  test('the partition key comes first, whatever it is called', () => {
    const { config } = apiOf({ name: 'App', region: 'us-east-1', keys: [text('z'), text('1')] });
    assert.match(config, /"key": \{ "z": "\{z\}", "1": "\{1\}" \}/);
  });

  for (const [what, keys, item] of KEYS) {
    test(`${what}: it is right, without a warning, and its own item is answered`, () => {
      const { text, items } = made('App', keys, item);
      assert.deepEqual(statusOf(text, items), 200);
    });
  }
});

describe('what is taken as the same for every item is named', () => {
  /** @type {[what: string, item: Item, constants: { attribute: string, text: string }[]][]} */
  const CONSTANTS = [
    [
      'a constant',
      { PK: { S: 'USER#42' }, SK: { S: 'PROFILE' } },
      [{ attribute: 'SK', text: 'PROFILE' }],
    ],
    [
      'the end of a key',
      { PK: { S: 'v0' }, SK: { S: 'ORDER#2024-01-02#SECRETORDER' } },
      [{ attribute: 'SK', text: 'SECRETORDER' }],
    ],
    [
      'a label that may be a value',
      { PK: { S: 'ACME#42' }, SK: { S: 'v0' } },
      [{ attribute: 'PK', text: 'ACME' }],
    ],
    ['not a word that says a kind', { PK: { S: 'USER#42' }, SK: { S: 'ORDER#7' } }, []],
  ];
  for (const [what, item, expected] of CONSTANTS) {
    test(what, () => {
      const { constants } = apiOf({ name: 'App', region: 'us-east-1', keys: PK_SK, item });
      assert.deepEqual(constants, expected);
    });
  }
});

/** @type {[table: string, name: string, path: string][]} */
const TABLES = [
  ['Films', 'films', '/films/{id}'],
  [
    'MediaConvertJobIdToStatus',
    'mediaConvertJobIdToStatus',
    '/media-convert-job-id-to-status/{id}',
  ],
  ['prod_App.Users-v2', 'prodAppUsersV2', '/prod-app-users-v-2/{id}'],
  ['2024-films', 'table2024Films', '/2024-films/{id}'],
  ['then', 'thenItems', '/then/{id}'],
  ['handler', 'handlerItems', '/handler/{id}'],
  ['...', 'items', '/items/{id}'],
];

describe('names', () => {
  for (const [table, name, path] of TABLES) {
    test(`of the table ${table}`, () => {
      const [route] = made(table, [text('id')]).config.routes;
      assert.deepEqual([route.name, route.path, route.table], [name, path, table]);
    });
  }

  for (const table of [...TABLES.map(([table]) => table), 'A'.repeat(255), '9_'.repeat(127)]) {
    test(`of the table ${table.slice(0, 30)} are valid`, () => {
      const { text: config } = made(table, [text('K'.repeat(255)), text('L'.repeat(255))]);
      assert.deepEqual(parseApi(config).warnings, []);
    });
  }
});

describe('fields', () => {
  const item = {
    PK: { S: 'USER#42' },
    SK: { S: 'PROFILE' },
    name: { S: 'Ada' },
    age: { N: '36' },
    active: { BOOL: false },
    tags: { SS: ['a'] },
    address: { M: { city: { S: 'London' } } },
    'mail.home': { S: 'ada@example.org' },
    gone: { NULL: true },
  };
  const [route] = made('App', PK_SK, /** @type {Item} */ (item)).config.routes;

  test('each attribute that is no key is optional, with its type, sorted by name', () => {
    assert.deepEqual(route.fields, [
      { name: 'active', type: 'boolean', optional: true },
      { name: 'address', optional: true },
      { name: 'age', type: 'number', optional: true },
      { name: 'gone', optional: true },
      { name: 'mail.home', attribute: ['mail.home'], type: 'string', optional: true },
      { name: 'name', type: 'string', optional: true },
      { name: 'tags', optional: true },
    ]);
  });

  test('a key that says what it holds is a field that every item has', () => {
    const [{ fields }] = made('App', [text('slug')], { slug: { S: 'a' }, x: { S: 'b' } }).config
      .routes;
    assert.deepEqual(fields[0], { name: 'slug', type: 'string' });
  });

  test('where there is nothing else, the key is', () => {
    const [{ fields }] = made('App', PK_SK, { PK: item.PK, SK: item.SK }).config.routes;
    assert.deepEqual(fields, [
      { name: 'PK', type: 'string' },
      { name: 'SK', type: 'string' },
    ]);
  });

  for (const [what, count] of Object.entries({ sixty: 60, 'two thousand': 2_000 })) {
    test(`${what} attributes are right, without a warning`, () => {
      const names = Array.from({ length: count }, (_, i) => [`a${i}`, { S: `v${i}` }]);
      const wide = { id: { S: 'x' }, ...Object.fromEntries(names) };
      const { text: config, items } = made('Wide', [text('id')], wide);
      assert.equal(statusOf(config, items), 200);
    });
  }

  test('sixty attributes are sixty fields', () => {
    const names = Array.from({ length: 60 }, (_, i) => [`a${i}`, { S: `v${i}` }]);
    const wide = { PK: { S: 'x' }, ...Object.fromEntries(names) };
    assert.equal(made('Wide', [text('PK')], wide).config.routes[0].fields.length, 60);
  });

  test('names of every kind are right, without a warning', () => {
    const names = [
      '*',
      'a.b',
      'a[0]',
      '"',
      '\\',
      '日本',
      ' ',
      '__proto__',
      'constructor',
      '1',
      '\n',
      '{a}',
      '#',
    ];
    const odd = { id: { S: 'x' }, ...Object.fromEntries(names.map((it) => [it, { N: '7' }])) };
    const { text: config, items } = made('Odd', [text('id')], odd);
    assert.equal(statusOf(config, items), 200);
  });

  test('names that mislead are written as escapes', () => {
    const name = 'a\u202e\u2028\u200b\u{e0041}';
    const item = { id: { S: 'x' }, [name]: { S: 'y' } };
    const { config, items } = apiOf({ name: 'App', region: 'us-east-1', keys: [text('id')], item });
    for (const json of [config, items]) {
      assert.doesNotMatch(json, /[\p{Cf}\p{Zl}]/u);
      assert.match(json, /"a\\u202e\\u2028\\u200b\\udb40\\udc41"/);
    }
  });

  test('an attribute whose name is too long is left out, and counted', () => {
    const { leftOut } = apiOf({
      name: 'App',
      region: 'us-east-1',
      keys: [text('id')],
      item: { id: { S: 'x' }, ['é'.repeat(128)]: { S: 'y' } },
    });
    assert.deepEqual(leftOut, ['é'.repeat(128)]);
  });
});

describe('made-up values', () => {
  /** @type {Item} */
  const item = {
    PK: { S: 'USER#1' },
    SK: { S: 'ORDER#example-1' },
    uuid: { S: '2f1c4f0e-8d3c-4e0c-9b57-4d6f3f5f7c11' },
    mail: { S: 'person1@example.com' },
    url: { S: 'https://example.com/1' },
    day: { S: '2000-01-01' },
    time: { S: '2026-11-26T10:00:00Z' },
    count: { N: '0' },
    ratio: { N: '1.5' },
    text: { S: 'secret' },
    set: { SS: ['secret-a', 'secret-b'] },
    numbers: { NS: ['1', '2'] },
    bytes: { B: Buffer.from('secret') },
    list: { L: [{ S: 'secret-c' }, { N: '3' }] },
    map: { M: { 'secret-d': { S: 'secret-e' }, deep: { M: { 'secret-f': { N: '4' } } } } },
  };
  const { items } = made('App', PK_SK, item);
  const [{ PutRequest }] = items.App;

  test('none is the item’s own', () => {
    const own = new Set(Object.values(item).flatMap(valuesIn));
    const made = Object.values(PutRequest.Item).flatMap(valuesIn);
    assert.deepEqual(
      made.filter((value) => own.has(value)),
      [],
    );
    assert.doesNotMatch(JSON.stringify(items), /secret/);
  });

  test('each has the type of the item’s', () => {
    const types = (/** @type {Record<string, object>} */ it) =>
      Object.fromEntries(Object.entries(it).map(([name, value]) => [name, Object.keys(value)]));
    assert.deepEqual(types(PutRequest.Item), types(/** @type {any} */ (item)));
  });

  test('each has the form of the item’s', () => {
    const { PK, SK, uuid, mail, url, day, time } = /** @type {any} */ (PutRequest.Item);
    assert.deepEqual(
      { PK, SK, uuid, mail, url, day, time },
      {
        PK: { S: 'USER#5' },
        SK: { S: 'ORDER#example-2' },
        uuid: { S: '00000000-0000-4000-8000-000000000001' },
        mail: { S: 'person2@example.com' },
        url: { S: 'https://example.com/2' },
        day: { S: '2001-01-01' },
        time: { S: '2000-01-01T00:00:00Z' },
      },
    );
  });
});

test('without a table it is right, and its item is answered', () => {
  const { config, items } = starterApi('eu-west-1');
  assert.equal(statusOf(config, JSON.parse(items)), 200);
});

/**
 * @param {string} name
 * @param {SampledTable['keys']} keys
 * @param {Item} [item]
 */
function made(name, keys, item) {
  const { config, items } = apiOf({ name, region: 'us-east-1', keys, item });
  return { text: config, config: JSON.parse(config), items: JSON.parse(items) };
}

/**
 * The status with which the core answers the URL that is proposed for the items. The configuration has no
 * warning, and the schema refuses nothing in it.
 *
 * @param {string} config
 * @param {import('../support/examples.js').Items} items
 */
function statusOf(config, items) {
  const { description, warnings } = parseApi(config);
  assert.deepEqual([warnings, schemaErrors(JSON.parse(config))], [[], []]);
  const stored = Object.entries(items).flatMap(([table, requests]) =>
    requests.map(({ PutRequest }) => ({ table, item: /** @type {any} */ (PutRequest.Item) })),
  );
  const [request] = exampleUrls(description.routes, 'GET ', stored);
  const core = testCore(config);
  const decision = core.decide(requestEvent({ name: '', request, status: 200 }));
  if (decision.type === 'respond') return Number(decision.response.status);
  return Number(core.shape(decision, getItem(items, decision.body)).response.status);
}

/**
 * The texts and numbers in a value; of a composed text, what comes after its label.
 *
 * @param {any} value
 * @returns {string[]}
 */
function valuesIn(value) {
  if (typeof value === 'string') return [value.replace(/^[A-Z]+#/, '')];
  return typeof value === 'object' ? Object.values(value).flatMap(valuesIn) : [];
}

/** @param {string} name */
function text(name) {
  return { name, type: 'S' };
}

/** @param {string} name */
function number(name) {
  return { name, type: 'N' };
}
