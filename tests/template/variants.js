/** APIs, and their templates: the one that ships, and some with what templates could stumble over. */

import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { readApi } from '../../wrapper/deploy/api.js';
import { renderTemplate } from '../../wrapper/deploy/template/template.js';

/** @import { Route } from '../../wrapper/deploy/api.js' */
/** @import { Template } from './rules/lookup.js' */

const SHA256 = createHash('sha256').update('a zip file').digest();

/**
 * The text of an `api.json` that is right where this is.
 *
 * @param {{ regions?: string[], routes: Partial<Route>[] }} api
 */
export function apiText({ regions = ['ap-northeast-1'], routes }) {
  return JSON.stringify({
    cors: { allowedOrigins: [], allowOrigin: '*', maxAgeSeconds: 0 },
    dynamodb: { regions },
    routes: routes.map((route, index) => ({
      name: `route${index}`,
      path: `/api/${index}`,
      parameter: { name: 'id' },
      table: 'Table',
      key: 'Id',
      fields: [{ name: 'value', attribute: 'Value', type: 'any' }],
      ...route,
    })),
  });
}

/** @param {string[]} names Of the query parameters. */
export function withParameters(names) {
  return apiText({ routes: names.map((name) => ({ parameter: { name } })) });
}

/**
 * By name, the text of an `api.json`; `undefined` for the one that ships.
 *
 * @type {[name: string, text: string | undefined][]}
 */
export const VARIANTS = [
  ['the api.json that ships', undefined],
  [
    'several Regions and tables',
    apiText({
      regions: ['us-east-1', 'eu-central-1', 'ap-northeast-1', 'us-gov-west-1'],
      routes: [{ table: 'Some.Table' }, { table: 'another_table-2' }, { table: '123' }],
    }),
  ],
  [
    'as many routes as a distribution has behaviors, all of one table',
    apiText({ routes: Array.from({ length: 75 }, () => ({})) }),
  ],
  [
    'route names with _',
    apiText({ routes: ['a_b', 'ab', 'a__b', 'ab_', 'A_b'].map((name) => ({ name })) }),
  ],
  [
    'route names that are words of YAML',
    apiText({ routes: ['on', 'no', 'y', 'null', 'Yes'].map((name) => ({ name })) }),
  ],
  [
    'query parameters that are words and numbers of YAML',
    withParameters(['on', 'no', 'y', '1', '1e3', '0x1f', 'null', '2012-10-17']),
  ],
  [
    'answers that may be kept for as long as can be',
    apiText({
      routes: [
        { cache: { seconds: 60 } },
        { cache: { seconds: 31_536_000, staleSeconds: 31_536_000 } },
      ],
    }),
  ],
  [
    'all names as long as they may be',
    apiText({
      routes: [
        {
          name: 'a'.repeat(64),
          path: `/${'a'.repeat(254)}`,
          parameter: { name: 'a'.repeat(128) },
          table: 'a'.repeat(255),
        },
      ],
    }),
  ],
];

/**
 * @param {string} [text] Of an `api.json`.
 * @returns YAML.
 */
export function render(text, sha256 = SHA256) {
  // It sees nothing of the zip file but its hash.
  return renderTemplate({ api: readApi(text), sha256, zip: Buffer.of(), files: {} });
}

/**
 * @param {string} [text] Of an `api.json`.
 * @returns {Template}
 */
export function template(text, sha256 = SHA256) {
  return parse(render(text, sha256));
}
