/** APIs, and their templates: the one that ships, and some with what templates could stumble over. */

import { createHash } from 'node:crypto';
import { parseApi } from '../../../wrapper/api/load.js';
import { renderTemplate } from '../../../wrapper/deploy/template/template.js';
import { apiText } from '../../support/api-text.js';
import { API } from '../../support/example.js';

/** @import { Template } from './rules/lookup.js' */

const SHA256 = createHash('sha256').update('a zip file').digest();

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
    'paths with parameters, and routes without query parameters',
    apiText({
      routes: /** @type {any} */ ([
        { path: '/users/{id}' },
        {
          path: '/users/{id}/posts',
          parameter: undefined,
          parameters: [{ name: 'id' }, { name: 'lang' }],
          key: { Id: '{id}#{lang}' },
        },
        { path: '/users/me', parameter: undefined, key: { Id: 'me' } },
      ]),
    }),
  ],
  [
    'answers that may be cached as long as possible',
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
 * @returns JSON.
 */
export function render(text, sha256 = SHA256) {
  // It sees nothing of the zip file but its hash.
  return renderTemplate({
    api: text === undefined ? API : parseApi(text),
    sha256,
    zip: Buffer.of(),
    files: {},
  });
}

/**
 * @param {string} [text] Of an `api.json`.
 * @returns {Template}
 */
export function template(text, sha256 = SHA256) {
  return JSON.parse(render(text, sha256));
}

/** @param {string} [text] Of an `api.json`. */
export function descriptionOf(text) {
  return apiOf(text).description;
}

/** @param {string} [text] */
function apiOf(text) {
  return text === undefined ? API : parseApi(text);
}
