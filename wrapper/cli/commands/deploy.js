/** `edge-lookup deploy` */

import { Option } from 'commander';
import { patternOf } from '../../api/path-pattern.js';
import { accountId } from '../../deploy/account.js';
import { attachmentOf, attachmentToBe } from '../../deploy/attachment.js';
import { REGION } from '../../deploy/aws.js';
import { attach, withoutStale } from '../../deploy/behaviors.js';
import { planUpload } from '../../deploy/bucket.js';
import { changeDistribution, readDistribution } from '../../deploy/distribution.js';
import { packageFunction } from '../../deploy/package.js';
import { pitfalls } from '../../deploy/pitfalls.js';
import { findTakingAll, shadowed, takenFromDefault } from '../../deploy/shadowing.js';
import { changeStack, readStack } from '../../deploy/stack.js';
import { planStack, tablesLost } from '../../deploy/stack-plan.js';
import { codeKey, RUNTIMES, renderTemplate } from '../../deploy/template/template.js';
import { confirm, Failure, step, UsageError } from '../../terminal.js';
import { apiOf } from '../config.js';
import { CONFIG, distribution, oneOf, PLAN, STACK, trigger } from '../options.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Api } from '../../api/load.js' */
/** @import { Attachment } from '../../deploy/behaviors.js' */
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
    new Option('--take-all', 'attach a route such as /{slug}, which takes every path of the site'),
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
 * @property {boolean} [takeAll]
 */

/** @param {Options} options */
async function run({ stack: name, trigger, runtime, origin, ...options }) {
  if (origin !== undefined && options.distribution !== undefined) {
    throw new UsageError('--origin makes a distribution, --distribution takes one: drop one');
  }
  const api = apiOf(options);
  const built = await step('Packing the function', async () => packageFunction(api));
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
  const isAttached = id !== undefined || origin !== undefined;
  if (isAttached && !options.takeAll) refuseTakingAll(attachment);

  printStackPlan(name, upload, stackPlan);
  // Otherwise it is known now, and printed when it is made.
  if (id !== undefined && (options.plan || stackPlan !== '')) {
    await changeDistribution({ id, change: (config) => attach(config, attachment), plan: true });
  }
  const findings = options.plan ? await findingsOf(api) : { mismatches: [], notes: [] };
  const warnings = [
    ...tablesLost(stack, change).map(tableWarning),
    ...(id === undefined ? [] : await distributionWarnings(id, attachment, api)),
    ...findings.mismatches,
  ];
  const notes = [...(isAttached ? takenFromDefault(attachment.behaviors) : []), ...findings.notes];
  for (const warning of warnings) console.log(`Warning: ${sentence(warning)}`);
  for (const note of notes) console.log(`Note: ${sentence(note)}`);
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
    const real = attachmentOf(deployed, api.description);
    await changeDistribution({
      id: target,
      change: (config) => attach(config, real),
      plan: false,
      isAgreed: stackPlan !== '',
    });
  }
  report(deployed, target);
  for (const warning of warnings) console.log(`Warning: ${sentence(warning)}`);
}

/** @param {string} value */
function domain(value) {
  if (/^([a-z0-9-]+\.)+[a-z0-9-]+$/i.test(value)) return value;
  throw new UsageError(`--origin needs a domain, is ${JSON.stringify(value)}`);
}

/**
 * @param {Attachment} attachment
 * @throws {UsageError} If a route takes every path of the site.
 */
function refuseTakingAll({ behaviors }) {
  const behavior = findTakingAll(behaviors);
  if (behavior === undefined) return;
  throw new UsageError(
    `the behavior ${behavior.pathPattern} of the route ${behavior.route} would take every path of ` +
      'the site, and answer 404 where no route does: add --take-all if that is what you want',
  );
}

/**
 * @param {string} id
 * @param {Attachment} attachment
 * @param {Api} api
 */
async function distributionWarnings(id, attachment, { description }) {
  const config = await readDistribution(id);
  return [...pitfalls(config, attachment, description), ...shadowed(config, attachment)];
}

/**
 * What the tables are like, compared with their declaration.
 *
 * @param {Api} api
 */
async function findingsOf({ description }) {
  const { tableFindings } = await import('../../api/table-keys.js');
  return tableFindings(description, { endpoint: undefined });
}

/** @param {string} text */
function sentence(text) {
  return text.endsWith('.') ? text : `${text}.`;
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
  const patterns = description.routes.map(({ path }) => patternOf(path));
  const change = (/** @type {DistributionConfig} */ it) => withoutStale(it, functionArn, patterns);
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
