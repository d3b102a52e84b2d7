/** Which tool a distribution belongs to: what changes it besides that tool is undone, or breaks its next run. */

import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudFrontClient, ListTagsForResourceCommand } from '@aws-sdk/client-cloudfront';
import { AwsError, createClient, ifPermitted } from './aws.js';
import { readStack } from './stack.js';

/**
 * @typedef {'CloudFormation' | 'CDK' | 'Terraform' | 'Pulumi'} Tool
 *
 * @typedef {object} Owner
 * @property {Tool} tool
 * @property {string} evidence By what it is known.
 */

/** CloudFormation's own tag of all that is in a stack, in whatever Region that is. */
const STACK_TAG = 'aws:cloudformation:stack-name=';

/** What tools and their users write into tags. @type {[RegExp, Tool][]} */
const TAGS = [
  [/terraform|opentofu/i, 'Terraform'],
  [/\bcdk\b/i, 'CDK'],
  [/pulumi|^sst:/i, 'Pulumi'],
];

/**
 * @param {object} distribution
 * @param {string} distribution.id
 * @param {string} distribution.arn
 * @param {string} stackName Ours, whose distributions are ours.
 * @returns {Promise<Owner | undefined>} Undefined if nothing shows that any tool has made it.
 */
export async function ownerOf({ id, arn }, stackName) {
  const tags = (await ifPermitted(() => tagsOf(arn))) ?? [];
  const tagged = tags.find((it) => it.startsWith(STACK_TAG))?.slice(STACK_TAG.length);
  const stack = tagged ?? (await ifPermitted(() => stackOf(id)));
  if (stack === stackName) return undefined;
  if (stack !== undefined) {
    // It may be in another Region, where it is not found.
    const template = (await ifPermitted(() => readStack(stack)))?.template ?? '';
    const isCdk =
      tags.some((it) => /\bcdk\b/i.test(it)) || /aws:cdk:|AWS::CDK::Metadata/.test(template);
    return { tool: isCdk ? 'CDK' : 'CloudFormation', evidence: `the stack ${stack}` };
  }
  for (const [pattern, tool] of TAGS) {
    const tag = tags.find((it) => pattern.test(it));
    if (tag !== undefined) return { tool, evidence: `the tag ${tag}` };
  }
  return undefined;
}

/**
 * The stack that has a distribution.
 *
 * @param {string} id
 */
async function stackOf(id) {
  const client = createClient(CloudFormationClient);
  try {
    const command = new DescribeStackResourcesCommand({ PhysicalResourceId: id });
    return (await client.send(command)).StackResources?.[0]?.StackName;
  } catch (error) {
    if (error instanceof AwsError && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}

/** @param {string} arn */
async function tagsOf(arn) {
  const client = createClient(CloudFrontClient);
  const { Tags } = await client.send(new ListTagsForResourceCommand({ Resource: arn }));
  return (Tags?.Items ?? []).map(({ Key, Value }) => `${Key}=${Value}`);
}
