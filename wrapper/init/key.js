/** A route's key, read out of one item's: `USER#42` becomes `USER#{id}`. */

import { isCalledAfterRole, labelledName, parameterName } from './names.js';

/** @import { KeySchema } from '../api/key-schema.js' */
/** @import { Item } from './table.js' */

/**
 * A part of a key's value: text that stays, or a value, with the label before it.
 *
 * @typedef {{ text: string } | Value} Part
 *
 * @typedef {object} Value
 * @property {string} attribute
 * @property {string} [label]
 * @property {string} [sample] The item's own.
 *
 * @typedef {{ name: string, type: string, parts: Part[] }} ComposedAttribute
 *
 * @typedef {object} ComposedKey
 * @property {ComposedAttribute[]} attributes
 * @property {Map<Value, string>} parameters The parameter that each value becomes.
 */

const SEPARATOR = '#';

/** What people write before a value, or in place of one, to say which kind of item it is. */
const LABEL = /^[A-Z][A-Z_-]{0,31}$/;

/** Kinds of items: labels also in lower case or after a label, where any other word may be a value. */
const KINDS = new Set(
  (
    'account article author booking cart category city class client comment company course customer ' +
    'device document employee event file game group invoice item job language locale member message ' +
    'order org organization page payment player post product project region role room session shop ' +
    'site store team tenant thread ticket topic type user video workspace year'
  ).split(' '),
);

/**
 * @param {KeySchema} keys
 * @param {Item} [item]
 * @returns {ComposedKey}
 */
export function composeKey(keys, item = {}) {
  const attributes = keys.map(({ name, type }, index) => ({
    name,
    type,
    parts: partsOf(name, type === 'S' ? item[name]?.S : undefined, index > 0),
  }));
  return { attributes, parameters: named(attributes) };
}

/**
 * What the key's attributes are made of, as `api.json` has it: `USER#{id}`.
 *
 * @param {ComposedAttribute} attribute
 * @param {(value: Value) => string} write
 */
export function written({ parts }, write) {
  return parts.map((part) => (isValue(part) ? write(part) : part.text)).join(SEPARATOR);
}

/**
 * Whether an attribute's value is one parameter, and nothing else.
 *
 * @param {ComposedAttribute} attribute
 */
export function isWhole({ parts }) {
  return parts.length === 1 && isValue(parts[0]);
}

/**
 * @param {Part} part
 * @returns {part is Value}
 */
function isValue(part) {
  return !('text' in part);
}

/**
 * The item's own texts that the key keeps: they may be values after all, except for kinds of items.
 *
 * @param {ComposedKey} key
 * @returns {{ attribute: string, text: string }[]}
 */
export function constantsOf({ attributes }) {
  return attributes.flatMap(({ name, parts }) =>
    parts.flatMap((part, index) => {
      if (isValue(part) || part.text === '') return [];
      const next = parts.at(index + 1);
      const isKindOfNext = isKind(part.text) && next !== undefined && isValue(next);
      return isKindOfNext ? [] : [{ attribute: name, text: part.text }];
    }),
  );
}

/**
 * Labels and values take turns: what follows a label is a value, even if it looks like a label.
 *
 * @param {string} attribute
 * @param {string | undefined} text The item's own value.
 * @param {boolean} isSortKey Only a sort key is a word that is the same in every partition.
 * @returns {Part[]}
 */
function partsOf(attribute, text, isSortKey) {
  const pieces = text?.split(SEPARATOR) ?? [undefined];
  if (pieces.length === 1) {
    const stays = isSortKey && isCalledAfterRole(attribute) && LABEL.test(text ?? '');
    return [stays ? { text: text ?? '' } : { attribute, sample: text }];
  }
  /** @type {string | undefined} */
  let label;
  return pieces.map((piece = '', index) => {
    const next = pieces[index + 1];
    const stays = label === undefined ? isLabel(piece, next) : isInnerLabel(piece, next);
    const before = label;
    label = stays ? piece : undefined;
    if (stays || piece === '') return { text: piece };
    return { attribute, label: before, sample: piece };
  });
}

/**
 * @param {string} piece
 * @param {string} [next] What follows it.
 */
function isLabel(piece, next) {
  return LABEL.test(piece) || (isKind(piece) && next !== undefined);
}

/**
 * Whether what comes after a label is a label too, as in `APP#USER#42`.
 *
 * @param {string} piece
 * @param {string} [next] What follows it.
 */
function isInnerLabel(piece, next = '') {
  return isKind(piece) && next !== '' && !isKind(next);
}

/** @param {string} text */
function isKind(text) {
  return KINDS.has(text.toLowerCase());
}

/**
 * A name for each value. What has the same label and value in both attributes is one parameter.
 *
 * @param {ComposedAttribute[]} attributes
 */
function named(attributes) {
  const values = attributes.flatMap(({ parts }) => parts.filter(isValue));
  const same = Map.groupBy(values, ({ attribute, label, sample }) =>
    JSON.stringify([label === undefined ? attribute : '', label, sample]),
  );
  /** @type {Map<Value, string>} */
  const names = new Map();
  const taken = new Set();
  for (const group of separate([...same.values()])) {
    const name = unique(nameOf(group[0], same.size === 1, attributes), taken);
    for (const value of group) names.set(value, name);
  }
  return names;
}

/**
 * Values of one attribute are different parameters, even if the item has one text in both.
 *
 * @param {Value[][]} groups
 */
function separate(groups) {
  return groups.flatMap((group) => {
    const isOfOne = group.some(
      (it, i) => group.findIndex((other) => other.attribute === it.attribute) < i,
    );
    return isOfOne ? group.map((value) => [value]) : [group];
  });
}

/**
 * @param {Value} value
 * @param {boolean} isOnly
 * @param {ComposedAttribute[]} attributes
 */
function nameOf({ attribute, label }, isOnly, attributes) {
  const byRole = attribute === attributes[0].name ? 'id' : 'sort';
  if (label !== undefined) return isOnly ? 'id' : labelledName(label);
  return isCalledAfterRole(attribute) ? byRole : parameterName(attribute, byRole);
}

/**
 * @param {string} name
 * @param {Set<string>} taken
 */
function unique(name, taken) {
  let result = name;
  for (let number = 2; taken.has(result); number += 1) result = `${name}${number}`;
  taken.add(result);
  return result;
}
