/** The command behind `npm run logs`. */

import { commandWithOptions, Failure } from '../../scripts/terminal.js';
import { AwsError } from './aws.js';
import { createClients, EDGE_REGIONS, findAllGroups } from './logs/groups.js';
import { showEvent } from './logs/line.js';
import { OPTIONS, readOptions, USAGE } from './logs/options.js';
import { printable } from './logs/printable.js';
import { changesOf, setRetention, showChange } from './logs/retention.js';
import { showGroups } from './logs/table.js';
import { tail } from './logs/tail.js';

/** @import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs' */
/** @import { Clients, Group } from './logs/groups.js' */
/** @import { Retention } from './logs/retention.js' */

// As with `npm run logs | head`: nobody reads any more.
process.stdout.on('error', () => process.exit());

await commandWithOptions(USAGE, OPTIONS, async (values) => {
  const { of, retention, since, plan } = readOptions(values);
  const start = Math.max(0, Date.now() - since);
  const clients = createClients();
  const { groups, failures } = await findAllGroups(clients, of);
  if (failures.size === clients.size) {
    const [[region, { message }]] = failures;
    throw new Failure(`no Region can be asked for logs; ${region}: ${printable(message)}`);
  }
  for (const [region, { message }] of failures) warn(`${region}: ${message}`);

  if (groups.length === 0) {
    console.log(
      `the function has not answered anywhere yet: no log group of "${of.name}" is in any of the ` +
        `${EDGE_REGIONS.length - failures.size} Regions asked. Send a request through CloudFront ` +
        '(or name the stack, with --stack).',
    );
  } else {
    console.log(showGroups(groups));
    sayChanges(groups, retention);
  }
  if (plan) {
    console.log('\nNothing is changed with --plan.');
    return;
  }

  await applyChanges(clients, groups, retention);
  console.log(`\nFollowing the logs, from ${new Date(start).toISOString()} on; Ctrl-C ends it.`);
  const ended = new AbortController();
  // Several may come: a terminal signals all processes of a command, and they pass it on.
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
      sayChanges(found, retention);
      await applyChanges(clients, found, retention);
    },
    onEvent(event) {
      const line = showEvent(event);
      if (line !== undefined) console.log(line);
    },
  });
  // Nobody needs the answers that are still to come.
  process.exit();
});

/**
 * @param {Group[]} groups
 * @param {Retention} retention
 */
function sayChanges(groups, retention) {
  const changes = changesOf(groups, retention);
  if (changes.length === 0) {
    console.log('\nRetention: nothing to change.');
  } else {
    console.log('\nRetention to set, after which CloudWatch Logs deletes lines:');
    for (const group of changes) console.log(`  ${showChange(group, retention.days)}`);
  }
}

/**
 * @param {Clients} clients
 * @param {Group[]} groups
 * @param {Retention} retention
 */
async function applyChanges(clients, groups, retention) {
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
