/** What the answers of an API depend on besides the items. */

import { createHash } from 'node:crypto';
import { patternOf } from '../../api/path-pattern.js';

/** @import { Description } from '../../api/load.js' */

const HASH_LENGTH = 8;

/**
 * A short text for each path pattern, which changes with what is declared of its answers. A cache
 * that has answers from before such a change answers as the API did then.
 *
 * @param {Description} description
 * @returns {Map<string, string>} By pattern.
 */
export function answersOf({ envelope, cors, routes }) {
  return new Map(
    routes.map((route) => {
      const declared = JSON.stringify([route, envelope, cors]);
      const digest = createHash('sha256').update(declared).digest('hex');
      return [patternOf(route.path), digest.slice(0, HASH_LENGTH)];
    }),
  );
}
