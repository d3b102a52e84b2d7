/** The command behind `npm run deploy`. */

import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { commandWithOptions, Failure, step, UsageError } from '../../scripts/terminal.js';
import { call, REGION } from './aws.js';
import { TRIGGERS } from './behavior.js';
import { attach } from './behaviors.js';
import { planUpload } from './bucket.js';
import { changeDistribution, readDistribution } from './distribution.js';
import { DISTRIBUTION, distributionId, PLAN, STACK, stackName } from './options.js';
import { packageFunction } from './packaging.js';
import { pitfalls } from './pitfalls.js';
import { changeStack, planStack, readStack } from './stack.js';
import { cachePolicyId } from './template/cache-policy.js';
import { codeKey, RUNTIMES, renderTemplate } from './template/template.js';

/** @import { Trigger } from './behavior.js' */
/** @import { Lookups } from './behaviors.js' */
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
  --bucket NAME        an S3 bucket in us-east-1 for the code; if left out, one is created for the
                       account, private and encrypted
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
  const { stack: name, distribution, origin, bucket, plan } = check(values);
  const built = await step('Packing the function', packageFunction);
  const account = await accountId();
  const upload = await planUpload({ account, key: codeKey(built.sha256), name: bucket });
  const change = {
    name,
    template: renderTemplate(built),
    parameters: {
      CodeBucket: upload.bucket,
      CodeKey: upload.key,
      ...(values.trigger && { Trigger: values.trigger }),
      ...(values.runtime && { Runtime: values.runtime }),
      ...(origin && { OriginDomainName: origin }),
    },
  };
  const stack = await readStack(name);
  const stackPlan = planStack(stack, change);

  if (stackPlan === '') {
    console.log(`Stack ${name}: nothing to change`);
  } else {
    for (const line of upload.plan) console.log(line);
    console.log(`Stack ${name}:\n${stackPlan}`);
  }
  if (distribution !== undefined) await planAttachment(distribution);
  if (plan) return;

  if (stackPlan !== '') {
    await upload.run(built.zip, built.sha256);
    await changeStack(stack, change);
  }
  const deployed = await readStack(name);
  if (deployed === undefined)
    throw new Failure(`the stack ${name} is gone: it was deleted meanwhile`);
  const id = distribution ?? deployed.outputs.DistributionId;
  if (id !== undefined) {
    const lookups = lookupsOf(deployed, built.api);
    await changeDistribution({ id, change: (config) => attach(config, lookups), plan });
  }
  report(deployed, id);

  /** @param {string} id */
  async function planAttachment(id) {
    const config = await readDistribution(id);
    const known = stackPlan === '' ? stack : undefined;
    const lookups =
      known !== undefined
        ? lookupsOf(known, built.api)
        : lookupsToBe({ account, name, stack, trigger: values.trigger }, built.api);
    for (const pitfall of pitfalls(config, lookups)) console.log(`Warning: ${pitfall}.`);
    if (plan || known === undefined) {
      await changeDistribution({ id, change: (it) => attach(it, lookups), plan: true });
    }
  }
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
  const sts = new STSClient({ region: REGION });
  const { Account } = await call(sts, new GetCallerIdentityCommand({}));
  return String(Account);
}

/**
 * What a stack has to attach.
 *
 * @param {Stack} stack
 * @param {import('./api.js').Api} api
 * @returns {Lookups}
 */
function lookupsOf({ outputs }, { routes }) {
  return {
    versionArn: outputs.VersionArn,
    trigger: /** @type {Trigger} */ (outputs.Trigger),
    routes: routes.map(({ name, path }) => ({ path, cachePolicyId: outputs[cachePolicyId(name)] })),
  };
}

/**
 * What a stack will have, as far as it can be known before it is changed.
 *
 * @param {{ account: string, name: string, stack: Stack | undefined, trigger?: string }} options
 * @param {import('./api.js').Api} api
 * @returns {Lookups}
 */
function lookupsToBe({ account, name, stack, trigger }, { routes }) {
  const outputs = stack?.outputs ?? {};
  return {
    versionArn: `arn:aws:lambda:${REGION}:${account}:function:${name}:(new version)`,
    trigger: /** @type {Trigger} */ (trigger ?? outputs.Trigger ?? TRIGGERS[0]),
    routes: routes.map(({ name, path }) => ({
      path,
      cachePolicyId: outputs[cachePolicyId(name)] ?? `(new policy ${name})`,
    })),
  };
}

/**
 * @param {Stack} stack
 * @param {string} [id] Of the distribution.
 */
function report({ outputs }, id) {
  console.log(`CloudFront runs ${outputs.VersionArn}`);
  if (id === undefined) {
    console.log(
      'No distribution yet: npm run deploy -- --distribution ID puts the routes into one',
    );
  } else if (outputs.DistributionDomainName !== undefined) {
    console.log(`https://${outputs.DistributionDomainName}`);
  }
}
