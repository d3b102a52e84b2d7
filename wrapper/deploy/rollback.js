/** The command behind `npm run rollback`. */

import { LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { commandWithOptions, Failure } from '../../scripts/terminal.js';
import { CLIENT, call } from './aws.js';
import { pointTo, versionsIn } from './behaviors.js';
import { changeDistribution, readDistribution } from './distribution.js';
import { DISTRIBUTION, distributionId, PLAN, STACK, stackName } from './options.js';
import { functionOf } from './stack.js';

const USAGE = `Usage: npm run rollback -- --distribution ID [--stack NAME] [--plan]

Points the cache behaviors that run the function to its version before. Do it again to go further
back; \`npm run deploy\` goes forward.

  --distribution ID   the distribution
  --stack NAME        the stack; edge-lookup if left out
  --plan              only print what would be done
  -h, --help          show this
`;

await commandWithOptions(USAGE, { ...DISTRIBUTION, ...STACK, ...PLAN }, async (values) => {
  const id = distributionId(values.distribution);
  const functionArn = await functionOf(stackName(values.stack));
  const current = Math.max(...versionsIn(await readDistribution(id), functionArn));
  if (current === Number.NEGATIVE_INFINITY) {
    throw new Failure(`the distribution ${id} does not run ${functionArn}: there is nothing to do`);
  }
  const versions = await versionsOf(functionArn);
  const previous = Math.max(...versions.filter((version) => version < current));
  if (previous === Number.NEGATIVE_INFINITY) {
    throw new Failure(`version ${current} is the first that there is: there is none to go back to`);
  }
  console.log(`Version ${current} → ${previous}`);
  await changeDistribution({
    id,
    change: (config) => pointTo(config, `${functionArn}:${previous}`),
    plan: values.plan,
  });
});

/**
 * The numbers of a function's versions.
 *
 * @param {string} functionArn
 */
async function versionsOf(functionArn) {
  const lambda = new LambdaClient(CLIENT);
  const FunctionName = functionArn.split(':').at(-1);
  const versions = [];
  /** @type {string | undefined} */
  let Marker;
  do {
    const page = await call(lambda, new ListVersionsByFunctionCommand({ FunctionName, Marker }));
    versions.push(...(page.Versions ?? []));
    Marker = page.NextMarker;
  } while (Marker);
  // One of them is called $LATEST.
  return versions.map(({ Version }) => Number(Version)).filter(Number.isInteger);
}
