/** Values that keep a route's rules, and that no item has. */

import { randomInt, randomUUID } from 'node:crypto';
import { eventOf } from '../local/ask-core.js';
import { target } from '../local/example-urls.js';

/** @import { Route } from '../api/load.js' */
/** @import { Core } from '../function/core.js' */
/** @import { Parameter, Values } from '../local/example-urls.js' */

const DIGITS = '0123456789';
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const CAPITAL = SMALL.toUpperCase();
const ALPHABETS = [SMALL + DIGITS, DIGITS, `${DIGITS}abcdef`, CAPITAL + DIGITS, SMALL, CAPITAL];
const LENGTHS = [16, 12, 8, 24, 32, 36];

/** So many random characters are nobody's by chance. */
const ENOUGH = 8;

/** How many combinations are tried. */
const MOST = 2_000;

/**
 * Values with which a route reads, and finds no item.
 *
 * @param {Route} route
 * @param {Core} core Judges whether the route's rules are kept.
 * @param {Values} [known] With which it finds one.
 * @returns {Values | undefined} Undefined if the rules leave no room to guess.
 */
export function missingValues(route, core, known) {
  const lists = route.parameters.map((it) => candidates(it, known?.get(it.name)));
  return combinations(lists)
    .take(MOST)
    .map((values) => new Map(route.parameters.map(({ name }, i) => [name, values[i]])))
    .find((it) => core.decide(eventOf(target(route, it)), route.name).type === 'get-item');
}

/**
 * @param {Parameter} parameter
 * @param {string} [known] A value that keeps its rules.
 */
function candidates({ type, minLength = 1, maxLength = 64 }, known = '') {
  // A number in DynamoDB's form does not begin with 0.
  if (type === 'number') return [`9${random(DIGITS, 14)}`];
  const lengths = LENGTHS.map((it) => Math.max(minLength, Math.min(maxLength, it)));
  return [
    // Letters may be words that the form asks for.
    ...[/[0-9A-Za-z]/g, /[0-9]/g].flatMap((changed) => disguised(known, changed)),
    ...ALPHABETS.flatMap((alphabet) =>
      [...new Set(lengths)].filter((it) => it >= ENOUGH).map((length) => random(alphabet, length)),
    ),
    randomUUID(),
  ];
}

/**
 * A value of the same form: digits for digits, letters for letters.
 *
 * @param {string} value
 * @param {RegExp} changed The characters that become others.
 * @returns {string[]} None if these are too few.
 */
function disguised(value, changed) {
  if ((value.match(changed) ?? []).length < ENOUGH) return [];
  const other = (/** @type {string} */ character) =>
    random([DIGITS, SMALL, CAPITAL].find((it) => it.includes(character)) ?? '', 1);
  return [value.replaceAll(changed, other)];
}

/**
 * @param {string} alphabet
 * @param {number} length
 */
function random(alphabet, length) {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/**
 * One of each list, in every way.
 *
 * @param {string[][]} lists
 * @returns {Generator<string[]>}
 */
function* combinations([first, ...others]) {
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of first) for (const rest of combinations(others)) yield [value, ...rest];
}
