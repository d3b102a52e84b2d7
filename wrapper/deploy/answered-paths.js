/** Which of our paths a site answers already. */

import { hasWildcard } from '../api/path-pattern.js';
import { findBehavior } from './distribution-config.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Attachment } from './behaviors.js' */

const TIMEOUT_MS = 5_000;

/** What a site says where there is nothing; 403 is S3's, unless the bucket may be listed. */
const NOTHING = [403, 404, 410];

/**
 * Asks the site for each path that is not ours yet. It need not answer at all.
 *
 * @param {string} domainName
 * @param {DistributionConfig} config
 * @param {Attachment} attachment
 * @returns {Promise<string[]>} A line for each path that has an answer now.
 */
export async function answeredPaths(domainName, config, { behaviors }) {
  const paths = behaviors
    .map(({ pathPattern }) => pathPattern)
    .filter((it) => !hasWildcard(it) && findBehavior(config, it) === undefined);
  const statuses = await Promise.all(paths.map((path) => statusOf(`https://${domainName}${path}`)));
  return paths.flatMap((path, i) => {
    const status = statuses[i];
    if (status === undefined || status >= 500 || NOTHING.includes(status)) return [];
    return [`the site answers ${path} already, with status ${status}: that will be ours`];
  });
}

/**
 * @param {string} url
 * @returns {Promise<number | undefined>} Undefined if there is no answer.
 */
async function statusOf(url) {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { status } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    return status;
  } catch {
    return undefined;
  }
}
