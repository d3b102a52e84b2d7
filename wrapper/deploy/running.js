/** Which distributions of the account run the function, and which version of it. */

import { associationsOf, behaviorsOf, defaultOf, isOf, versionIn } from './distribution-config.js';
import { listDistributions } from './usage.js';

/** @import { DistributionSummary, LambdaFunctionAssociation } from '@aws-sdk/client-cloudfront' */

/**
 * @typedef {object} Running A version that a distribution runs at an event.
 * @property {number} version
 * @property {string} eventType
 * @property {string[]} patterns Of the behaviors that run it; `*` is the default one.
 *
 * @typedef {object} RunningDistribution
 * @property {string} id
 * @property {string} domainName CloudFront's.
 * @property {string[]} aliases
 * @property {string} status `Deployed` or `InProgress`.
 * @property {boolean} isEnabled
 * @property {boolean} isStaging Whether it is the staging one of a continuous deployment.
 * @property {Running[]} runs
 */

/**
 * @param {string} functionArn
 * @returns {Promise<RunningDistribution[]>}
 */
export async function distributionsOf(functionArn) {
  return (await listDistributions())
    .map((summary) => distribution(summary, functionArn))
    .filter(({ runs }) => runs.length > 0);
}

/**
 * @param {DistributionSummary} summary
 * @param {string} functionArn
 * @returns {RunningDistribution}
 */
function distribution(summary, functionArn) {
  const { Id, DomainName, Aliases, Status, Enabled, Staging } = summary;
  return {
    id: String(Id),
    domainName: String(DomainName),
    aliases: Aliases?.Items ?? [],
    status: String(Status),
    isEnabled: Enabled === true,
    isStaging: Staging === true,
    runs: runsOf(summary, functionArn),
  };
}

/**
 * @param {DistributionSummary} summary
 * @param {string} functionArn
 * @returns {Running[]}
 */
function runsOf(summary, functionArn) {
  // Of a summary and a configuration, the behaviors are the same.
  const config = /** @type {any} */ (summary);
  const all = [...behaviorsOf(config), { PathPattern: '*', ...defaultOf(config) }];
  const own = all.flatMap((behavior) =>
    associationsOf(behavior)
      .filter((it) => isOf(functionArn, it))
      .map((it) => ({ ...versionAndEvent(it), pattern: String(behavior.PathPattern) })),
  );
  const grouped = Map.groupBy(own, ({ version, eventType }) => `${version} ${eventType}`);
  return Array.from(grouped.values(), (these) => ({
    version: these[0].version,
    eventType: these[0].eventType,
    patterns: these.map(({ pattern }) => pattern),
  }));
}

/** @param {LambdaFunctionAssociation} association */
function versionAndEvent({ LambdaFunctionARN = '', EventType }) {
  return { version: versionIn(LambdaFunctionARN), eventType: String(EventType) };
}
