/** AWS's quotas that a deployment can run into, checked before it begins. */

import { CloudFrontClient, ListCachePoliciesCommand } from '@aws-sdk/client-cloudfront';
import { parse } from 'yaml';
import { Failure } from '../terminal.js';
import { createClient, ifPermitted } from './aws.js';
import { made } from './template/conditions.js';
import { isKept } from './transition.js';

/** @import { Change, Stack } from './stack.js' */

/**
 * The characters of all inline policies of a role, white space not counted.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 */
const ROLE_CHARACTERS = 10_240;

/**
 * How many cache policies of its own an account may have, unless AWS has raised it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-policies
 */
const CACHE_POLICIES = 20;

/**
 * How many behaviors a distribution may have besides its default one, unless AWS has raised it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-web-distributions
 */
const BEHAVIORS = 75;

/** Room for what stands for the account and the partition. */
const LONGEST = { 'AWS::AccountId': '123456789012', 'AWS::Partition': 'aws-us-gov' };

/**
 * @param {Change} change
 * @throws {Failure} If the role may not have so many tables in its policies.
 */
export function refuseLongRole({ name, template }) {
  const { Resources, Outputs } = parse(template);
  const { Policies } = Resources.Role.Properties;
  const all = lengthOf(Policies, name);
  if (all <= ROLE_CHARACTERS) return;
  const kept =
    all -
    lengthOf(
      Policies.filter((/** @type {any} */ it) => !isKept(it)),
      name,
    );
  const has = `the function's role would have ${all} characters of policies`;
  if (all - kept <= ROLE_CHARACTERS) {
    // In a Region no distribution runs a version.
    const [until, remedy] =
      Outputs.Target === undefined
        ? [
            'for versions that distributions still run',
            'deploy to those distributions first (edge-lookup status lists them), or change fewer tables at a time',
          ]
        : ['until the new code is there', 'change fewer tables at a time'];
    throw new Failure(
      `${has}, ${kept} of them ${until}, and IAM allows ${ROLE_CHARACTERS}: ${remedy}`,
    );
  }
  throw new Failure(
    `${has}, and IAM allows ${ROLE_CHARACTERS}: declare fewer tables or Regions, and the others in a ` +
      'second api.json with a --stack of its own',
  );
}

/**
 * @param {object[]} policies
 * @param {string} name The stack's.
 */
function lengthOf(policies, name) {
  /** @type {Record<string, string>} */
  const known = { ...LONGEST, 'AWS::StackName': name };
  return JSON.stringify(policies)
    .replaceAll(/\{"Fn::Sub":("[^"]*")\}/g, '$1')
    .replaceAll(/\$\{([\w:]+)\}/g, (_, key) => known[key]).length;
}

/**
 * @param {number} count How many behaviors a distribution would have.
 * @returns {string[]}
 */
export function tooManyBehaviors(count) {
  if (count <= BEHAVIORS) return [];
  return [
    `the distribution would have ${count} behaviors, and CloudFront refuses more than ${BEHAVIORS} unless ` +
      'AWS has raised this quota for the account',
  ];
}

/**
 * What is said of the distribution that a stack in a Region makes.
 *
 * @param {Pick<Change, 'template'>} change
 */
export function behaviorWarnings({ template }) {
  const { Distribution } = parse(template).Resources;
  return tooManyBehaviors(Distribution?.Properties.DistributionConfig.CacheBehaviors.length ?? 0);
}

/**
 * @param {Stack | undefined} stack
 * @param {Change} change
 * @returns {Promise<string[]>} What the user should know before anything is made.
 */
export async function cachePolicyWarnings(stack, { template, parameters }) {
  const values = { ...stack?.parameters, ...parameters };
  const wanted = Object.entries(made(parse(template).Resources, values)).filter(
    ([id, { Type }]) => Type === 'AWS::CloudFront::CachePolicy' && !(id in (stack?.outputs ?? {})),
  );
  if (wanted.length === 0) return [];
  const existing = await countCachePolicies();
  if (existing === undefined || existing + wanted.length <= CACHE_POLICIES) return [];
  return [
    `the account has ${existing} cache policies of its own and would get ${wanted.length} more, ` +
      `while CloudFront refuses more than ${CACHE_POLICIES} unless AWS has raised this quota`,
  ];
}

/** @returns Undefined if the credentials may not ask. */
async function countCachePolicies() {
  const client = createClient(CloudFrontClient);
  const command = new ListCachePoliciesCommand({ Type: 'custom', MaxItems: 100 });
  const answer = await ifPermitted(() => client.send(command));
  return answer?.CachePolicyList?.Quantity;
}
