/** What a front door makes of what the function did. */

import { CloudFrontError } from '../emulator/error.js';
import { resultViolations } from './rules.js';

/** @import { NamedViolation } from '../emulator/rules.js' */
/** @import { FrontDoor } from './front-door.js' */

/**
 * Why it would not send a result; nothing if it would.
 *
 * @param {FrontDoor} frontDoor
 * @param {unknown} result
 * @param {{ version?: unknown }} event
 */
export function judgeResult(frontDoor, result, { version }) {
  // An HTTP API infers nothing in payload format 1.0.
  const infersResponse = frontDoor.infersResponse && version === '2.0';
  const violations = resultViolations({ ...frontDoor, infersResponse }, result);
  return violations.length > 0 ? malformed(frontDoor, violations) : undefined;
}

/**
 * @param {FrontDoor} frontDoor
 * @param {NamedViolation[]} violations
 */
export function malformed({ failureStatus }, violations) {
  return new CloudFrontError(failureStatus, 'MalformedProxyResponse', violations);
}

/**
 * What a function that fails comes to: each front door has a status for it.
 *
 * @param {FrontDoor} frontDoor
 * @param {CloudFrontError} error
 */
export function failureOf({ failureStatus }, { name, violations, cause }) {
  return new CloudFrontError(failureStatus, name, violations, { cause });
}
