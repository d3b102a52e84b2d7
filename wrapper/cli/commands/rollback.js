/** `edge-lookup rollback` */

import { pointTo, versionsIn } from '../../deploy/behaviors.js';
import { changeDistribution, readDistribution } from '../../deploy/distribution.js';
import { requireStack } from '../../deploy/stack.js';
import { versionsOf } from '../../deploy/versions.js';
import { Failure } from '../../terminal.js';
import { distribution, PLAN, requireDistribution, STACK } from '../options.js';

/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'rollback',
  summary: 'go back to the previous version of the function',
  description:
    'Points the cache behaviors that run the function to its previous version. Repeat it to go further ' +
    'back; `edge-lookup deploy` goes forward.',
  options: [distribution('the distribution (required)'), STACK, PLAN],
  run,
};

/** @param {{ distribution?: string, stack: string, plan?: boolean }} options */
async function run({ stack, plan = false, ...options }) {
  const id = requireDistribution(options);
  const functionArn = (await requireStack(stack)).outputs.FunctionArn;
  const current = Math.max(...versionsIn((await readDistribution(id)).config, functionArn));
  if (current === Number.NEGATIVE_INFINITY) {
    throw new Failure(
      `the distribution ${id} does not run ${functionArn}: there is nothing to roll back`,
    );
  }
  const versions = await versionsOf(functionArn);
  const previous = Math.max(...versions.filter((version) => version < current));
  if (previous === Number.NEGATIVE_INFINITY) {
    throw new Failure(`version ${current} is the first one: there is no version to go back to`);
  }
  console.log(`Version ${current} → ${previous}`);
  await changeDistribution({
    id,
    change: (config) => pointTo(config, `${functionArn}:${previous}`),
    plan,
  });
}
