/** A local edge around any function. */

import { ANY_PATH } from '../../wrapper/emulator/behavior.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { createEdge } from '../../wrapper/local/edge.js';

/** @import { DistributionOptions } from '../../wrapper/emulator/distribution.js' */
/** @import { Pages } from '../../wrapper/local/pages.js' */

/**
 * @param {Omit<DistributionOptions, 'behaviors'> & {
 *   behaviors?: DistributionOptions['behaviors'], pages?: Pages }} options With one behavior at
 *   viewer-request unless there are others.
 */
export function edgeOf({ pages, ...options }) {
  const behaviors = [{ ...ANY_PATH, eventType: /** @type {const} */ ('viewer-request') }];
  const answer = createDistribution({ behaviors, ...options });
  return createEdge({ answer, log: options.log, pages });
}
