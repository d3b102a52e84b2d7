/** The published versions of the function. */

import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  paginateListVersionsByFunction,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';
import { Failure, step } from '../terminal.js';
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
 * @throws {Failure} If it cannot be run, or not yet.
 */
export async function waitUntilActive(versionArn) {
  const client = createClient(LambdaClient);
  const version = { FunctionName: versionArn };
  const ask = () => client.send(new GetFunctionConfigurationCommand(version));
  let asked = await ifPermitted(ask);
  if (asked?.State === 'Pending') {
    await step('Waiting until Lambda has the version ready', () => waited(client, version));
    asked = await ask();
  }
  const { State, StateReason = 'Lambda does not say why' } = asked ?? {};
  if (State !== 'Pending' && State !== 'Failed') return;
  const remedy =
    State === 'Pending'
      ? 'Deploy again later'
      : 'Mend that, and publish another version: deploy with another --runtime or a changed api.json';
  throw new Failure(`${versionArn} is ${State}: ${StateReason.replace(/\.?$/, '.')} ${remedy}`);
}

/**
 * The waiter throws whatever a version becomes but active, and when it has waited long enough: which
 * it was, and why, the version itself says.
 *
 * @param {LambdaClient} client
 * @param {{ FunctionName: string }} version
 */
async function waited(client, version) {
  try {
    await waitUntilPublishedVersionActive({ client, ...WAIT }, version);
  } catch (error) {
    if (error instanceof Failure) throw error;
  }
}
