/** The function's log groups: which there can be, and which there are. */

import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError, createClient, REGION } from '../aws.js';
import { findCredentials } from '../credentials.js';

/**
 * Where CloudFront runs functions, and so where they write their logs.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html
 */
export const EDGE_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'sa-east-1',
];

/**
 * @typedef {object} Group
 * @property {string} region
 * @property {string} name
 * @property {number} bytes
 * @property {number} [days] How long it retains its lines (default: for ever).
 * @property {string} [policy] The account's policy, if that is what says how many.
 *
 * @typedef {Map<string, CloudWatchLogsClient>} Clients By Region.
 *
 * @typedef {object} LogSource What writes logs.
 * @property {string} name
 * @property {string} [distribution] The id of the distribution that it answers for.
 * @property {string} [group] The one group that it writes to, if it is known.
 */

/**
 * One client for each Region. They share the credentials: a program or a person that is asked for
 * them is asked once.
 *
 * @param {import('@aws-sdk/client-cloudwatch-logs').CloudWatchLogsClientConfig} [config]
 * @param {string[]} [regions]
 * @returns {Clients}
 */
export function createClients(
  { credentials = findCredentials(), ...config } = {},
  regions = EDGE_REGIONS,
) {
  const create = (/** @type {string} */ region) =>
    createClient(CloudWatchLogsClient, { ...config, credentials, region });
  return new Map(regions.map((region) => [region, create(region)]));
}

/**
 * Finds the groups that there are in a Region.
 *
 * @param {CloudWatchLogsClient} client
 * @param {string} region
 * @param {LogSource} of
 * @returns {Promise<Group[]>} Rejects with an {@link AwsError}.
 */
async function findGroups(client, region, of) {
  const found = await Promise.all(
    groupNames(region, of).map(async (name) => {
      // Longer names begin so, too; they are sorted, so that this one comes first.
      // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
      const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name });
      const { logGroups = [] } = await client.send(command);
      return logGroups.filter(({ logGroupName }) => logGroupName === name);
    }),
  );
  return found.flat().map((group) => ({
    region,
    name: group.logGroupName ?? '',
    bytes: group.storedBytes ?? 0,
    days: group.retentionInDays,
    policy: group.retentionPolicyName,
  }));
}

/**
 * @param {string} region
 * @param {LogSource} of
 */
function groupNames(region, { name, distribution, group }) {
  if (group !== undefined) return [group];
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-logs.html
  const names = [`/aws/lambda/${REGION}.${name}`];
  // A test in Lambda's console is not a request to CloudFront.
  if (region === REGION) names.push(`/aws/lambda/${name}`);
  // CloudFront says here which response it refused, and why.
  if (distribution !== undefined) names.push(`/aws/cloudfront/LambdaEdge/${distribution}`);
  return names;
}

/**
 * Finds the groups that there are, in all Regions at once.
 *
 * @param {Clients} clients
 * @param {LogSource} of
 * @returns {Promise<{ groups: Group[], failures: Map<string, AwsError> }>} The failures by Region.
 */
export async function findAllGroups(clients, of) {
  const regions = [...clients.keys()];
  const results = await Promise.allSettled(
    Array.from(clients, ([region, client]) => findGroups(client, region, of)),
  );
  /** @type {Group[]} */
  const groups = [];
  /** @type {Map<string, AwsError>} */
  const failures = new Map();
  for (const [i, result] of results.entries()) {
    if (result.status === 'fulfilled') groups.push(...result.value);
    else if (result.reason instanceof AwsError) failures.set(regions[i], result.reason);
    else throw result.reason;
  }
  return { groups, failures };
}
