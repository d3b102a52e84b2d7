/** What the distributions of the account still use of a deployment. */

import { CloudFrontClient, paginateListDistributions } from '@aws-sdk/client-cloudfront';
import { createClient } from './aws.js';
import { versionsIn } from './behaviors.js';
import { behaviorsOf } from './distribution-config.js';

/** @import { DistributionConfig, DistributionSummary } from '@aws-sdk/client-cloudfront' */

/**
 * @typedef {object} Usage
 * @property {boolean} runsOthers Whether any distribution runs another version than this one.
 * @property {(id: string | undefined) => boolean} hasPolicy Whether any behavior has a cache policy.
 * @property {string[]} others The ids of the distributions that run another version.
 */

/**
 * @param {string} versionArn
 * @returns {Promise<Usage>}
 */
export async function usageBeside(versionArn) {
  const distributions = await listDistributions();
  const version = Number(versionArn.split(':').at(-1));
  const others = distributions.filter((it) =>
    versionsIn(configOf(it), versionArn).some((other) => other !== version),
  );
  const policies = new Set(distributions.flatMap(cachePolicyIds));
  return {
    runsOthers: others.length > 0,
    others: others.map(({ Id = '' }) => Id),
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

/** @param {DistributionSummary} summary */
function cachePolicyIds(summary) {
  const { DefaultCacheBehavior } = summary;
  const behaviors = [DefaultCacheBehavior, ...behaviorsOf(configOf(summary))];
  return behaviors.map((behavior) => behavior?.CachePolicyId);
}
