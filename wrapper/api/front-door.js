/** Which front door an event is of, as the core finds out. */

import { frontDoorOf as find } from '../../pkg/compiler/edge_lookup.js';
import { UsageError } from '../terminal.js';
import { loadCompiler } from './load.js';

/** @import { FrontDoor } from '../../pkg/compiler/edge_lookup.js' */

/**
 * @param {unknown} event
 * @returns {FrontDoor}
 * @throws {UsageError} If it is not an event that is answered, with what is wrong with it.
 */
export function frontDoorOf(event) {
  loadCompiler();
  try {
    return find(JSON.stringify(event));
  } catch (error) {
    throw new UsageError(`this cannot be invoked: ${/** @type {Error} */ (error).message}`);
  }
}
