/** The published versions of the function. */

import { LambdaClient, paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import { createClient } from './aws.js';

/**
 * The numbers of a function's versions.
 *
 * @param {string} functionArn
 */
export async function versionsOf(functionArn) {
  const client = createClient(LambdaClient);
  const FunctionName = functionArn.split(':').at(-1);
  const versions = [];
  for await (const page of paginateListVersionsByFunction({ client }, { FunctionName })) {
    versions.push(...(page.Versions ?? []));
  }
  // One of them is called $LATEST.
  return versions.map(({ Version }) => Number(Version)).filter(Number.isInteger);
}
