/** An `api.json` with one route, and an item to try it: of a table, or made up. */

import { fieldsOf } from './fields.js';
import { formatted } from './format.js';
import { composeKey, constantsOf, isWhole, written } from './key.js';
import { madeUp, makerFor } from './made-up.js';
import { pathSegment, routeName } from './names.js';

/** @import { ComposedKey } from './key.js' */
/** @import { SampledTable } from './table.js' */

/** Where an editor finds the schema once the package is installed. */
const SCHEMA = './node_modules/edge-lookup/api.schema.json';

/**
 * @typedef {object} Made
 * @property {string} config The text of the `api.json`.
 * @property {string} items The text of the `items.json`.
 * @property {string[]} shown The attributes that the answers show.
 * @property {{ attribute: string, text: string }[]} constants The item's own texts that the key has.
 * @property {string[]} leftOut The item's attributes that cannot be declared, or are too many.
 */

/**
 * One that shows what an `api.json` is.
 *
 * @param {string} region
 * @returns {Pick<Made, 'config' | 'items'>}
 */
export function starterApi(region) {
  const route = {
    name: 'film',
    path: '/films/{id}',
    table: 'Films',
    key: 'id',
    fields: [
      { name: 'title', type: 'string' },
      { name: 'year', type: 'integer', optional: true },
    ],
    notFound: { status: 404 },
  };
  const Item = { id: { S: 'sintel' }, title: { S: 'Sintel' }, year: { N: '2010' } };
  return {
    config: formatted(configOf(region, route)),
    items: formatted({ [route.table]: [{ PutRequest: { Item } }] }),
  };
}

/**
 * One that reads a table.
 *
 * @param {SampledTable} table
 * @returns {Made}
 */
export function apiOf({ name, region, keys, item }) {
  const key = composeKey(keys, item);
  const { fields, leftOut } = fieldsOf(key, item);
  const parameters = [...new Set(key.parameters.values())];
  const route = {
    name: routeName(name),
    path: `/${[pathSegment(name), ...parameters.map((it) => `{${it}}`)].join('/')}`,
    table: name,
    key: declaredKey(key),
    fields,
    notFound: { status: 404 },
  };
  const sample = new Map([...keyOf(key, item), ...othersOf(fields, keys, item)]);
  return {
    config: formatted(configOf(region, route)),
    items: formatted({ [name]: [{ PutRequest: { Item: sample } }] }),
    shown: fields.map((field) => field.name),
    constants: constantsOf(key),
    leftOut,
  };
}

/**
 * @param {string} region
 * @param {object} route
 */
function configOf(region, route) {
  return { $schema: SCHEMA, envelope: 'none', dynamodb: { regions: [region] }, routes: [route] };
}

/** @param {ComposedKey} key */
function declaredKey({ attributes, parameters }) {
  const [first] = attributes;
  const isPlain = attributes.length === 1 && isWhole(first) && first.type === 'S';
  if (isPlain && !/[{}#]/.test(first.name)) return first.name;
  return new Map(
    attributes.map((attribute) => {
      const template = written(attribute, (value) => `{${parameters.get(value)}}`);
      return [attribute.name, attribute.type === 'N' ? { N: template } : template];
    }),
  );
}

/**
 * A made-up key.
 *
 * @param {ComposedKey} key
 * @param {SampledTable['item']} item
 * @returns {[name: string, value: object][]}
 */
function keyOf({ attributes, parameters }, item) {
  const makeUp = makerFor(item);
  /** @type {Map<string | undefined, string>} */
  const values = new Map();
  return attributes.map((attribute) => {
    const text = written(attribute, (value) => {
      const parameter = parameters.get(value);
      const made = values.get(parameter) ?? makeUp(attribute.type === 'N' ? '0' : value.sample);
      values.set(parameter, made);
      return made;
    });
    return [attribute.name, { [attribute.type]: text }];
  });
}

/**
 * Made-up values of the other attributes.
 *
 * @param {{ name: string }[]} fields
 * @param {SampledTable['keys']} keys
 * @param {SampledTable['item']} item
 * @returns {[name: string, value: object][]}
 */
function othersOf(fields, keys, item = {}) {
  const makeUp = makerFor(item);
  return fields
    .filter(({ name }) => !keys.some((key) => key.name === name))
    .map(({ name }) => [name, madeUp(item[name], makeUp)]);
}
