/** Declarations whose types are worth a look. */

const shared = { envelope: 'none', dynamodb: { regions: ['us-east-1'] } };
const route = { table: 'Table', key: { K: 'constant' } };

/** Defaults and cases of every kind. */
export const CASES = JSON.stringify({
  ...shared,
  routes: [
    {
      ...route,
      name: 'defaults',
      path: '/defaults',
      fields: [
        { name: 'text', type: 'string', default: null },
        { name: 'count', type: 'integer', default: 0 },
        { name: 'ratio', type: 'number', default: null },
        { name: 'done', type: 'boolean', default: false },
        { name: 'rest', default: null },
      ],
    },
    {
      ...route,
      name: 'two',
      path: '/two',
      fields: [
        { name: 'a', type: 'string' },
        { name: 'b', type: 'string' },
      ],
      cases: [
        { attribute: 'a', equals: 'x', fields: [{ name: 'ofX', type: 'integer' }] },
        { attribute: 'b', equals: 'y', fields: [{ name: 'ofY', type: 'boolean' }] },
      ],
    },
    {
      ...route,
      name: 'hidden',
      path: '/hidden',
      fields: ['id'],
      cases: [
        {
          attribute: 'kind',
          equals: 'area',
          fields: [
            { name: 'width', type: 'number' },
            { name: 'length', type: 'number' },
          ],
        },
        { attribute: 'kind', equals: 'line', fields: [{ name: 'length', type: 'integer' }] },
      ],
    },
    {
      ...route,
      name: 'cached',
      path: '/cached',
      fields: ['status'],
      cases: [{ attribute: 'status', equals: 'DONE', fields: [], cache: { seconds: 60 } }],
    },
    {
      ...route,
      name: 'wrapped',
      path: '/wrapped',
      wrap: 'the item',
      fields: [{ name: 'kind', type: 'string' }],
      cases: [{ attribute: 'kind', equals: "it's", fields: [{ name: '"', type: 'string' }] }],
    },
  ],
});

const NAMES = [
  ...[
    "it's",
    '"',
    '*/',
    '\\',
    '\n',
    '日本',
    '\u2028',
    '\u202e',
    ' ',
    '1',
    '$$',
    '`',
    '//',
    'constructor',
  ],
  ...['default', '\0', '\u007f', '?:', 'readonly a', '[key: string]', '#private', '-', '__proto__'],
];

/** Names that mean something to TypeScript. */
export const HOSTILE = JSON.stringify({
  ...shared,
  routes: ['class', 'constructor', 'default', 'prototype', 'OtherText'].map((name) => ({
    name,
    path: `/${name}/{x.y-z}`,
    table: 'Table',
    key: 'K',
    fields: NAMES.map((name) => ({ name, attribute: [name], type: 'string' })),
  })),
});
