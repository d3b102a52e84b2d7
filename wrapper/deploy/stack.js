/** The CloudFormation stack: what there is, and changing it. */

import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStackEvents,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { Failure, step } from '../terminal.js';
import { AwsError, createClient, patiently, REGION } from './aws.js';
import { templateInput } from './template-upload.js';

/** @import { Stack as Description, StackEvent } from '@aws-sdk/client-cloudformation' */

const POLL_MS = 2_000;

/**
 * @typedef {object} Stack
 * @property {string} status
 * @property {Record<string, string>} parameters
 * @property {Record<string, string>} outputs
 * @property {string} template
 * @property {Record<string, string>} [tags]
 */

/**
 * @typedef {object} Change What a stack should become.
 * @property {string} name
 * @property {string} [region] Where it is (default: us-east-1).
 * @property {string} template
 * @property {Record<string, string>} parameters Those to set; all others are unchanged.
 * @property {Record<string, string>} [tags] In place of all others; by default they are unchanged.
 * @property {string} [roleArn] The role with which CloudFormation changes the stack; by default the
 *   one from the last time, or else it does so for the caller.
 * @property {{ name: string, account: string }} bucket Where a long template is stored.
 */

/**
 * Reads a stack; nothing if there is none.
 *
 * @param {string} name
 * @param {string} [region]
 * @returns {Promise<Stack | undefined>}
 */
export async function readStack(name, region) {
  const cloudformation = client(region);
  const stack = await describe(cloudformation, name);
  if (stack === undefined) return undefined;
  const { TemplateBody: template = '' } = await cloudformation.send(
    new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }),
  );
  return {
    status: String(stack.StackStatus),
    parameters: pairs(stack.Parameters, 'ParameterKey', 'ParameterValue'),
    outputs: pairs(stack.Outputs, 'OutputKey', 'OutputValue'),
    tags: pairs(stack.Tags, 'Key', 'Value'),
    template,
  };
}

/**
 * Reads a stack once no change of it is going on, such as one of a deployment that was stopped.
 *
 * @param {string} name
 * @param {string} [region]
 */
export async function readSettledStack(name, region) {
  const stack = await readStack(name, region);
  if (!stack?.status.endsWith('_IN_PROGRESS') || stack.status === 'REVIEW_IN_PROGRESS')
    return stack;
  await step(`Waiting for the stack ${name}, which is ${stack.status}`, () =>
    waitUntilSettled(client(region), name),
  );
  return readStack(name, region);
}

/**
 * @param {CloudFormationClient} cloudformation
 * @param {string} name
 */
async function waitUntilSettled(cloudformation, name) {
  for (;;) {
    const stack = await describe(cloudformation, name);
    if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) return;
    await sleep(POLL_MS);
  }
}

/**
 * A stack with a function.
 *
 * @param {string} name
 * @param {string} [region]
 * @param {string} [remedy]
 * @throws {Failure} If there is none.
 */
export async function requireStack(name, region = REGION, remedy = 'name it with --stack') {
  const stack = await readStack(name, region);
  if (stack?.outputs.FunctionArn !== undefined) return stack;
  throw new Failure(`there is no stack ${name} with the function in ${region}: ${remedy}`);
}

/**
 * Creates or updates a stack, and shows its events.
 *
 * @param {Stack | undefined} stack
 * @param {Change} change
 */
export async function changeStack(stack, change) {
  const { name, region = REGION, template, parameters, tags, roleArn, bucket } = change;
  const cloudformation = client(region);
  const declared = Object.keys(JSON.parse(template).Parameters);
  const values = Object.entries({ ...stack?.parameters, ...parameters });
  const input = {
    StackName: name,
    ...(await templateInput(template, { ...bucket, region })),
    ...(tags && { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
    ...(roleArn && { RoleARN: roleArn }),
    Parameters: values
      .filter(([key]) => declared.includes(key))
      .map(([key, value]) => ({ ParameterKey: key, ParameterValue: value })),
    Capabilities: [/** @type {const} */ ('CAPABILITY_IAM')],
  };
  // A stack whose creation failed could only be deleted.
  const command = stack
    ? new UpdateStackCommand(input)
    : new CreateStackCommand({ ...input, OnFailure: 'DELETE' });
  await step(
    `${stack ? 'Updating' : 'Creating'} the stack ${name} (it goes on if you stop this)`,
    async () => {
      const before = stack && (await newestEvent(cloudformation, name));
      const id = await begin(cloudformation, command);
      if (id !== undefined) await follow(cloudformation, id, before);
    },
  );
}

/**
 * Begins a change.
 *
 * @param {CloudFormationClient} cloudformation
 * @param {CreateStackCommand | UpdateStackCommand} command
 * @returns The stack's id; nothing if CloudFormation finds that nothing changes.
 */
async function begin(cloudformation, command) {
  try {
    const { StackId } = await cloudformation.send(command);
    return StackId;
  } catch (error) {
    if (error instanceof AwsError && /No updates are to be performed/.test(error.message)) return;
    throw error;
  }
}

/**
 * Shows a stack's events until its change is over.
 *
 * @param {CloudFormationClient} cloudformation
 * @param {string} id
 * @param {string} [last] The last event before it.
 */
async function follow(cloudformation, id, last) {
  /** @type {StackEvent | undefined} */
  let failed;
  for (;;) {
    const answer = await patiently(async () => ({
      stack: await describe(cloudformation, id),
      events: await eventsSince(cloudformation, id, last),
    }));
    if (answer === undefined) {
      await sleep(POLL_MS);
      continue;
    }
    const { stack, events } = answer;
    for (const event of events) {
      last = event.EventId;
      console.error(show(event));
      // What fails later fails because of it.
      if (event.ResourceStatus?.endsWith('_FAILED')) failed ??= event;
    }
    const status = String(stack?.StackStatus ?? 'DELETE_COMPLETE');
    if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return;
    if (!status.endsWith('_IN_PROGRESS')) throw new Failure(blame(status, failed));
    await sleep(POLL_MS);
  }
}

/**
 * @param {CloudFormationClient} cloudformation
 * @param {string} name
 * @returns The id of the last event of a stack.
 */
async function newestEvent(cloudformation, name) {
  const { StackEvents } = await cloudformation.send(
    new DescribeStackEventsCommand({ StackName: name }),
  );
  return StackEvents?.[0]?.EventId;
}

/**
 * The events of a stack after a certain one, or all, the first first.
 *
 * @param {CloudFormationClient} client
 * @param {string} id
 * @param {string} [last]
 */
async function eventsSince(client, id, last) {
  /** @type {StackEvent[]} */
  const events = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents(
    { client },
    { StackName: id },
  )) {
    const known = StackEvents.findIndex(({ EventId }) => EventId === last);
    events.push(...StackEvents.slice(0, known === -1 ? undefined : known));
    if (known !== -1) break;
  }
  return events.reverse();
}

/** @param {StackEvent} event */
function show({ Timestamp, ResourceStatus, ResourceType, LogicalResourceId, ...event }) {
  const time = Timestamp?.toLocaleTimeString('en-GB') ?? '';
  const reason = event.ResourceStatusReason ? `: ${event.ResourceStatusReason}` : '';
  return `  ${time} ${String(ResourceStatus).padEnd(18)} ${ResourceType} ${LogicalResourceId}${reason}`;
}

/**
 * @param {string} status
 * @param {StackEvent} [failed]
 */
function blame(status, failed) {
  if (failed === undefined) return `the stack is ${status}: see its events above`;
  const { LogicalResourceId, ResourceStatus, ResourceStatusReason = 'see above' } = failed;
  return `${LogicalResourceId} is ${ResourceStatus}, and so the stack ${status}: ${ResourceStatusReason}`;
}

/**
 * @param {CloudFormationClient} cloudformation
 * @param {string} name Or its id, by which a deleted one is found too.
 * @returns {Promise<Description | undefined>}
 */
async function describe(cloudformation, name) {
  try {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0];
  } catch (error) {
    if (error instanceof AwsError && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}

function client(region = REGION) {
  return createClient(CloudFormationClient, { region });
}

/**
 * @template {string} K
 * @template {string} V
 * @param {{ [key in K | V]?: string }[] | undefined} list
 * @param {K} key
 * @param {V} value
 * @returns {Record<string, string>}
 */
function pairs(list, key, value) {
  return Object.fromEntries((list ?? []).map((it) => [it[key], it[value] ?? '']));
}
