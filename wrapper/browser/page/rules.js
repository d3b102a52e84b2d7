/** The rules of a parameter, in words for who has to keep them. */

/** @import { ClientParameter } from '../index.d.ts' */

import { element } from './dom.js';
import { visible } from './words.js';

/** The most bytes that a character takes in UTF-8. */
const MOST_BYTES = 4;

/**
 * @param {ClientParameter} parameter
 * @returns {(Node | string)[]}
 */
export function rulesOf({ in: place, type, pattern, separators, ...limits }) {
  const { minLength, maxLength, maxBytes } = limits;
  const isShort = maxLength !== undefined && maxLength * MOST_BYTES <= maxBytes;
  /** @type {(Node | string)[][]} */
  const rules = [
    [place === 'path' ? 'In the path' : 'In the query string'],
    type === 'number' ? ['a number as DynamoDB prints it: 1, neither 01 nor 1.0'] : [],
    pattern === undefined ? [] : ['matches ', code(pattern)],
    lengthRule(minLength, maxLength),
    type === 'number' || isShort ? [] : [`at most ${maxBytes.toLocaleString('en')} bytes`],
    ...separators.map((separator) => ['without ', code(separator)]),
  ];
  return rules
    .filter((rule) => rule.length > 0)
    .flatMap((rule, i) => (i === 0 ? rule : ['; ', ...rule]))
    .concat('.');
}

/**
 * @param {number} [min]
 * @param {number} [max]
 */
function lengthRule(min, max) {
  if (min === undefined && max === undefined) return [];
  if (min === undefined) return [`at most ${counted(max ?? 0)}`];
  if (max === undefined) return [`at least ${counted(min)}`];
  return [min === max ? `exactly ${counted(max)}` : `${min} to ${counted(max)}`];
}

/** @param {number} count */
function counted(count) {
  return `${count.toLocaleString('en')} character${count === 1 ? '' : 's'}`;
}

/** @param {string} text */
function code(text) {
  return element('code', {}, element('bdi', {}, visible(text)));
}
