/** The fields that show an item's attributes. */

import { isWhole } from './key.js';
import { isCalledAfterRole } from './names.js';

/** @import { AttributeValue } from '@aws-sdk/client-dynamodb' */
/** @import { ComposedKey } from './key.js' */
/** @import { Item } from './table.js' */

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string[]} [attribute]
 * @property {string} [type]
 * @property {true} [optional]
 *
 * @typedef {object} Fields
 * @property {Field[]} fields
 * @property {string[]} leftOut Attributes outside the key that have no field.
 */

/** The longest name of an attribute that can be declared, in bytes of UTF-8. */
const LONGEST_BYTES = 255;

/** More than anybody reads, and well within what a projection has room for. */
const MOST = 200;

const TYPES = { S: 'string', N: 'number', BOOL: 'boolean' };

/**
 * A field for each attribute, sorted by name. Of the key, what the request already says in other words is
 * left out: `USER#42`, or `PROFILE`.
 *
 * @param {ComposedKey} key
 * @param {Item} [item]
 * @returns {Fields}
 */
export function fieldsOf({ attributes }, item = {}) {
  const names = new Set(attributes.map(({ name }) => name));
  const others = Object.keys(item).filter((name) => !names.has(name));
  const shown = others.sort().filter(isShort).slice(0, MOST);
  const telling = attributes.filter((it) => isWhole(it) && !isCalledAfterRole(it.name));
  // An answer has at least one field.
  const keys = telling.length + shown.length > 0 ? telling : attributes;
  return {
    fields: [
      ...keys.map(({ name, type }) => fieldOf(name, type)),
      ...shown.map((name) => ({ ...fieldOf(name, descriptorOf(item[name])), optional: true })),
    ].map((field) => /** @type {Field} */ (field)),
    leftOut: others.filter((name) => !shown.includes(name)),
  };
}

/**
 * @param {string} name
 * @param {string} descriptor
 */
function fieldOf(name, descriptor) {
  const type = TYPES[/** @type {keyof typeof TYPES} */ (descriptor)];
  return {
    name,
    // In brackets, so that nobody takes it for a way into a map or list.
    ...(/[.[]/.test(name) && { attribute: [name] }),
    ...(type && { type }),
  };
}

/** @param {AttributeValue} value */
function descriptorOf(value) {
  return Object.keys(value)[0];
}

/** @param {string} name */
function isShort(name) {
  return Buffer.byteLength(name) <= LONGEST_BYTES;
}
