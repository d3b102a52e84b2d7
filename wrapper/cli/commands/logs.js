/** `edge-lookup logs` */

import { Option } from 'commander';
import { AwsError } from '../../deploy/aws.js';
import { createClients, findAllGroups } from '../../deploy/logs/groups.js';
import { showEvent } from '../../deploy/logs/line.js';
import { printable } from '../../deploy/logs/printable.js';
import {
  changesOf,
  endlessOf,
  parseRetention,
  setRetention,
  showChange,
} from '../../deploy/logs/retention.js';
import { showGroups } from '../../deploy/logs/table.js';
import { tail } from '../../deploy/logs/tail.js';
import { requireStack } from '../../deploy/stack.js';
import { kindOf } from '../../deploy/target.js';
import { Failure, UsageError } from '../../terminal.js';
import { distribution, PLAN, regionOption, STACK } from '../options.js';

/** @import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs' */
/** @import { Clients, Group } from '../../deploy/logs/groups.js' */
/** @import { Retention } from '../../deploy/logs/retention.js' */
/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'logs',
  summary: 'follow the logs of the function in all Regions',
  description:
    "Lists the function's log groups in all Regions and prints the lines of all of them as they " +
    'arrive, until Ctrl-C; or those of a function of --target, in its Region. Changes nothing, except with ' +
    '--retention.',
  options: [
    STACK,
    regionOption(
      'the Region of a stack that `deploy --target` has made (default: all at the edge)',
    ),
    distribution(
      'also the log in which CloudFront says which responses of this distribution it refused',
    ),
    new Option(
      '--retention <days>',
      'sets how long all groups retain their lines, in days, or "never" to delete none',
    ).argParser(parseRetention),
    new Option(
      '--since <duration>',
      'how far back to begin, such as 30s, 5m, 2h or 1d (default: 5m)',
    ).argParser(parseDuration),
    PLAN,
  ],
  run,
};

/** @type {Record<string, number>} In milliseconds. */
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const DEFAULT_SINCE_MS = 5 * UNITS.m;

/**
 * @typedef {object} Options
 * @property {string} stack
 * @property {string} [region]
 * @property {string} [distribution]
 * @property {Retention} [retention]
 * @property {number} [since] In milliseconds.
 * @property {boolean} [plan]
 */

/** @param {Options} options */
async function run({ stack, plan = false, ...options }) {
  // With `| head` nobody reads any more.
  process.stdout.on('error', () => process.exit());
  const { region, retention, since = DEFAULT_SINCE_MS } = options;
  if (region !== undefined) refuseOfTheEdge(options);
  const of = {
    name: stack,
    distribution: options.distribution,
    ...(region && { group: await groupIn(region, stack) }),
  };
  const start = Math.max(0, Date.now() - since);
  const clients = createClients({}, region === undefined ? undefined : [region]);
  const { groups, failures } = await findAllGroups(clients, of);
  if (failures.size === clients.size) {
    const [[region, { message }]] = failures;
    throw new Failure(`no Region can be asked for logs; ${region}: ${printable(message)}`);
  }
  for (const [region, { message }] of failures) warn(`${region}: ${message}`);

  if (groups.length === 0) {
    console.log(
      `the function has not answered anywhere yet: no log group of "${of.name}" is in any of the ` +
        `${clients.size - failures.size} Regions asked. Send a request through CloudFront ` +
        '(or name the stack, with --stack).',
    );
  } else {
    console.log(showGroups(groups));
    sayRetention(groups, retention);
  }
  if (plan) {
    console.log('\nNothing is changed with --plan.');
    return;
  }

  await applyChanges(clients, groups, retention);
  console.log(`\nFollowing the logs, from ${new Date(start).toISOString()} on; Ctrl-C ends it.`);
  const ended = new AbortController();
  // Several may arrive: a terminal signals all processes of a command, and they pass it on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ended.abort());
  await tail({
    clients,
    of,
    groups,
    failed: failures.keys(),
    since: start,
    signal: ended.signal,
    warn,
    async onFound(found) {
      console.log(showGroups(found));
      sayRetention(found, retention);
      await applyChanges(clients, found, retention);
    },
    onEvent(event) {
      const line = showEvent(event);
      if (line !== undefined) console.log(line);
    },
  });
  // Nobody needs the answers that are still to come.
  process.exit();
}

/**
 * @param {Pick<Options, 'distribution' | 'retention'>} options
 * @throws {UsageError} If some are not for a function in one Region.
 */
function refuseOfTheEdge({ distribution, retention }) {
  if (distribution !== undefined) {
    throw new UsageError(
      "--distribution is for functions at CloudFront's edge, --region for others: drop one",
    );
  }
  if (retention !== undefined) {
    throw new UsageError(
      'with --region the stack sets the retention: edge-lookup deploy --target … --parameter-overrides ' +
        'LogRetentionDays=14',
    );
  }
}

/**
 * The group of a function that `deploy --target` has made.
 *
 * @param {string} region
 * @param {string} name Of the stack.
 */
async function groupIn(region, name) {
  const { outputs } = await requireStack(name, region);
  if (kindOf(outputs) !== 'edge') return outputs.LogGroup;
  throw new UsageError(
    `the function of the stack ${name} runs at CloudFront's edge, in all Regions: drop --region`,
  );
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

/**
 * @param {Group[]} groups
 * @param {Retention} [retention]
 */
function sayRetention(groups, retention) {
  const changes = changesOf(groups, retention);
  if (retention === undefined) {
    const endless = endlessOf(groups).map(({ region, name }) => `${region} ${name}`);
    if (endless.length === 0) return;
    console.log(
      `\nNever deletes a line: ${endless.join(', ')}. --retention 14, for example, sets 14 days for ` +
        'all groups.',
    );
  } else if (changes.length === 0) {
    console.log('\nRetention: nothing to change.');
  } else {
    console.log('\nRetention to set, after which CloudWatch Logs deletes lines:');
    for (const group of changes) console.log(`  ${showChange(group, retention.days)}`);
  }
}

/**
 * @param {Clients} clients
 * @param {Group[]} groups
 * @param {Retention} [retention]
 */
async function applyChanges(clients, groups, retention) {
  if (retention === undefined) return;
  await Promise.all(
    changesOf(groups, retention).map(async (group) => {
      const client = /** @type {CloudWatchLogsClient} */ (clients.get(group.region));
      try {
        await setRetention(client, group, retention.days);
      } catch (error) {
        // Logs can be read all the same.
        if (!(error instanceof AwsError)) throw error;
        warn(`${group.region}: ${error.message}`);
      }
    }),
  );
}

/** @param {string} line */
function warn(line) {
  console.error(`edge-lookup: ${printable(line)}`);
}
