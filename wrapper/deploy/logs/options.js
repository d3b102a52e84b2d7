/** The options of `npm run logs`. */

import { UsageError } from '../../../scripts/terminal.js';
import { DISTRIBUTION, distributionId, PLAN, STACK, stackName } from '../options.js';
import { parseRetention } from './retention.js';

export const USAGE = `Usage: npm run logs -- [--stack NAME] [--distribution ID] [--retention DAYS]
                        [--since DURATION] [--plan]

Lists the function's log groups in all Regions, sets for how long they keep their lines, and shows
the lines of all of them as they come, until Ctrl-C.

  --stack NAME         the stack, as which the function is called; edge-lookup if left out
  --distribution ID    also the log in which this CloudFront distribution says which responses it
                       refused
  --retention DAYS     how long all groups keep their lines, in days, or "never" to delete none;
                       if left out, groups that have no retention get 3 days
  --since DURATION     how far back to begin, such as 30s, 5m, 2h or 1d; 5m if left out
  --plan               only list the groups, and say what would be set
  -h, --help           show this
`;

export const OPTIONS = /** @type {const} */ ({
  ...STACK,
  ...DISTRIBUTION,
  ...PLAN,
  retention: { type: 'string' },
  since: { type: 'string', default: '5m' },
});

/** @type {Record<string, number>} */
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * @param {object} values
 * @param {string} values.stack
 * @param {string} [values.distribution]
 * @param {string} [values.retention]
 * @param {string} values.since
 * @param {boolean} values.plan
 * @throws {UsageError}
 */
export function readOptions({ stack, distribution, retention, since, plan }) {
  return {
    of: {
      name: stackName(stack),
      distribution: distribution === undefined ? undefined : distributionId(distribution),
    },
    retention: parseRetention(retention),
    since: parseDuration(since),
    plan,
  };
}

/**
 * @param {string} text
 * @returns {number} Milliseconds.
 */
function parseDuration(text) {
  const [, digits, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (digits === undefined) {
    throw new UsageError('--since needs a number and a unit, such as 30s, 5m, 2h or 1d');
  }
  return Number(digits) * UNITS[unit];
}
