/** Whether what a stack says that it has is still there. */

import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Failure } from '../terminal.js';
import { AwsError, createClient, ifPermitted, REGION } from './aws.js';
import { whenStackGoes } from './own-distribution.js';

/** @import { Stack } from './stack.js' */

const GONE = ['ResourceNotFoundException', 'NoSuchEntity', 'NoSuchEntityException'];

/**
 * CloudFormation does not notice what is deleted without it, and repairs nothing.
 *
 * @param {string} name Of the stack.
 * @param {Stack} stack
 * @param {string} [region] Where it is.
 * @throws {Failure} If the function, its version or its role is gone.
 */
export async function refuseMissing(name, stack, region = REGION) {
  const { FunctionArn, VersionArn = FunctionArn } = stack.outputs;
  const remedy = remedyFor(name, stack);
  const lambda = createClient(LambdaClient, { region });
  const command = new GetFunctionConfigurationCommand({ FunctionName: VersionArn });
  const configuration = await found(
    () => lambda.send(command),
    `the function ${VersionArn}`,
    remedy,
  );
  if (configuration?.Role === undefined) return;
  const RoleName = configuration.Role.split('/').at(-1);
  const iam = createClient(IAMClient);
  await found(() => iam.send(new GetRoleCommand({ RoleName })), `its role ${RoleName}`, remedy);
}

/**
 * @param {string} name
 * @param {Stack} stack
 */
function remedyFor(name, stack) {
  const { DistributionId: id, Target: target } = stack.outputs;
  const takeOver = {
    none: `deploy with another --stack, which takes the paths over, and then delete the stack ${name}`,
    stays:
      `deploy with another --stack and --distribution ${id}, which takes the paths over, and then delete ` +
      `the stack ${name}: its distribution stays`,
    goes:
      `deploy with another --stack and --distribution ${id}, which takes the paths over, and leave the ` +
      `stack ${name} alone: its distribution would be deleted with it`,
  }[whenStackGoes(stack)];
  const remedy =
    target === undefined
      ? takeOver
      : `deploy with another --stack, send requests to its URL, and then delete the stack ${name}`;
  return `deleted without the stack ${name}, which CloudFormation cannot mend: ${remedy}`;
}

/**
 * @template T
 * @param {() => Promise<T>} look
 * @param {string} what
 * @param {string} remedy
 * @returns {Promise<T | undefined>} Undefined if the credentials may not look.
 */
async function found(look, what, remedy) {
  try {
    return await ifPermitted(look);
  } catch (error) {
    if (!(error instanceof AwsError) || !GONE.includes(error.code)) throw error;
    throw new Failure(`${what} is gone, ${remedy}`);
  }
}
