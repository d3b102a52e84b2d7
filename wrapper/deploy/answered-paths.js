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
  if (paths.length === 0) return [];
  const ask = (/** @type {string} */ path) => statusOf(`https://${domainName}${path}`);
  const [anywhere, ...statuses] = await Promise.all([`/${crypto.randomUUID()}`, ...paths].map(ask));
  if (isAnswer(anywhere)) {
    return [
      `the site answers every path, with status ${anywhere}: whether it has something of its own at ` +
        'our paths is not known. It will be ours',
    ];
  }
  return paths.flatMap((path, i) =>
    isAnswer(statuses[i])
      ? [`the site answers ${path} already, with status ${statuses[i]}: that will be ours`]
      : [],
  );
}

/** @param {number | undefined} status */
function isAnswer(status) {
  return status !== undefined && status < 500 && !NOTHING.includes(status);
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
