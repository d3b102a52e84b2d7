/** Whether the function's log has a line of a request, in whichever Region it ran. */

import { setTimeout as sleep } from 'node:timers/promises';
import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../deploy/aws.js';
import { createClients, findAllGroups } from '../deploy/logs/groups.js';

/** @import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs' */
/** @import { Clients, Group } from '../deploy/logs/groups.js' */
/** @import { Check } from './check.js' */

/** Lines take seconds to come. */
const WAIT_MS = 60_000;
const POLL_MS = 3_000;

/** How far the clocks may be apart. */
const SKEW_MS = 300_000;

/**
 * @param {string} requestId What CloudFront calls the request: `X-Amz-Cf-Id`, in the function's event
 *   and in its log `requestId`.
 * @param {object} options
 * @param {string} options.stack
 * @param {number} options.since When it was sent.
 * @param {Clients} [options.clients]
 * @param {number} [options.waitMs]
 * @returns {Promise<Check>}
 */
export async function findLogLine(requestId, options) {
  const { stack, since, clients = createClients(), waitMs = WAIT_MS } = options;
  const line = { title: 'A line in the log', request: `requestId ${requestId}` };
  for (const end = Date.now() + waitMs; ; await sleep(POLL_MS)) {
    const { region, groups, failures } = await look(clients, stack, requestId, since - SKEW_MS);
    if (region !== undefined) return { ...line, outcome: 'right', said: `in ${region}` };
    const [[refused, error] = []] = failures;
    if (failures.size === clients.size) {
      const said = `no Region can be asked; ${refused}: ${error?.message}`;
      return { ...line, outcome: 'open', said };
    }
    if (Date.now() < end) continue;
    const asked = `${groups} log groups of ${stack} in ${clients.size - failures.size} Regions`;
    return error === undefined
      ? {
          ...line,
          outcome: 'wrong',
          said: `in none of ${asked} after ${waitMs / 1000} s: edge-lookup logs shows whether it comes; if not, the function's role may not write logs`,
        }
      : { ...line, outcome: 'open', said: `in none of ${asked}; ${refused}: ${error.message}` };
  }
}

/**
 * @param {Clients} clients
 * @param {string} stack
 * @param {string} requestId
 * @param {number} startTime
 * @returns {Promise<{ region?: string, groups: number, failures: Map<string, AwsError> }>} The Region
 *   that has the line, if one does.
 */
async function look(clients, stack, requestId, startTime) {
  const { groups, failures } = await findAllGroups(clients, { name: stack });
  const found = await Promise.all(
    groups.map((group) =>
      hasLine(clients, group, requestId, startTime).catch((error) => {
        if (!(error instanceof AwsError)) throw error;
        failures.set(group.region, error);
        return false;
      }),
    ),
  );
  const region = groups.find((_, i) => found[i])?.region;
  return { region, groups: groups.length, failures };
}

/**
 * @param {Clients} clients
 * @param {Group} group
 * @param {string} requestId
 * @param {number} startTime
 */
async function hasLine(clients, { region, name }, requestId, startTime) {
  const client = /** @type {CloudWatchLogsClient} */ (clients.get(region));
  const request = { logGroupName: name, startTime, filterPattern: JSON.stringify(requestId) };
  for await (const { events = [] } of paginateFilterLogEvents({ client }, request)) {
    if (events.some(({ message }) => message?.includes(requestId))) return true;
  }
  return false;
}
