/** A local edge around any function. */

import { ANY_PATH } from '../../wrapper/emulator/behavior.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { createEdge } from '../../wrapper/local/edge.js';

/** @import { Behavior } from '../../wrapper/emulator/behavior.js' */
/** @import { DistributionOptions } from '../../wrapper/emulator/distribution.js' */
/** @import { Handler } from '../../wrapper/emulator/invoke.js' */
/** @import { Pages } from '../../wrapper/local/pages.js' */

/** @typedef {Omit<DistributionOptions, 'behaviors'> & { pages?: Pages }} Options */

/**
 * @param {Options & (
 *   { behaviors: Behavior[], handler?: undefined, timeoutMs?: undefined } |
 *   { handler: Handler, timeoutMs?: number, behaviors?: undefined })} options With one behavior, and the
 *   handler at viewer-request, unless there are others.
 */
export function edgeOf({ pages, handler, timeoutMs, behaviors, ...options }) {
  const functions = handler && { 'viewer-request': { handler, timeoutMs } };
  const answer = createDistribution({
    behaviors: behaviors ?? [{ ...ANY_PATH, functions: functions ?? {} }],
    ...options,
  });
  return createEdge({ answer, log: options.log, pages });
}
