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

/**
 * The origin gave no response that CloudFront could pass on.
 *
 * @param {502 | 504} status 504 if it took too long.
 * @param {string} name What CloudFront's logs call it:
 *   https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html#BasicDistributionFileFormat
 * @param {string} origin Its URL, or file.
 * @param {string} message
 */
export function originFailure(status, name, origin, message) {
  const page = status === 502 ? 'http-502-bad-gateway' : 'http-504-gateway-timeout';
  const violation = {
    rule: 'originAnswers',
    field: `the origin ${origin}`,
    message,
    link: `${GUIDE}/${page}.html`,
  };
  return new CloudFrontError(status, name, [violation]);
}

/** @param {unknown} cause What the function threw. */
export function executionError(cause) {
  const violation = {
    rule: 'functionReturns',
    field: 'the function',
    message: `threw ${oneLine(cause)}`,
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

/** @param {unknown} cause */
function oneLine(cause) {
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : inspect(cause);
  return text.replace(/\s+/g, ' ');
}
