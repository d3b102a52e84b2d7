/** The command behind `npm run deploy`. */

import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { commandWithOptions, confirm, Failure, step, UsageError } from '../../scripts/terminal.js';
import { CLIENT, call, REGION } from './aws.js';
import { TRIGGERS } from './behavior.js';
import { attach, withoutStale } from './behaviors.js';
import { planUpload } from './bucket.js';
import { changeDistribution, readDistribution } from './distribution.js';
import { lookupsOf, lookupsToBe } from './lookups.js';
import { DISTRIBUTION, distributionId, PLAN, STACK, stackName } from './options.js';
import { packageFunction } from './packaging.js';
import { pitfalls } from './pitfalls.js';
import { changeStack, readStack } from './stack.js';
import { planStack, tablesLost } from './stack-plan.js';
import { codeKey, RUNTIMES, renderTemplate } from './template/template.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Stack } from './stack.js' */

const USAGE = `Usage: npm run deploy -- [--plan] [--distribution ID] [--stack NAME] [--trigger EVENT]
                         [--origin DOMAIN] [--runtime RUNTIME] [--bucket NAME]

Packs the function, uploads it, creates or updates its CloudFormation stack in us-east-1, and puts
a cache behavior for each route into the distribution. What it will do is printed first; what is
as it should be is left alone.

  --plan               only print what would be done
  --distribution ID    put the routes into this distribution
  --stack NAME         the stack, and the function; edge-lookup if left out
  --trigger EVENT      viewer-request or origin-request; at first viewer-request, then as it is
  --origin DOMAIN      make a distribution, which gets all other paths from there
  --runtime RUNTIME    nodejs24.x or nodejs22.x; at first nodejs24.x, then as it is
  --bucket NAME        an S3 bucket in us-east-1 for the code; at first one that is created for the
                       account, private and encrypted, then as it is
  -h, --help           show this

AWS credentials are found as the AWS CLI finds them: AWS_PROFILE=production npm run deploy
`;

const OPTIONS = /** @type {const} */ ({
  ...STACK,
  ...DISTRIBUTION,
  ...PLAN,
  trigger: { type: 'string' },
  origin: { type: 'string' },
  runtime: { type: 'string' },
  bucket: { type: 'string' },
});

await commandWithOptions(USAGE, OPTIONS, async (values) => {
  const { stack: name, trigger, runtime, origin, ...options } = check(values);
  const built = await step('Packing the function', packageFunction);
  const account = await accountId();
  const stack = await readStack(name);
  const upload = await planUpload({
    account,
    key: codeKey(built.sha256),
    name: options.bucket ?? stack?.parameters.CodeBucket,
  });
  const change = {
    name,
    template: renderTemplate(built),
    parameters: {
      CodeBucket: upload.bucket,
      CodeKey: upload.key,
      ...(trigger && { Trigger: trigger }),
      ...(runtime && { Runtime: runtime }),
      ...(origin && { OriginDomainName: origin }),
    },
  };
  const id = options.distribution ?? stack?.outputs.DistributionId;
  const stackPlan = planStack(stack, change);
  const functionArn = `arn:aws:lambda:${REGION}:${account}:function:${name}`;
  const lookups = lookupsToBe({ functionArn, stack, change, api: built.api });

  printStackPlan(name, upload, stackPlan);
  // Otherwise it is known now, and printed when it is made.
  if (id !== undefined && (options.plan || stackPlan !== '')) {
    await changeDistribution({ id, change: (config) => attach(config, lookups), plan: true });
  }
  const warnings = [
    ...tablesLost(stack, change).map(tableWarning),
    ...(id === undefined ? [] : pitfalls(await readDistribution(id), lookups)),
  ];
  for (const warning of warnings) console.log(`Warning: ${warning}.`);
  if (options.plan) return;

  if (stackPlan !== '') {
    await confirm('Do all this?');
    // What belongs to a route that is gone can be deleted only when no behavior uses it.
    if (id !== undefined) await takeOutStale(id, functionArn, built.api);
    await upload.run(built.zip, built.sha256);
    await changeStack(stack, change);
  }
  const deployed = await readStack(name);
  if (deployed === undefined) {
    throw new Failure(`the stack ${name} is gone: it was deleted meanwhile`);
  }
  const target = id ?? deployed.outputs.DistributionId;
  if (target !== undefined) {
    const { routes } = built.api;
    const real = lookupsOf(deployed, routes);
    await changeDistribution({
      id: target,
      change: (config) => attach(config, real),
      plan: false,
      isAgreed: stackPlan !== '',
    });
  }
  report(deployed, target);
  for (const warning of warnings) console.log(`Warning: ${warning}.`);
});

/**
 * @template {{ stack: string, distribution?: string, trigger?: string, origin?: string, runtime?: string }} T
 * @param {T} values
 */
function check(values) {
  const { distribution, trigger, origin, runtime } = values;
  oneOf('--trigger', TRIGGERS, trigger);
  oneOf('--runtime', RUNTIMES, runtime);
  if (origin !== undefined && !/^([a-z0-9-]+\.)+[a-z0-9-]+$/i.test(origin)) {
    throw new UsageError(`--origin needs a domain, is ${JSON.stringify(origin)}`);
  }
  if (origin !== undefined && distribution !== undefined) {
    throw new UsageError('--origin makes a distribution, --distribution takes one: drop one');
  }
  return {
    ...values,
    stack: stackName(values.stack),
    distribution: distribution === undefined ? undefined : distributionId(distribution),
  };
}

/**
 * @param {string} option
 * @param {string[]} allowed
 * @param {string} [value]
 */
function oneOf(option, allowed, value) {
  if (value === undefined || allowed.includes(value)) return;
  throw new UsageError(`${option} needs ${allowed.join(' or ')}, is ${JSON.stringify(value)}`);
}

async function accountId() {
  const sts = new STSClient(CLIENT);
  const { Account } = await call(sts, new GetCallerIdentityCommand({}));
  return String(Account);
}

/**
 * @param {string} name
 * @param {import('./bucket.js').Upload} upload
 * @param {string} plan
 */
function printStackPlan(name, upload, plan) {
  if (plan === '') {
    console.log(`Stack ${name}: nothing to change`);
    return;
  }
  for (const line of upload.plan) console.log(line);
  console.log(`Stack ${name}:\n${plan}`);
}

/** @param {string} arn */
function tableWarning(arn) {
  return (
    `the function may no longer read ${arn}: the version that runs now cannot from the change of ` +
    'the stack on, nor after a rollback'
  );
}

/**
 * @param {string} id
 * @param {string} functionArn
 * @param {import('./api.js').Api} api
 */
async function takeOutStale(id, functionArn, { routes }) {
  const paths = routes.map(({ path }) => path);
  const change = (/** @type {DistributionConfig} */ it) => withoutStale(it, functionArn, paths);
  const config = await readDistribution(id);
  if (change(config) === config) return;
  await changeDistribution({ id, change, plan: false, isAgreed: true });
}

/**
 * @param {Stack} stack
 * @param {string} [id] Of the distribution that runs it.
 */
function report({ outputs }, id) {
  if (id === undefined) {
    console.log(
      `Published ${outputs.VersionArn}. CloudFront runs it when it is put into a distribution: ` +
        'npm run deploy -- --distribution ID',
    );
    return;
  }
  console.log(`Distribution ${id} runs ${outputs.VersionArn}`);
  if (outputs.DistributionId === id) console.log(`https://${outputs.DistributionDomainName}`);
}
