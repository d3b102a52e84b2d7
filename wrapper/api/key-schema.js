/** Key schemas: the keys that a table has, and the keys that an API declares. */

/** @import { TableDescription as ActualTable } from '@aws-sdk/client-dynamodb' */

/** @typedef {import('../../pkg/edge/edge_lookup.js').TableDescription} DeclaredTable */

/**
 * A key schema: the partition key, then the sort key if there is one.
 *
 * @typedef {{ name: string, type: string }[]} KeySchema
 */

/** What stands in a message for a text that only the user knows. */
const UNKNOWN = '…';

/**
 * The keys that an API declares for a table.
 *
 * @param {DeclaredTable} table
 */
export function declaredKeys({ partitionKey, sortKey }) {
  return sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
}

/**
 * The keys that a table has.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 *
 * @param {ActualTable} table
 * @returns {KeySchema}
 */
export function actualKeys({ KeySchema = [], AttributeDefinitions = [] }) {
  const types = new Map(
    AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
  return ['HASH', 'RANGE'].flatMap((role) =>
    KeySchema.filter(({ KeyType }) => KeyType === role).map(({ AttributeName = '' }) => ({
      name: AttributeName,
      type: types.get(AttributeName) ?? '?',
    })),
  );
}

/**
 * How the keys of a table differ from those that are declared: `has the partition key PK (S) and the
 * sort key SK (S), the configuration declares PK (S)`.
 *
 * @param {KeySchema} actual
 * @param {KeySchema} declared
 * @returns {string | undefined} Undefined if they are the same.
 */
export function difference(actual, declared) {
  if (listed(actual) === listed(declared)) return undefined;
  const [partitionKey, ...sortKeys] = actual.map(typed);
  const none = declared.length > 1 ? ' and no sort key' : '';
  const sortKey = sortKeys.length > 0 ? ` and the sort key ${sortKeys[0]}` : none;
  return `has the partition key ${partitionKey}${sortKey}, the configuration declares ${listed(declared)}`;
}

/**
 * The `"key"` of a route that reads a table with these keys, with as much of what is declared as still
 * holds.
 *
 * @param {KeySchema} actual
 * @param {DeclaredTable[]} declared By each route that reads the table.
 * @returns {string | undefined} Undefined if no route can read it.
 */
export function keyToWrite(actual, declared) {
  if (actual.some(({ type }) => type !== 'S' && type !== 'N')) return undefined;
  const values = actual.map(({ name }) => declaredValue(name, actual, declared));
  const [{ name, type }] = actual;
  if (actual.length === 1 && type === 'S' && isParameter(values[0])) {
    return `"key": ${JSON.stringify(name)}`;
  }
  const members = actual.map(({ name, type }, i) => {
    const value = type === 'N' ? `{ "N": ${number(values[i])} }` : JSON.stringify(values[i]);
    return `${JSON.stringify(name)}: ${value}`;
  });
  return `"key": { ${members.join(', ')} }`;
}

/**
 * The text that all routes declare for a key: for the one of this name, or else for the only one.
 *
 * @param {string} name
 * @param {KeySchema} actual
 * @param {DeclaredTable[]} declared
 */
function declaredValue(name, actual, declared) {
  const values = declared.map((table) => {
    const keys = declaredKeys(table);
    const isRenamed = actual.length === 1 && keys.length === 1;
    return (keys.find((key) => key.name === name) ?? (isRenamed ? keys[0] : undefined))?.value;
  });
  const [value = UNKNOWN] = values;
  return values.every((other) => other === value) ? value : UNKNOWN;
}

/** @param {string} value */
function isParameter(value) {
  return /^\{[^{}]+\}$/.test(value);
}

/** @param {string} value */
function number(value) {
  const fits = isParameter(value) || /^-?\d+(\.\d+)?$/.test(value);
  return JSON.stringify(fits ? value : UNKNOWN);
}

/** @param {KeySchema} keys */
function listed(keys) {
  return keys.map(typed).join(' and ');
}

/** @param {KeySchema[number]} key */
function typed({ name, type }) {
  return `${name} (${type})`;
}
