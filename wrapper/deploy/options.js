/** The options that the commands share. */

import { UsageError } from '../../scripts/terminal.js';

export const STACK = /** @type {const} */ ({ stack: { type: 'string', default: 'edge-lookup' } });
export const DISTRIBUTION = /** @type {const} */ ({ distribution: { type: 'string' } });
export const PLAN = /** @type {const} */ ({ plan: { type: 'boolean', default: false } });

/**
 * The name of a stack, and so of its function: a function's may have 64 characters.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 *
 * @param {string} name
 */
export function stackName(name) {
  if (/^[A-Za-z][A-Za-z0-9-]{0,62}$/.test(name)) return name;
  throw new UsageError(
    `--stack needs a letter, then letters, digits and -, at most 63, is ${JSON.stringify(name)}`,
  );
}

/** @param {string} [id] */
export function distributionId(id) {
  if (id !== undefined && /^E[0-9A-Z]{5,30}$/.test(id)) return id;
  const is = id === undefined ? '' : `, is ${JSON.stringify(id)}`;
  throw new UsageError(
    `--distribution needs the id of a distribution, such as E2QWRUHEXAMPLE${is}`,
  );
}
