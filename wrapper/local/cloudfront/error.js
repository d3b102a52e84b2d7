/** What viewers get where CloudFront has no response of the function to send. */

import { inspect } from 'node:util';
import { GUIDE } from './rules/finding.js';

/** @import { Breach } from './rules.js' */
/** @import { RequestBreach } from './request-rules.js' */

const UNAVAILABLE = `${GUIDE}/http-503-service-unavailable.html`;

/**
 * Why CloudFront has no response of the function to send, and the status it answers with instead.
 */
export class CloudFrontError extends Error {
  /**
   * @param {number} status
   * @param {string} name What AWS calls it.
   * @param {Breach[]} breaches
   * @param {ErrorOptions} [options]
   */
  constructor(status, name, breaches, options) {
    super(breaches.map(line).join('\n'), options);
    this.name = name;
    this.status = status;
    this.breaches = breaches;
  }
}

/**
 * One line for a person.
 *
 * @param {Breach} breach
 */
export function line({ rule, field, message, link }) {
  return `${rule}: ${field} ${message} (${link})`;
}

/** @param {RequestBreach[]} breaches At least one; the first gives the status. */
export function requestRefused(breaches) {
  return new CloudFrontError(breaches[0].status, 'RequestRefused', breaches);
}

/** @param {Breach[]} breaches */
export function validationError(breaches) {
  return new CloudFrontError(502, 'LambdaValidationError', breaches);
}

/** What a function passes on would be the origin's to answer. */
export function noOrigin() {
  const breach = {
    rule: 'originIsThere',
    field: 'the result',
    message: 'is a request for the origin, which CloudFront would ask now: here is none',
    link: `${GUIDE}/lambda-event-structure.html#lambda-event-structure-request`,
  };
  return new CloudFrontError(502, 'NoOrigin', [breach]);
}

/** @param {unknown} cause What the function threw. */
export function executionError(cause) {
  const thrown = cause instanceof Error ? `${cause.name}: ${cause.message}` : inspect(cause);
  const breach = {
    rule: 'functionReturns',
    field: 'the function',
    message: `threw ${thrown.replace(/\s+/g, ' ')}`,
    link: `${UNAVAILABLE}#http-503-lambda-execution-error`,
  };
  return new CloudFrontError(503, 'LambdaExecutionError', [breach], { cause });
}

/** @param {number} timeoutMs */
export function limitExceeded(timeoutMs) {
  const breach = {
    rule: 'functionAnswersInTime',
    field: 'the function',
    message: `did not answer within ${timeoutMs} ms`,
    link: `${UNAVAILABLE}#http-503-lambda-limit-exceeded-error`,
  };
  return new CloudFrontError(503, 'LambdaLimitExceeded', [breach]);
}
