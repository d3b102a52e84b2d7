/** What viewers get where CloudFront has no response of the function to send. */

import { inspect } from 'node:util';
import { GUIDE } from './rules/violation.js';

/** @import { NamedViolation } from './rules.js' */
/** @import { RequestViolation } from './request-rules.js' */

const UNAVAILABLE = `${GUIDE}/http-503-service-unavailable.html`;

/**
 * Why CloudFront has no response of the function to send, and the status it answers with instead.
 */
export class CloudFrontError extends Error {
  /**
   * @param {number} status
   * @param {string} name What AWS calls it.
   * @param {NamedViolation[]} violations
   * @param {ErrorOptions} [options]
   */
  constructor(status, name, violations, options) {
    super(violations.map(line).join('\n'), options);
    this.name = name;
    this.status = status;
    this.violations = violations;
  }
}

/**
 * One line for a person.
 *
 * @param {NamedViolation} violation
 */
export function line({ rule, field, message, link }) {
  return `${rule}: ${field} ${message} (${link})`;
}

/** @param {RequestViolation[]} violations At least one; the first gives the status. */
export function requestRefused(violations) {
  return new CloudFrontError(violations[0].status, 'RequestRefused', violations);
}

/** @param {NamedViolation[]} violations */
export function validationError(violations) {
  return new CloudFrontError(502, 'LambdaValidationError', violations);
}

/** What a function passes on would be the origin's to answer. */
export function noOrigin() {
  const violation = {
    rule: 'originIsThere',
    field: 'the result',
    message: 'is a request for the origin, which CloudFront would ask now: here is none',
    link: `${GUIDE}/lambda-event-structure.html#lambda-event-structure-request`,
  };
  return new CloudFrontError(502, 'NoOrigin', [violation]);
}

/** @param {unknown} cause What the function threw. */
export function executionError(cause) {
  const thrown = cause instanceof Error ? `${cause.name}: ${cause.message}` : inspect(cause);
  const violation = {
    rule: 'functionReturns',
    field: 'the function',
    message: `threw ${thrown.replace(/\s+/g, ' ')}`,
    link: `${UNAVAILABLE}#http-503-lambda-execution-error`,
  };
  return new CloudFrontError(503, 'LambdaExecutionError', [violation], { cause });
}

/** @param {number} timeoutMs */
export function limitExceeded(timeoutMs) {
  const violation = {
    rule: 'functionAnswersInTime',
    field: 'the function',
    message: `did not answer within ${timeoutMs} ms`,
    link: `${UNAVAILABLE}#http-503-lambda-limit-exceeded-error`,
  };
  return new CloudFrontError(503, 'LambdaLimitExceeded', [violation]);
}
