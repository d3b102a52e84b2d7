/** `edge-lookup detach` */

import { REGION } from '../../deploy/aws.js';

import { detach } from '../../deploy/detachment.js';
import { changeDistribution, readDistribution } from '../../deploy/distribution.js';
import { cachedPatterns, invalidate, invalidationPaths } from '../../deploy/invalidation.js';
import { whenStackGoes } from '../../deploy/own-distribution.js';

import { requireStack } from '../../deploy/stack.js';
import { refuseRegional } from '../../deploy/target.js';
import { cachePoliciesOf } from '../../deploy/template/cache-policy.js';
import { distribution, PLAN, requireDistribution, STACK } from '../options.js';

/** @import { Stack } from '../../deploy/stack.js' */
/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'detach',
  summary: 'take the function out of a distribution',
  description:
    'Takes the function out of the distribution, along with cache behaviors that only ran the ' +
    'function, and says how to delete what is left. A stack of --target needs no detaching before it is deleted.',
  options: [distribution('the distribution (required)'), STACK, PLAN],
  run,
};

/** @param {{ distribution?: string, stack: string, plan?: boolean }} options */
async function run({ stack, plan = false, ...options }) {
  const id = requireDistribution(options);
  const deployed = await requireStack(stack);
  const { outputs } = deployed;
  const remedy = `delete the stack (${deletion(stack)}), and all of it goes`;
  refuseRegional(stack, outputs, remedy);
  const own = { arn: outputs.FunctionArn, cachePolicyIds: cachePoliciesOf(outputs) };
  const { config } = await readDistribution(id);
  const paths = invalidationPaths(cachedPatterns(config, own.arn));
  if (paths.length > 0) console.log(`Invalidates cached answers: ${paths.join(' ')}`);
  await changeDistribution({ id, change: (config) => detach(config, own), plan });
  if (plan) return;
  if (paths.length > 0) await invalidate({ id, paths });
  console.log(`\n${nextSteps(stack, deployed)}`);
}

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-delete-replicas.html
 *
 * @param {string} name
 * @param {Stack} stack
 */
function nextSteps(name, stack) {
  const id = stack.outputs.DistributionId;
  const gone = `Once no distribution runs the function, Lambda deletes its replicas, usually within a few hours.`;
  const fate = whenStackGoes(stack);
  if (fate === 'goes') {
    return `${gone}
Do not delete the stack ${name} as it is: its distribution ${id} would be deleted with it. Deploy once more, so
that CloudFormation keeps the distribution, and detach again.`;
  }
  return `${gone}
Then the stack can be deleted, and with it the function and all its versions${fate === 'stays' ? `; its distribution ${id} stays` : ''}:

  ${deletion(name)}

Until then, deletion ends as DELETE_FAILED, "because it is a replicated function", and can be retried.`;
}

/** @param {string} name */
function deletion(name) {
  return `aws cloudformation delete-stack --stack-name ${name} --region ${REGION}`;
}
