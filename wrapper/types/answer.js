/** The TypeScript type of what a found item is answered with. */

import { literal, objectType } from './syntax.js';

/** @import { Route } from '../api/load.js' */
/** @import { Member } from './syntax.js' */

/** @typedef {Extract<Route['found'], { kind: 'fields' }>} Listed */
/** @typedef {Listed['fields'][number]} Field */

/** DynamoDB's types, as they are answered. */
const TYPES = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  any: 'unknown',
};

/**
 * @param {Route['found']} found
 * @returns {string | undefined} Undefined for a redirect, which has no fields.
 */
export function answerType(found) {
  if (found.kind === 'redirect') return undefined;
  const members = found.kind === 'item' ? 'Record<string, unknown>' : listedType(found);
  if (found.wrap === undefined) return members;
  return objectType([{ name: found.wrap, type: members }]);
}

/**
 * One object, or one for each case and one for items to which none applies.
 *
 * @param {Listed} found
 */
function listedType(found) {
  const { cases } = found;
  if (cases.length === 0) return objectType(found.fields.map(member));
  const variants = [...cases.keys(), cases.length].map((applied) => variant(found, applied));
  // Two cases that add the same are one to a program, unless it can tell them apart.
  return [...new Set(variants)].map((it) => `| ${it}`).join('\n');
}

/**
 * The answer where a case applies. The fields of the others are there too, as what no answer has, so that a
 * program may ask for them.
 *
 * @param {Listed} found
 * @param {number} applied The index of the case; that after the last one stands for none.
 */
function variant({ fields, cases }, applied) {
  const own = [...fields, ...(cases[applied]?.fields ?? [])];
  const names = new Set(own.map(({ name }) => name));
  const others = new Set(cases.flatMap((it) => it.fields.map(({ name }) => name)));
  return objectType([
    ...own.map((field) => told(field, cases, applied) ?? member(field)),
    ...[...others]
      .filter((name) => !names.has(name))
      .map((name) => ({ name, type: 'never', isOptional: true })),
  ]);
}

/**
 * A field that shows the attribute of a case, by which a program can tell what applies. The cases are tried
 * in order, and each needs its attribute to be a string. TypeScript has no type for all other strings.
 *
 * @param {Field} field
 * @param {Listed['cases']} cases
 * @param {number} applied
 * @returns {Member | undefined} Undefined for any other field.
 */
function told({ name, attribute: [attribute, ...inside], type }, cases, applied) {
  if (inside.length > 0 || (type !== 'string' && type !== 'any')) return undefined;
  const own = cases[applied];
  if (own?.attribute === attribute) return { name, type: literal(own.equals) };
  const isTried = cases.slice(0, applied).some((it) => it.attribute === attribute);
  return isTried ? { name, type: 'string' } : undefined;
}

/**
 * @param {Field} field
 * @returns {Member}
 */
function member({ name, type, optional, default: fallback }) {
  const isNullable = fallback === null && type !== 'any';
  return { name, type: `${TYPES[type]}${isNullable ? ' | null' : ''}`, isOptional: optional };
}
