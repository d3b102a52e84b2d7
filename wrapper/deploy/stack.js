/** The CloudFormation stack: what there is, what would change, and changing it. */

import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import { Failure, step } from '../../scripts/terminal.js';
import { AwsError, call, REGION } from './aws.js';
import { diff } from './diff.js';

/** @import { Stack as Description, StackEvent } from '@aws-sdk/client-cloudformation' */

const POLL_MS = 2_000;

/** States in which a stack can only be deleted. */
const DEAD = [
  'CREATE_FAILED',
  'DELETE_FAILED',
  'REVIEW_IN_PROGRESS',
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
];

/**
 * The longest template, in bytes, that a call can carry.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const TEMPLATE_LIMIT = 51_200;

/**
 * @typedef {object} Stack
 * @property {string} status
 * @property {Record<string, string>} parameters
 * @property {Record<string, string>} outputs
 * @property {string} template
 */

/**
 * @typedef {object} Change What a stack shall be.
 * @property {string} name
 * @property {string} template
 * @property {Record<string, string>} parameters Those that are to have a value; all others keep
 *   theirs.
 */

/**
 * Reads a stack; nothing if there is none.
 *
 * @param {string} name
 * @returns {Promise<Stack | undefined>}
 */
export async function readStack(name) {
  const cloudformation = client();
  const stack = await describe(cloudformation, name);
  if (stack === undefined) return undefined;
  const { TemplateBody: template = '' } = await call(
    cloudformation,
    new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }),
  );
  return {
    status: String(stack.StackStatus),
    parameters: pairs(stack.Parameters, 'ParameterKey', 'ParameterValue'),
    outputs: pairs(stack.Outputs, 'OutputKey', 'OutputValue'),
    template,
  };
}

/**
 * The ARN of a stack's function.
 *
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function functionOf(name) {
  const arn = (await readStack(name))?.outputs.FunctionArn;
  if (arn !== undefined) return arn;
  throw new Failure(
    `there is no stack ${name} with the function in ${REGION}: name it with --stack`,
  );
}

/**
 * What a change comes to, in lines; empty if nothing changes.
 *
 * @param {Stack | undefined} stack
 * @param {Change} change
 * @returns {string}
 * @throws {Failure} If the stack is in no state to be changed.
 */
export function planStack(stack, { name, template, parameters }) {
  if (stack !== undefined) refuseUnfit(name, stack.status);
  if (Buffer.byteLength(template) > TEMPLATE_LIMIT) {
    throw new Failure(
      `the template is longer than ${TEMPLATE_LIMIT} bytes: declare fewer routes, and the others ` +
        'in a second api.json with a stack of its own',
    );
  }
  if (stack === undefined)
    return diff(undefined, { ...parameters, ...resourceTypes(template, parameters) });
  const { parameters: before, template: old } = stack;
  return diff(before, { ...before, ...parameters }) + diff(old, template);
}

/**
 * What there is in a template, as far as it is worth reading where all of it is new.
 *
 * @param {string} template
 * @param {Record<string, string>} parameters
 * @returns {Record<string, string>}
 */
function resourceTypes(template, parameters) {
  /** @type {[string, { Type: string, Condition?: string }][]} */
  const resources = Object.entries(parse(template).Resources);
  // The one condition is that there is an origin for a new distribution.
  const made = resources.filter(([, { Condition }]) => !Condition || parameters.OriginDomainName);
  return Object.fromEntries(made.map(([name, { Type }]) => [name, Type]));
}

/**
 * Creates or updates a stack, and shows its events.
 *
 * @param {Stack | undefined} stack
 * @param {Change} change
 */
export async function changeStack(stack, { name, template, parameters }) {
  const cloudformation = client();
  const declared = Object.keys(parse(template).Parameters);
  const values = Object.entries({ ...stack?.parameters, ...parameters });
  const input = {
    StackName: name,
    TemplateBody: template,
    Parameters: values
      .filter(([key]) => declared.includes(key))
      .map(([key, value]) => ({ ParameterKey: key, ParameterValue: value })),
    Capabilities: [/** @type {const} */ ('CAPABILITY_IAM')],
  };
  // A stack whose creation failed could only be deleted.
  const command = stack
    ? new UpdateStackCommand(input)
    : new CreateStackCommand({ ...input, OnFailure: 'DELETE' });
  await step(`${stack ? 'Updating' : 'Creating'} the stack ${name}`, async () => {
    const before = stack ? (await eventsSince(cloudformation, name)).at(-1)?.EventId : undefined;
    const { StackId: id = name } = await call(cloudformation, command);
    await follow(cloudformation, id, before);
  });
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
    const stack = await describe(cloudformation, id);
    for (const event of await eventsSince(cloudformation, id, last)) {
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
 * The events of a stack after a certain one, or the newest hundred, the first first.
 *
 * @param {CloudFormationClient} cloudformation
 * @param {string} id
 * @param {string} [last]
 */
async function eventsSince(cloudformation, id, last) {
  const { StackEvents = [] } = await call(
    cloudformation,
    new DescribeStackEventsCommand({ StackName: id }),
  );
  const known = StackEvents.findIndex(({ EventId }) => EventId === last);
  return StackEvents.slice(0, known === -1 ? undefined : known).reverse();
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
 * @param {string} name
 * @param {string} status
 */
function refuseUnfit(name, status) {
  const of = `--stack-name ${name} --region ${REGION}`;
  if (DEAD.includes(status)) {
    const remedy = `delete it (aws cloudformation delete-stack ${of}), then try again`;
    throw new Failure(`the stack ${name} is ${status}: ${remedy}`);
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    const remedy = `aws cloudformation continue-update-rollback ${of}`;
    throw new Failure(`the stack ${name} is ${status}: mend it first (${remedy})`);
  }
  if (status.endsWith('_IN_PROGRESS')) {
    throw new Failure(`the stack ${name} is ${status}: wait until that is over`);
  }
}

/**
 * @param {CloudFormationClient} cloudformation
 * @param {string} name Or its id, by which a deleted one is found too.
 * @returns {Promise<Description | undefined>}
 */
async function describe(cloudformation, name) {
  try {
    const { Stacks } = await call(cloudformation, new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0];
  } catch (error) {
    if (error instanceof AwsError && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}

function client() {
  return new CloudFormationClient({ region: REGION });
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
