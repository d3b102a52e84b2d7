/** The parameters of a route, as OpenAPI has them. */

import { anchored } from './pattern.js';

/** @import { Route } from '../api/load.js' */

/** @typedef {Route['parameters'][number]} Parameter */

/** A number as DynamoDB prints it. */
const NUMBER = String.raw`^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$`;

/**
 * @param {Parameter} parameter
 * @param {string} [example]
 */
export function parameterObject(parameter, example) {
  const description = descriptionOf(parameter);
  return {
    name: parameter.name,
    in: parameter.in,
    required: true,
    ...(description !== '' && { description }),
    schema: schemaOf(parameter),
    ...(example !== undefined && { example }),
  };
}

/** @param {Parameter} parameter */
function schemaOf({ pattern, minLength = 1, maxLength = Infinity, maxBytes, type, separators }) {
  const declared = pattern === undefined ? undefined : anchored(pattern);
  const patterns = [declared, type === 'number' ? NUMBER : undefined].filter(
    (it) => it !== undefined,
  );
  const excluded = separators.map((it) => it.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return {
    type: 'string',
    minLength,
    // A character has at least one byte.
    maxLength: Math.min(maxLength, maxBytes),
    ...(patterns.length === 1 && { pattern: patterns[0] }),
    ...(patterns.length > 1 && { allOf: patterns.map((it) => ({ pattern: it })) }),
    ...(excluded.length > 0 && { not: { pattern: [...new Set(excluded)].join('|') } }),
  };
}

/** @param {Parameter} parameter */
function descriptionOf({ pattern, type }) {
  const sentences = [
    type === 'number' ? 'A number as DynamoDB prints it, of at most 38 digits.' : undefined,
    pattern !== undefined && anchored(pattern) === undefined
      ? `The whole value has to match ${pattern}, a regular expression of Rust's regex crate over bytes.`
      : undefined,
  ];
  return sentences.filter((it) => it !== undefined).join(' ');
}
