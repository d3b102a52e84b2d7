/** How long a log group retains its lines: the allowed values, the groups to change, the change. */

import {
  DeleteRetentionPolicyCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { UsageError } from '../../terminal.js';

/** @import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs' */
/** @import { Group } from './groups.js' */

/**
 * The numbers of days that CloudWatch Logs takes.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/**
 * @typedef {number | undefined} Days Without a number, for ever.
 *
 * @typedef {object} Retention
 * @property {Days} days
 */

/**
 * Reads `--retention`.
 *
 * @param {string} text
 * @returns {Retention}
 * @throws {UsageError}
 */
export function parseRetention(text) {
  if (text === 'never') return { days: undefined };
  const days = RETENTIONS.find((allowed) => String(allowed) === text);
  if (days !== undefined) return { days };
  throw new UsageError(`--retention needs "never", or days out of ${RETENTIONS.join(', ')}`);
}

/** @param {Days} days */
export function showDays(days) {
  if (days === undefined) return 'never';
  return days === 1 ? '1 day' : `${days} days`;
}

/**
 * Which groups have to change: none unless a retention is asked for, because lines that go do not
 * come back. A policy of the account's has the last word on its groups, whatever is set: they are
 * left alone.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 *
 * @param {Group[]} groups
 * @param {Retention} [retention]
 */
export function changesOf(groups, retention) {
  if (retention === undefined) return [];
  return groups.filter((group) => group.policy === undefined && group.days !== retention.days);
}

/**
 * Which groups never delete a line.
 *
 * @param {Group[]} groups
 */
export function endlessOf(groups) {
  return groups.filter(({ days, policy }) => days === undefined && policy === undefined);
}

/**
 * @param {Group} group
 * @param {Days} days
 */
export function showChange({ region, name, days: before }, days) {
  return `${region} ${name}: ${showDays(before)} → ${showDays(days)}`;
}

/**
 * @param {CloudWatchLogsClient} client Of the group's Region.
 * @param {Group} group
 * @param {Days} days
 * @returns {Promise<void>} Rejects with an `AwsError`.
 */
export async function setRetention(client, { name }, days) {
  const group = { logGroupName: name };
  if (days === undefined) await client.send(new DeleteRetentionPolicyCommand(group));
  else await client.send(new PutRetentionPolicyCommand({ ...group, retentionInDays: days }));
}
