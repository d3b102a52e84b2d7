/** Makes CloudFront forget answers that are in its caches. */

import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { step } from '../terminal.js';
import { createClient } from './aws.js';

/**
 * @param {{ id: string, paths: string[] }} invalidation Which distribution, and which path patterns.
 */
export async function invalidate({ id, paths }) {
  const client = createClient(CloudFrontClient);
  const command = new CreateInvalidationCommand({
    DistributionId: id,
    InvalidationBatch: {
      CallerReference: crypto.randomUUID(),
      Paths: { Quantity: paths.length, Items: paths },
    },
  });
  await step(`Invalidating ${paths.join(' ')} in CloudFront's caches`, () => client.send(command));
}
