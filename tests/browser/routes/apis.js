/** APIs for the page with a form for each route, with their items. */

const MARKUP = '<img src=x onerror=alert(1)>';

/** What others could write to mislead whoever reads it. */
export const HOSTILE_TEXT = `${MARKUP}</pre><script>alert(2)</script>\u202Egnp.exe ${'x'.repeat(300)}`;

/**
 * @typedef {object} Declared
 * @property {object} api
 * @property {Record<string, object[]>} items By table.
 */

/** @type {Declared} A route of each kind. */
export const MIXED = {
  api: apiOf(
    {
      name: 'user',
      path: '/users/{id}',
      parameter: { name: 'id', pattern: '[a-z0-9 #&]+', maxLength: 16 },
      table: 'App',
      key: { PK: 'USER#{id}', SK: 'PROFILE' },
      fields: ['name', { name: 'visits', type: 'integer' }],
      cache: { seconds: 60 },
      notFound: { status: 404, message: 'No such user' },
    },
    {
      name: 'flag',
      path: '/flags',
      parameters: [{ name: 'tenant' }, { name: 'flag', pattern: '[a-z-]+' }],
      table: 'Flags',
      key: { tenant: '{tenant}', flag: '{flag}' },
      fields: [{ name: 'enabled', type: 'boolean' }],
      notFound: { redirect: 'https://example.com/' },
    },
    {
      name: 'link',
      path: '/go/{code}',
      table: 'Links',
      key: 'code',
      redirect: 'url',
      notFound: { status: 404 },
    },
    {
      name: 'pair',
      path: '/pairs/{a}/{b}',
      table: 'Pairs',
      key: { one: '{a}', other: '{b}' },
      redirect: 'url',
      notFound: { status: 404 },
    },
    {
      name: 'settings',
      path: '/settings',
      table: 'App',
      key: { PK: 'SETTINGS', SK: 'ALL' },
      fields: '*',
      omit: ['PK', 'SK'],
      notFound: { status: 404 },
    },
    {
      name: 'price',
      path: '/prices/{id}',
      table: 'Prices',
      key: { id: { N: '{id}' } },
      fields: [{ name: 'price', type: 'number' }],
      notFound: { status: 404 },
    },
  ),
  items: {
    App: [
      {
        PK: { S: 'USER#42' },
        SK: { S: 'PROFILE' },
        name: { S: 'Ada' },
        visits: n('9007199254740993'),
      },
      { PK: { S: 'USER#a & b#c' }, SK: { S: 'PROFILE' }, name: { S: 'Grace' }, visits: n('0') },
      { PK: { S: 'USER#broken' }, SK: { S: 'PROFILE' }, name: { N: '1' } },
      { PK: { S: 'USER#REFUSED' }, SK: { S: 'PROFILE' }, name: { S: '' }, visits: n('0') },
      { PK: { S: 'SETTINGS' }, SK: { S: 'ALL' }, theme: { S: 'dark' }, list: { L: [] } },
    ],
    Flags: [{ tenant: { S: 'acme' }, flag: { S: 'dark-mode' }, enabled: { BOOL: true } }],
    Links: [{ code: { S: 'docs' }, url: { S: 'https://docs.example.com/guide' } }],
    Pairs: [{ one: { S: 'x' }, other: { S: 'y' }, url: { S: 'https://pairs.example.com/' } }],
    Prices: [{ id: n('2.5'), price: n('0.50') }],
  },
};

/** @type {Declared} What is in the API and in its items tries to be more than text. */
export const HOSTILE = {
  api: apiOf({
    name: 'x',
    path: '/x/{p}',
    parameter: { name: 'p', pattern: '(?:<script>alert\\(3\\)</script>|.)+' },
    table: 'Table',
    key: { [MARKUP]: `${MARKUP}{p}` },
    fields: [{ name: MARKUP, attribute: MARKUP.repeat(2) }],
    notFound: { status: 404, message: HOSTILE_TEXT },
  }),
  items: {
    Table: [
      { [MARKUP]: { S: `${MARKUP}${HOSTILE_TEXT}` }, [MARKUP.repeat(2)]: { S: HOSTILE_TEXT } },
      { [MARKUP]: { S: `${MARKUP}two\nlines` }, [MARKUP.repeat(2)]: { S: '' } },
    ],
  },
};

/** @type {Declared} */
export const MANY = {
  api: apiOf(
    ...Array.from({ length: 30 }, (_, i) => ({
      name: `route${i}`,
      path: `/api/number-${i}/{id}`,
      table: 'Table',
      key: 'id',
      fields: [{ name: 'value' }],
      notFound: { status: 404 },
    })),
  ),
  items: { Table: [{ id: { S: 'one' }, value: { S: 'uno' } }] },
};

/** @param {object[]} routes */
function apiOf(...routes) {
  return { envelope: 'none', dynamodb: { regions: ['us-east-1'] }, routes };
}

/** @param {string} number */
function n(number) {
  return { N: number };
}
