/** The parameters of a template that `--parameter-overrides` sets, checked before anything is asked of AWS. */

import { UsageError } from '../../terminal.js';
import { settings } from './template.js';

/** @import { Target } from '../target.js' */
/** @import { Parameter } from './part.js' */

/**
 * @param {Target} target
 * @param {Record<string, string>} [overrides]
 * @throws {UsageError} If there is no such parameter, or it does not take the value.
 */
export function checkOverrides(target, overrides = {}) {
  const known = settings(target);
  for (const [name, value] of Object.entries(overrides)) {
    if (!Object.hasOwn(known, name)) {
      throw new UsageError(
        `--parameter-overrides: --target ${target} has no ${name}, only ${Object.keys(known).join(', ')}`,
      );
    }
    const needed = neededOf(known[name], value);
    if (needed !== undefined) {
      throw new UsageError(
        `--parameter-overrides: ${name} needs ${needed}, is ${JSON.stringify(value)}`,
      );
    }
  }
}

/**
 * What a parameter needs that a value is not.
 *
 * @param {Parameter} parameter
 * @param {string} value
 * @returns {string | undefined}
 */
function neededOf({ AllowedValues, AllowedPattern = '^\\d+$', MinValue = 0 }, value) {
  if (AllowedValues !== undefined) {
    return AllowedValues.map(String).includes(value) ? undefined : AllowedValues.join(' or ');
  }
  const isRight = new RegExp(AllowedPattern).test(value) && Number(value) >= MinValue;
  return isRight ? undefined : `a whole number, at least ${MinValue}`;
}
