/** Pieces of TypeScript. */

import { visibleJson } from '../api/visible-json.js';

/** @typedef {{ name: string, type: string, isOptional?: boolean, comment?: string }} Member */

/**
 * A type with these members, each on its line.
 *
 * @param {Member[]} members
 */
export function objectType(members) {
  if (members.length === 0) return 'Record<string, never>';
  const lines = members.map(({ name, type, isOptional = false, comment }) => {
    const colon = isOptional ? '?:' : ':';
    const separator = type.startsWith('|') ? '\n' : ' ';
    const line = `${propertyName(name)}${colon}${separator}${indented(type, separator)};`;
    return indent(comment === undefined ? line : `/** ${comment} */\n${line}`);
  });
  return `{\n${lines.join('\n')}\n}`;
}

/**
 * A text as a type, or as a name. Escapes are those of JSON, of which each is one of TypeScript's.
 *
 * @param {string} text
 */
export function literal(text) {
  return visibleJson(text);
}

/** @param {string} name */
function propertyName(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

/**
 * @param {string} type
 * @param {string} separator
 */
function indented(type, separator) {
  return separator === '\n' ? indent(type) : type;
}

/** @param {string} text */
function indent(text) {
  return text.replaceAll(/^/gm, '  ');
}
