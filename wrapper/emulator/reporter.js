/** What was wrong with an exchange: into its verdict, and into the log, a line for each violation. */

import { line } from './error.js';
import { noteError } from './exchange.js';

/** @import { CloudFrontError } from './error.js' */
/** @import { Exchange } from './exchange.js' */
/** @import { NamedViolation } from './rules.js' */

/** The longest URL in a line of the log, in characters. */
const URL_LIMIT = 200;

/** @param {(line: string) => void} log */
export function createReporter(log) {
  return {
    /**
     * Violations that are let through.
     *
     * @param {NamedViolation[]} violations
     * @param {Exchange} exchange
     */
    warn(violations, exchange) {
      exchange.verdict.violations.push(...violations);
      for (const violation of violations) log(`warning: ${named(exchange)} ${line(violation)}`);
    },

    /**
     * @param {CloudFrontError} error
     * @param {Exchange} exchange
     */
    report(error, exchange) {
      noteError(exchange, error);
      for (const violation of error.violations) {
        log(`${error.status} ${named(exchange)} ${error.name} ${line(violation)}`);
      }
      if (error.cause instanceof Error) log(String(error.cause.stack));
    },
  };
}

/** @param {Exchange} exchange */
function named({ request: { method, url } }) {
  return `${method} ${url.length > URL_LIMIT ? `${url.slice(0, URL_LIMIT)}…` : url}`;
}
