/** What the distributions of the account still use of a deployment. */

import { CloudFrontClient, paginateListDistributions } from '@aws-sdk/client-cloudfront';
import { createClient } from './aws.js';
import { versionsIn } from './behaviors.js';
import { behaviorsOf, defaultOf } from './distribution-config.js';

/** @import { DistributionConfig, DistributionSummary } from '@aws-sdk/client-cloudfront' */

/**
 * @typedef {object} Usage
 * @property {boolean} runsOthers Whether any distribution runs another version than this one.
 * @property {(id: string | undefined) => boolean} hasPolicy Whether any behavior has a cache policy.
 * @property {string[]} others The ids of the distributions that run another version.
 */

/**
 * @param {string} versionArn
 * @param {{ id: string, config: DistributionConfig }} [planned] What a distribution will be like.
 * @returns {Promise<Usage>}
 */
export async function usageBeside(versionArn, planned) {
  const summaries = await listDistributions();
  const distributions = summaries.map((summary) => {
    const id = String(summary.Id);
    return id === planned?.id ? planned : { id, config: configOf(summary) };
  });
  // Not a number, if it is still to be published.
  const version = Number(versionArn.split(':').at(-1));
  const others = distributions.filter(({ config }) =>
    versionsIn(config, versionArn).some((other) => !Object.is(other, version)),
  );
  const policies = new Set(distributions.flatMap(({ config }) => cachePolicyIds(config)));
  return {
    runsOthers: others.length > 0,
    others: others.map(({ id }) => id),
    hasPolicy: (id) => id !== undefined && policies.has(id),
  };
}

/** All distributions of the account. */
export async function listDistributions() {
  const client = createClient(CloudFrontClient);
  const distributions = [];
  for await (const page of paginateListDistributions({ client }, {})) {
    distributions.push(...(page.DistributionList?.Items ?? []));
  }
  return distributions;
}

/**
 * A summary has the behaviors as a configuration has them.
 *
 * @param {DistributionSummary} summary
 */
function configOf(summary) {
  return /** @type {DistributionConfig} */ (/** @type {unknown} */ (summary));
}

/** @param {DistributionConfig} config */
function cachePolicyIds(config) {
  return [defaultOf(config), ...behaviorsOf(config)].map(({ CachePolicyId }) => CachePolicyId);
}
