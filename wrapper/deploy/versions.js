/** The published versions of the function. */

import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  paginateListVersionsByFunction,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';
import { step } from '../terminal.js';
import { createClient, ifPermitted } from './aws.js';

/** In seconds. */
const WAIT = { minDelay: 1, maxDelay: 5, maxWaitTime: 120 };

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

/**
 * Waits until a version can be run: CloudFront takes no other.
 * https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
 *
 * @param {string} versionArn
 */
export async function waitUntilActive(versionArn) {
  const client = createClient(LambdaClient);
  const version = { FunctionName: versionArn };
  const asked = await ifPermitted(() => client.send(new GetFunctionConfigurationCommand(version)));
  if (asked?.State !== 'Pending') return;
  await step('Waiting until Lambda has the version ready', () =>
    waitUntilPublishedVersionActive({ client, ...WAIT }, version),
  );
}
