/** The checks of one route, in their order. */

import { askAgain } from './cache.js';
import { ask } from './check.js';
import { askCompressed } from './encoding.js';
import { lookupRequests, otherRequests } from './requests.js';

/** @import { Route } from '../api/load.js' */
/** @import { Asked, Check, Sides } from './check.js' */
/** @import { Lookups } from './requests.js' */

/**
 * @param {Route} route
 * @param {Lookups} lookups
 * @param {Sides} sides
 * @param {boolean} isBehindCache Whether the function runs at origin-request.
 * @returns {AsyncGenerator<Asked>}
 */
export async function* routeChecks(route, lookups, sides, isBehindCache) {
  for (const [i, request] of lookupRequests(route, lookups).entries()) {
    const { check, reply } = await ask(request, sides);
    yield { check, reply };
    if (reply === undefined || check.outcome === 'wrong') continue;
    yield { check: await askAgain(request, reply, sides, isBehindCache), reply };
    if (i === 0) yield { check: await askCompressed(request, reply, sides.client), reply };
  }
  if (lookups.found.length === 0) yield { check: NO_ITEM };
  if (lookups.missing === undefined) yield { check: NO_MISSING };
  const others = otherRequests(route, sides.reference.core, lookups);
  for (const request of others) yield ask(request, sides);
}

/** @type {Check} */
const NO_ITEM = {
  title: 'An item',
  outcome: 'open',
  said: 'not looked up: name one with --request PATH, or a file of items that are in the table with --items',
};

/** @type {Check} */
const NO_MISSING = {
  title: 'No such item',
  outcome: 'open',
  said: "not looked up: the parameters' rules leave no value that surely no item has",
};
