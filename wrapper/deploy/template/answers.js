/** What the answers of an API depend on besides the items. */

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { patternOf } from '../../api/path-pattern.js';

/** @import { Description } from '../../api/load.js' */

const HASH_LENGTH = 8;

const { version: RELEASE } = createRequire(import.meta.url)('../../../package.json');

/**
 * A short text for each path pattern, which changes with what is declared of its answers, and with the
 * release, whose version counts the bytes of answers too. A cache that has answers from before such a
 * change answers as the API did then. The bytes of the function would be no measure: they change with
 * the compiler too.
 *
 * @param {Description} description
 * @param {string} [release]
 * @returns {Map<string, string>} By pattern.
 */
export function answersOf({ envelope, cors, routes }, release = RELEASE) {
  return new Map(
    routes.map((route) => {
      const declared = JSON.stringify([release, route, envelope, cors]);
      const digest = createHash('sha256').update(declared).digest('hex');
      return [patternOf(route.path), digest.slice(0, HASH_LENGTH)];
    }),
  );
}

/**
 * The same as an output of a stack, which says what the answers in caches are of.
 *
 * @param {Description} description
 */
export function answersOutput(description) {
  return Array.from(answersOf(description), (pair) => pair.join('=')).join(' ');
}
