/**
 * What the AWS SDK classifies errors by. Its package exports the functions only, so the lists are read
 * from its text: an update that adds a code adds a test.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('@smithy/core/retry'), 'utf8');

export const THROTTLING = list('THROTTLING_ERROR_CODES');
export const TRANSIENT = list('TRANSIENT_ERROR_CODES');
export const TRANSIENT_STATUSES = list('TRANSIENT_ERROR_STATUS_CODES').map(Number);
export const NETWORK = [
  ...list('NODEJS_TIMEOUT_ERROR_CODES'),
  ...list('NODEJS_NETWORK_ERROR_CODES'),
];

/** But for denied access, which for DynamoDB has nothing to do with the clock. */
export const CLOCK_SKEW = list('CLOCK_SKEW_ERROR_CODES').filter(
  (code) => code !== 'AccessDeniedException',
);

/**
 * @param {string} name
 * @returns {string[]}
 */
function list(name) {
  const [, elements] = new RegExp(`const ${name} = \\[([^\\]]+)\\]`).exec(SOURCE) ?? [];
  if (elements === undefined) throw new Error(`the SDK has no ${name} any more`);
  return elements.match(/\w+/g) ?? [];
}
