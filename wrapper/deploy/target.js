/** What a stack is made for: CloudFront's edge, or a front door in a Region. */

import { Failure } from '../terminal.js';

/** @typedef {'http-api' | 'function-url'} Target */

/** The front doors of a Region that can be deployed, called as events of them are. */
export const TARGETS = /** @satisfies {Target[]} */ (['http-api', 'function-url']);

/**
 * What a stack is made for, as its outputs say; nothing if it is not ours.
 *
 * @param {Record<string, string>} outputs
 * @returns {'edge' | Target | undefined}
 */
export function kindOf({ FunctionArn, VersionArn, Target }) {
  if (FunctionArn === undefined) return undefined;
  if (VersionArn !== undefined) return 'edge';
  return TARGETS.find((target) => target === Target);
}

/**
 * @param {string} name
 * @param {Record<string, string>} outputs
 * @param {string} remedy What to do in place of it.
 * @throws {Failure} If a stack is not for CloudFront's edge.
 */
export function refuseRegional(name, outputs, remedy) {
  const is = kindOf(outputs);
  if (is === 'edge' || is === undefined) return;
  throw new Failure(`the stack ${name} is of --target ${is}: ${remedy}`);
}
