/** The command behind `npm run detach`. */

import { commandWithOptions } from '../../scripts/terminal.js';
import { REGION } from './aws.js';
import { detach } from './behaviors.js';
import { changeDistribution } from './distribution.js';
import { DISTRIBUTION, distributionId, PLAN, STACK, stackName } from './options.js';
import { functionOf } from './stack.js';

const USAGE = `Usage: npm run detach -- --distribution ID [--stack NAME] [--plan]

Takes the function out of the distribution, with the cache behaviors that have nothing else to them,
and says how to delete what is left.

  --distribution ID   the distribution
  --stack NAME        the stack; edge-lookup if left out
  --plan              only print what would be done
  -h, --help          show this
`;

await commandWithOptions(USAGE, { ...DISTRIBUTION, ...STACK, ...PLAN }, async (values) => {
  const id = distributionId(values.distribution);
  const name = stackName(values.stack);
  const functionArn = await functionOf(name);
  await changeDistribution({
    id,
    change: (config) => detach(config, functionArn),
    plan: values.plan,
  });
  if (!values.plan) console.log(`\n${afterwards(name)}`);
});

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-delete-replicas.html
 *
 * @param {string} name
 */
function afterwards(name) {
  return `When no distribution runs the function any more, Lambda deletes its replicas, mostly within a few
hours. Then the stack can be deleted, and with it the function and all its versions:

  aws cloudformation delete-stack --stack-name ${name} --region ${REGION}

Before that it ends as DELETE_FAILED, "because it is a replicated function", and can be tried again.`;
}
