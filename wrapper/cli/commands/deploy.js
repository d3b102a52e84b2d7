/** `edge-lookup deploy` */

import { Option } from 'commander';
import { RUNTIMES } from '../../api/lambda.js';
import { carryOut, changesOf, planDeployment } from '../../deploy/deployment.js';
import { WOULD_CHANGE } from '../../deploy/distribution.js';
import { snippet } from '../../deploy/snippets.js';
import { confirm, UsageError } from '../../terminal.js';
import { apiOf } from '../config.js';
import {
  CONFIG,
  distribution,
  oneOf,
  PLAN,
  regionOption,
  STACK,
  TARGET,
  trigger,
} from '../options.js';
import { printFindings, printPlanJson, sentence, tryOut } from '../plan-output.js';
import { deployRegional, refuseUnfitOptions } from '../regional.js';

/** @import { Deployed, Deployment, Options as Deploy } from '../../deploy/deployment.js' */
/** @import { Declaration } from '../declaration.js' */

const AT_FIRST = 'at first viewer-request, then unchanged';

/** @type {Declaration} */
export default {
  name: 'deploy',
  summary: 'deploy the function and attach it to a distribution',
  description:
    'Packs the function, uploads it, creates or updates its CloudFormation stack in us-east-1, and adds ' +
    'a cache behavior for each route to the distribution. It prints what it will do first, and leaves ' +
    'alone what is already right. With --target it deploys to a Region in place of that.',
  notes:
    'AWS credentials are found as the AWS CLI finds them: AWS_PROFILE=production edge-lookup deploy',
  options: [
    CONFIG,
    PLAN,
    distribution('add the routes to this distribution'),
    STACK,
    TARGET,
    regionOption(
      "with --target: the Region to deploy to (default: the tables', the first declared)",
    ),
    new Option(
      '--parameter-overrides <parameters>',
      'with --target: parameters of the template, such as ThrottlingRateLimit=500,LogRetentionDays=90 ' +
        '(default: unchanged)',
    ).argParser(pairs('--parameter-overrides', 'Architecture=x86_64,LogRetentionDays=90')),
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
      'an S3 bucket for the code, in us-east-1 or the Region (default: at first one that is created for ' +
        'the account, then unchanged)',
    ),
    new Option('--take-all', 'attach a route such as /{slug}, which takes every path of the site'),
    new Option(
      '--like <pattern>',
      'inherit key groups, functions, response headers policy and logs of the behavior with this path ' +
        'pattern, or of "default"',
    ),
    new Option(
      '--kms-key <arns>',
      'KMS keys of your own that tables are encrypted with, with commas (default: as the tables say)',
    ).argParser(arns('--kms-key', 'kms', /^key\/.+/)),
    new Option(
      '--permissions-boundary <arn>',
      "a policy that bounds what the function's role may do (default: unchanged)",
    ).argParser(arn('--permissions-boundary', 'iam', /^policy\/.+/)),
    new Option(
      '--role-arn <arn>',
      'a role with which CloudFormation changes the stack (default: unchanged, or your credentials)',
    ).argParser(arn('--role-arn', 'iam', /^role\/.+/)),
    new Option(
      '--tags <tags>',
      'tags of the stack and all that is in it, such as team=web,stage=prod (default: unchanged)',
    ).argParser(pairs('--tags', 'team=web,stage=prod')),
    new Option('--json', 'with --plan: print what would be done as JSON'),
  ],
  run,
};

/**
 * @typedef {Deploy & import('../regional.js').Regional & { config?: string, plan?: boolean, json?: boolean }} Options
 */

/** @param {Options} options */
async function run({ plan = false, json = false, ...options }) {
  if (options.origin !== undefined && options.distribution !== undefined) {
    throw new UsageError('--origin makes a distribution, --distribution takes one: drop one');
  }
  if (json && !plan) throw new UsageError('--json is for --plan: add that, or drop it');
  refuseUnfitOptions(options);
  const api = apiOf(options);
  if (options.target !== undefined) {
    await deployRegional(api, { ...options, target: options.target }, { plan, json });
    return;
  }
  const deployment = await planDeployment(api, options);
  if (json) printPlanJson(changesOf(deployment), deployment);
  else print(deployment, plan);
  if (plan) {
    if (changesOf(deployment).length > 0) process.exitCode = WOULD_CHANGE;
    return;
  }
  if (changesOf(deployment).length > 0) await confirm('Do all this?');
  const deployed = await carryOut(deployment);
  report(deployment, deployed);
  if (deployed.distribution === undefined) return;
  const { origin } = new URL(`https://${deployed.distribution.domainName}`);
  const { eventType } = deployed.attachment;
  await tryOut(new URL(origin), { api, eventType, command: `verify ${origin}` });
}

/**
 * @param {Deployment} deployment
 * @param {boolean} plan Whether that is all.
 */
function print(deployment, plan) {
  const { change, distribution, stackDiff, distributionDiff } = deployment;
  for (const text of changesOf(deployment)) console.log(text);
  if (stackDiff === '') console.log(`Stack ${change.name}: nothing to change`);
  if (plan && distributionDiff === '') {
    console.log(`Distribution ${distribution?.id}: nothing to change`);
  }
  printFindings(deployment);
  if (plan) printSnippet(deployment);
}

/** @param {Pick<Deployment, 'owner' | 'distribution'> & Pick<Deployed, 'attachment'>} deployment */
function printSnippet({ owner, attachment, distribution }) {
  if (owner === undefined || distribution === undefined) return;
  console.log(`\n${snippet(owner.tool, attachment, distribution.config)}`);
}

/** @param {string} value */
function domain(value) {
  if (/^([a-z0-9-]+\.)+[a-z0-9-]+$/i.test(value)) return value;
  throw new UsageError(`--origin needs a domain, is ${JSON.stringify(value)}`);
}

/**
 * @param {string} option
 * @param {string} service
 * @param {RegExp} resource What the rest of the ARN looks like.
 */
function arn(option, service, resource) {
  return (/** @type {string} */ value) => {
    const [prefix, , of, , account, ...rest] = value.split(':');
    const isArn = prefix === 'arn' && of === service && /^(\d{12}|aws)$/.test(account);
    if (isArn && resource.test(rest.join(':'))) return value;
    throw new UsageError(`${option} needs an ARN of ${service}, is ${JSON.stringify(value)}`);
  };
}

/** @type {(...of: Parameters<typeof arn>) => (value: string) => string[]} */
function arns(...of) {
  return (value) => value.split(',').map(arn(...of));
}

/**
 * @param {string} option
 * @param {string} example
 */
function pairs(option, example) {
  return (/** @type {string} */ value) => {
    const all = value.split(',').map((pair) => /^([^=]{1,128})=(.{0,256})$/.exec(pair)?.slice(1));
    if (all.every((pair) => pair !== undefined)) return Object.fromEntries(all);
    throw new UsageError(
      `${option} needs keys and values, such as ${example}, is ${JSON.stringify(value)}`,
    );
  };
}

/**
 * @param {Deployment} deployment
 * @param {Deployed} deployed
 */
function report({ owner, warnings }, { stack: { outputs }, attachment, distribution, kept }) {
  if (distribution === undefined) {
    console.log(
      `Published ${outputs.VersionArn}. CloudFront runs it once it is attached to a distribution: ` +
        'edge-lookup deploy --distribution ID',
    );
  } else {
    console.log(`Distribution ${distribution.id} runs ${outputs.VersionArn}`);
  }
  for (const note of kept) console.log(`Note: ${sentence(note)}`);
  for (const warning of warnings) console.log(`Warning: ${sentence(warning)}`);
  printSnippet({ owner, attachment, distribution });
}
