/** Requests to the MediaConvert API, of every kind: right, wrong, and written in every way. */

import fc from 'fast-check';
import { CONFIG } from './core.js';
import { examples } from './examples.js';

/** @import { Items } from './examples.js' */
/** @import { Sent } from './front-doors.js' */

/**
 * @typedef {object} Asked
 * @property {string} route
 * @property {string} parameter The route's own.
 * @property {Sent} sent
 * @property {boolean} fails Whether DynamoDB does not answer.
 */

/** @type {{ name: string, path: string, parameter: { name: string }, table: string, key: string }[]} */
export const ROUTES = JSON.parse(CONFIG).routes;

/** @type {Items} */
export const ITEMS = examples().find(({ name }) => name === 'mediaconvert')?.items ?? {};

/** Of no item; the last two are longer than a key may be. */
const OTHERS = [
  'none.mp4',
  'a+b=c&d',
  '100%',
  'c'.repeat(2048),
  'c'.repeat(2049),
  '語'.repeat(683),
];

/** @returns {fc.Arbitrary<Asked>} */
export function jobRequests() {
  return fc.constantFrom(...ROUTES).chain(({ name, path, parameter, table, key }) =>
    fc.record({
      route: fc.constant(name),
      parameter: fc.constant(parameter.name),
      sent: fc.record({
        method: mostly('GET', 'HEAD', 'HEAD', 'OPTIONS', 'POST', 'DELETE'),
        uri: fc.constant(path),
        querystring: queryStrings(parameter.name, keysIn(table, key)),
        origin: mostly(
          'https://app.nightonly.com',
          undefined,
          '',
          'null',
          'https://nightonly.com',
          'http://app.nightonly.com',
          'https://app.nightonly.com.example',
        ),
      }),
      fails: mostly(false, true),
    }),
  );
}

/**
 * @param {string} table
 * @param {string} key
 */
function keysIn(table, key) {
  return ITEMS[table].map(({ PutRequest }) => /** @type {any} */ (PutRequest.Item[key]).S);
}

/**
 * @param {string} own The name of the route's parameter.
 * @param {string[]} keys Of items.
 */
function queryStrings(own, keys) {
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...keys) },
    { weight: 2, arbitrary: fc.constantFrom(...OTHERS) },
    { weight: 1, arbitrary: fc.constant('') },
  );
  const pair = fc
    .tuple(
      mostly(own, everyByte(own), own.toUpperCase(), `${own}[]`, 'x'),
      value,
      fc.constantFrom(asForm, encodeURIComponent, everyByte),
      fc.boolean(),
    )
    .map(([name, value, encode, isBare]) =>
      value === '' && isBare ? name : `${name}=${encode(value)}`,
    );
  return fc
    .oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      { weight: 8, arbitrary: fc.tuple(pair) },
      { weight: 2, arbitrary: fc.array(pair, { minLength: 2, maxLength: 3 }) },
    )
    .map((pairs) => pairs.join('&'));
}

/**
 * @template T
 * @param {T} first
 * @param {T[]} others
 */
function mostly(first, ...others) {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constant(first) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}

/** @param {string} text */
function asForm(text) {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

/** @param {string} text */
function everyByte(text) {
  return Buffer.from(text).toString('hex').replaceAll(/../g, '%$&');
}
