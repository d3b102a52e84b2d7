/** What viewers get where CloudFront has no response of the function to send. */

import { inspect } from 'node:util';

/** @import { Breach } from './rules.js' */

const GUIDE = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide';
const UNAVAILABLE = `${GUIDE}/http-503-service-unavailable.html`;

/** Why CloudFront has no response of the function to send: the status it answers with instead. */
export class FunctionError extends Error {
  /**
   * @param {502 | 503} status
   * @param {string} name what AWS calls it
   * @param {string[]} reasons one line each
   * @param {ErrorOptions} [options]
   */
  constructor(status, name, reasons, options) {
    super(reasons.join('\n'), options);
    this.name = name;
    this.status = status;
    this.reasons = reasons;
  }
}

/** @param {Breach[]} breaches */
export function validationError(breaches) {
  const reasons = breaches.map(
    ({ rule, field, message, link }) => `${rule}: ${field} ${message} (${link})`,
  );
  return new FunctionError(502, 'LambdaValidationError', reasons);
}

/** @param {unknown} cause what the function threw */
export function executionError(cause) {
  const thrown = cause instanceof Error ? `${cause.name}: ${cause.message}` : inspect(cause);
  const link = `${UNAVAILABLE}#http-503-lambda-execution-error`;
  const reason = `the function threw ${thrown.replace(/\s+/g, ' ')} (${link})`;
  return new FunctionError(503, 'LambdaExecutionError', [reason], { cause });
}

/** @param {number} timeoutMs */
export function limitExceeded(timeoutMs) {
  const link = `${UNAVAILABLE}#http-503-lambda-limit-exceeded-error`;
  const reason = `the function did not answer within ${timeoutMs} ms (${link})`;
  return new FunctionError(503, 'LambdaLimitExceeded', [reason]);
}
