/** What only a checkout of this project has. */

import { Failure } from '../../scripts/terminal.js';

/**
 * Does what needs this project's function and DynamoDB, whose packages npm does not install for who
 * only has the package.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inCheckout(work) {
  try {
    return await work();
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Failure(
      'api.json is answered in a checkout of edge-lookup: here, add --handler FILE',
    );
  }
}
