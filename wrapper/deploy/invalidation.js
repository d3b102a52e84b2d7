/** Makes CloudFront forget answers that are in its caches. */

import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { Failure, step } from '../terminal.js';
import { AwsError, createClient } from './aws.js';
import { associationsOf, behaviorsOf, defaultOf, isOf } from './distribution-config.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */

/**
 * The path patterns whose answers may be in CloudFront's caches: those that run the function behind
 * them.
 *
 * @param {DistributionConfig} config
 * @param {string} functionArn
 * @returns {string[]}
 */
export function cachedPatterns(config, functionArn) {
  const behaviors = [...behaviorsOf(config), { ...defaultOf(config), PathPattern: '*' }];
  return behaviors
    .filter((behavior) =>
      associationsOf(behavior).some(
        (it) => it.EventType === 'origin-request' && isOf(functionArn, it),
      ),
    )
    .map(({ PathPattern }) => String(PathPattern));
}

/**
 * The paths that cover all answers under these patterns. A wildcard may only come last, and a query
 * string that is in the cache key counts as a part of the path.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
 *
 * @param {string[]} patterns
 * @returns {string[]} As few as possible: AWS charges for each.
 */
export function invalidationPaths(patterns) {
  const paths = patterns.map((it) => `/${it.replace(/^\//, '').replace(/[*?].*/s, '')}*`);
  const covers = (/** @type {string} */ wide, /** @type {string} */ path) =>
    wide !== path && path.startsWith(wide.slice(0, -1));
  return [...new Set(paths)].filter((path) => !paths.some((it) => covers(it, path)));
}

/**
 * Does not wait until all caches have forgotten them, which takes minutes.
 *
 * @param {{ id: string, paths: string[] }} options The id of the distribution; paths or path patterns.
 * @returns {Promise<void>} Rejects with a {@link Failure} that says how to do it by hand.
 */
export async function invalidate({ id, paths: patterns }) {
  const paths = invalidationPaths(patterns);
  const client = createClient(CloudFrontClient);
  const command = new CreateInvalidationCommand({
    DistributionId: id,
    InvalidationBatch: {
      CallerReference: crypto.randomUUID(),
      Paths: { Quantity: paths.length, Items: paths },
    },
  });
  try {
    await step(`Invalidating ${paths.join(' ')} in CloudFront's caches`, () =>
      client.send(command),
    );
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const list = paths.map((path) => `'${path}'`).join(' ');
    throw new Failure(
      `${error.message}: cached answers stay until they expire, unless you run aws cloudfront ` +
        `create-invalidation --distribution-id ${id} --paths ${list}`,
    );
  }
}
