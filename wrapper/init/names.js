/** Names for what is declared, made of the names that a table has. */

/** The longest that a made name gets: paths have at most 255 characters, names of routes 64. */
const LONGEST = 48;

/** Names that routes cannot have. */
const RESERVED = ['handler', 'then'];

/** Attributes that are called after their role, not after what they hold. */
const ROLE = /^_?(?:gsi\d*)?_?(?:pk|sk|hash|range|partition|sort)(?:[_-]?key)?\d*_?$/i;

/** @param {string} attribute */
export function isCalledAfterRole(attribute) {
  return ROLE.test(attribute);
}

/**
 * The name of the route that reads a table: `Prod_Users` has `prodUsers`.
 *
 * @param {string} table
 */
export function routeName(table) {
  const name = camelCase(table);
  if (name === '') return 'items';
  if (RESERVED.includes(name)) return `${name}Items`;
  return /^\d/.test(name) ? `table${name}` : name;
}

/**
 * The first segment of its path: `Prod_Users` has `prod-users`.
 *
 * @param {string} table
 */
export function pathSegment(table) {
  return wordsOf(table).join('-').toLowerCase().slice(0, LONGEST) || 'items';
}

/**
 * A parameter called as an attribute, or `fallback` if that has neither letters nor digits.
 *
 * @param {string} attribute
 * @param {string} fallback
 */
export function parameterName(attribute, fallback) {
  if (/^[a-z][a-zA-Z0-9_]*$/.test(attribute)) return attribute.slice(0, LONGEST);
  return camelCase(attribute) || fallback;
}

/**
 * A parameter called after the label before it: `ORDER_ITEM` has `orderItemId`.
 *
 * @param {string} label
 */
export function labelledName(label) {
  const name = camelCase(label);
  return /id$/i.test(name) ? name : `${name}Id`;
}

/** @param {string} text */
function camelCase(text) {
  const [first = '', ...rest] = wordsOf(text).map((word) => word.toLowerCase());
  const others = rest.map((word) => word[0].toUpperCase() + word.slice(1));
  return [first, ...others].join('').slice(0, LONGEST);
}

/** @param {string} text */
function wordsOf(text) {
  return text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
}
