/** `edge-lookup detach` */

import { REGION } from '../../deploy/aws.js';
import { detach } from '../../deploy/detachment.js';
import { changeDistribution, readDistribution } from '../../deploy/distribution.js';
import { cachedPatterns, invalidate, invalidationPaths } from '../../deploy/invalidation.js';
import { requireStack } from '../../deploy/stack.js';
import { cachePoliciesOf } from '../../deploy/template/cache-policy.js';
import { distribution, PLAN, requireDistribution, STACK } from '../options.js';

/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'detach',
  summary: 'take the function out of a distribution',
  description:
    'Takes the function out of the distribution, along with cache behaviors that only ran the ' +
    'function, and says how to delete what is left.',
  options: [distribution('the distribution (required)'), STACK, PLAN],
  run,
};

/** @param {{ distribution?: string, stack: string, plan?: boolean }} options */
async function run({ stack, plan = false, ...options }) {
  const id = requireDistribution(options);
  const { outputs } = await requireStack(stack);
  const own = { arn: outputs.FunctionArn, cachePolicyIds: cachePoliciesOf(outputs) };
  const { config } = await readDistribution(id);
  const paths = invalidationPaths(cachedPatterns(config, own.arn));
  if (paths.length > 0) console.log(`Invalidates cached answers: ${paths.join(' ')}`);
  await changeDistribution({ id, change: (config) => detach(config, own), plan });
  if (!plan && paths.length > 0) await invalidate({ id, paths });
  if (!plan) console.log(`\n${nextSteps(stack)}`);
}

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-delete-replicas.html
 *
 * @param {string} stack
 */
function nextSteps(stack) {
  return `Once no distribution runs the function, Lambda deletes its replicas, usually within a few hours.
Then the stack can be deleted, and with it the function and all its versions:

  aws cloudformation delete-stack --stack-name ${stack} --region ${REGION}

Until then, deletion ends as DELETE_FAILED, "because it is a replicated function", and can be retried.`;
}
