/** Whether what a stack says that it has is still there. */

import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Failure } from '../terminal.js';
import { AwsError, createClient, ifPermitted } from './aws.js';

/** @import { Stack } from './stack.js' */

const GONE = ['ResourceNotFoundException', 'NoSuchEntity', 'NoSuchEntityException'];

/**
 * CloudFormation does not notice what is deleted without it, and repairs nothing.
 *
 * @param {string} name Of the stack.
 * @param {Stack} stack
 * @throws {Failure} If the function, its version or its role is gone.
 */
export async function refuseMissing(name, { outputs: { VersionArn } }) {
  const lambda = createClient(LambdaClient);
  const command = new GetFunctionConfigurationCommand({ FunctionName: VersionArn });
  const configuration = await found(() => lambda.send(command), `the function ${VersionArn}`, name);
  if (configuration?.Role === undefined) return;
  const RoleName = configuration.Role.split('/').at(-1);
  const iam = createClient(IAMClient);
  await found(() => iam.send(new GetRoleCommand({ RoleName })), `its role ${RoleName}`, name);
}

/**
 * @template T
 * @param {() => Promise<T>} look
 * @param {string} what
 * @param {string} stack
 * @returns {Promise<T | undefined>} Undefined if the credentials may not look.
 */
async function found(look, what, stack) {
  try {
    return await ifPermitted(look);
  } catch (error) {
    if (!(error instanceof AwsError) || !GONE.includes(error.code)) throw error;
    throw new Failure(
      `${what} is gone, deleted without the stack ${stack}, which CloudFormation cannot mend: deploy ` +
        `with another --stack, which takes the paths over, and then delete the stack ${stack}`,
    );
  }
}
