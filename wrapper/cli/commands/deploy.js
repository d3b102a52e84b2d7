/** `edge-lookup deploy` */

import { Option } from 'commander';
import { accountId } from '../../deploy/account.js';
import { attachmentOf, attachmentToBe } from '../../deploy/attachment.js';
import { REGION } from '../../deploy/aws.js';
import { attach, withoutStale } from '../../deploy/behaviors.js';
import { planUpload } from '../../deploy/bucket.js';
import { changeDistribution, readDistribution } from '../../deploy/distribution.js';
import { packageFunction } from '../../deploy/package.js';
import { pitfalls } from '../../deploy/pitfalls.js';
import { changeStack, readStack } from '../../deploy/stack.js';
import { planStack, tablesLost } from '../../deploy/stack-plan.js';
import { codeKey, RUNTIMES, renderTemplate } from '../../deploy/template/template.js';
import { confirm, Failure, step, UsageError } from '../../terminal.js';
import { apiOf } from '../config.js';
import { CONFIG, distribution, oneOf, PLAN, STACK, trigger } from '../options.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Api } from '../../api/load.js' */
/** @import { Stack } from '../../deploy/stack.js' */
/** @import { Declaration } from '../declaration.js' */

const AT_FIRST = 'at first viewer-request, then unchanged';

/** @type {Declaration} */
export default {
  name: 'deploy',
  summary: 'deploy the function and attach it to a distribution',
  description:
    'Packs the function, uploads it, creates or updates its CloudFormation stack in us-east-1, and adds ' +
    'a cache behavior for each route to the distribution. It prints what it will do first, and leaves ' +
    'alone what is already right.',
  notes:
    'AWS credentials are found as the AWS CLI finds them: AWS_PROFILE=production edge-lookup deploy',
  options: [
    CONFIG,
    PLAN,
    distribution('add the routes to this distribution'),
    STACK,
    trigger(AT_FIRST),
    new Option(
      '--origin <domain>',
      'create a distribution, which gets all other paths from this origin',
    ).argParser(domain),
    new Option(
      '--runtime <runtime>',
      `${RUNTIMES.join(' or ')} (default: at first ${RUNTIMES[0]}, then unchanged)`,
    ).argParser(oneOf('--runtime', RUNTIMES)),
    new Option(
      '--bucket <name>',
      'an S3 bucket in us-east-1 for the code (default: at first one that is created for the account, ' +
        'private and encrypted, then unchanged)',
    ),
  ],
  run,
};

/**
 * @typedef {object} Options
 * @property {string} [config]
 * @property {boolean} [plan]
 * @property {string} [distribution]
 * @property {string} stack
 * @property {string} [trigger]
 * @property {string} [origin]
 * @property {string} [runtime]
 * @property {string} [bucket]
 */

/** @param {Options} options */
async function run({ stack: name, trigger, runtime, origin, ...options }) {
  if (origin !== undefined && options.distribution !== undefined) {
    throw new UsageError('--origin makes a distribution, --distribution takes one: drop one');
  }
  const api = apiOf(options);
  const built = await step('Packing the function', () => packageFunction(api));
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
  const attachment = attachmentToBe({ functionArn, stack, change, api });

  printStackPlan(name, upload, stackPlan);
  // Otherwise it is known now, and printed when it is made.
  if (id !== undefined && (options.plan || stackPlan !== '')) {
    await changeDistribution({ id, change: (config) => attach(config, attachment), plan: true });
  }
  const warnings = [
    ...tablesLost(stack, change).map(tableWarning),
    ...(id === undefined ? [] : pitfalls(await readDistribution(id), attachment, api.description)),
  ];
  for (const warning of warnings) console.log(`Warning: ${warning}.`);
  if (options.plan) return;

  if (stackPlan !== '') {
    await confirm('Do all this?');
    // What belongs to a removed route can be deleted only once no behavior uses it.
    if (id !== undefined) await takeOutStale(id, functionArn, api);
    await upload.run(built.zip, built.sha256);
    await changeStack(stack, change);
  }
  const deployed = await readStack(name);
  if (deployed === undefined) {
    throw new Failure(`the stack ${name} is gone: someone has deleted it in the meantime`);
  }
  const target = id ?? deployed.outputs.DistributionId;
  if (target !== undefined) {
    const real = attachmentOf(deployed, api.description.routes);
    await changeDistribution({
      id: target,
      change: (config) => attach(config, real),
      plan: false,
      isAgreed: stackPlan !== '',
    });
  }
  report(deployed, target);
  for (const warning of warnings) console.log(`Warning: ${warning}.`);
}

/** @param {string} value */
function domain(value) {
  if (/^([a-z0-9-]+\.)+[a-z0-9-]+$/i.test(value)) return value;
  throw new UsageError(`--origin needs a domain, is ${JSON.stringify(value)}`);
}

/**
 * @param {string} name
 * @param {import('../../deploy/bucket.js').Upload} upload
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
 * @param {Api} api
 */
async function takeOutStale(id, functionArn, { description }) {
  const paths = description.routes.map(({ path }) => path);
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
      `Published ${outputs.VersionArn}. CloudFront runs it once it is attached to a distribution: ` +
        'edge-lookup deploy --distribution ID',
    );
    return;
  }
  console.log(`Distribution ${id} runs ${outputs.VersionArn}`);
  if (outputs.DistributionId === id) console.log(`https://${outputs.DistributionDomainName}`);
}
