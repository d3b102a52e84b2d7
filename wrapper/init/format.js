/** JSON as a person writes it: on one line what fits there. */

import { visibleJson } from '../api/visible-json.js';

const WIDTH = 100;

/**
 * The text of a document, whose own members have a line each.
 *
 * @param {object} value A `Map` is an object whose members stay in order, whatever they are called.
 */
export function formatted(value) {
  return `${broken(value, '')}\n`;
}

/**
 * @param {unknown} value
 * @param {string} indent
 * @param {number} [before] How much stands before it on its line.
 * @returns {string}
 */
function written(value, indent, before = 0) {
  const line = inline(value);
  return indent.length + before + line.length < WIDTH ? line : broken(value, indent);
}

/**
 * @param {unknown} value
 * @param {string} indent
 */
function broken(value, indent) {
  const inner = `${indent}  `;
  const lines = (/** @type {string[]} */ members) =>
    members.map((it) => `${inner}${it}`).join(',\n');
  if (Array.isArray(value)) {
    return `[\n${lines(value.map((it) => written(it, inner)))}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return scalar(value);
  const members = entriesOf(value).map(([name, it]) => {
    const label = `${visibleJson(name)}: `;
    return label + written(it, inner, label.length);
  });
  return `{\n${lines(members)}\n${indent}}`;
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  const members = entriesOf(value).map(([name, it]) => `${visibleJson(name)}: ${inline(it)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** @param {unknown} value */
function scalar(value) {
  return typeof value === 'string' ? visibleJson(value) : JSON.stringify(value);
}

/**
 * @param {object} value
 * @returns {[string, unknown][]}
 */
function entriesOf(value) {
  return value instanceof Map ? [...value] : Object.entries(value);
}
