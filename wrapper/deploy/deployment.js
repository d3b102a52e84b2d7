/**
 * A deployment: what it comes to, and doing it. Whatever ends it between two steps, the site goes on
 * being answered, and running it again comes to the same end: first is added what is new, then one
 * write switches the distribution over, and only then goes what nothing uses any more.
 */

import { tableFindings } from '../api/table-keys.js';
import { confirm, Failure, step, UsageError } from '../terminal.js';
import { accountId } from './account.js';
import { attachmentOf, attachmentToBe } from './attachment.js';
import { ifPermitted, REGION } from './aws.js';
import { attach } from './behaviors.js';
import { planUpload } from './bucket.js';
import { diff } from './diff.js';
import { changeDistribution, readDistribution } from './distribution.js';
import { refuseMissing } from './health.js';
import { invalidate, invalidationPaths } from './invalidation.js';
import { refuseLikeOnOwn, undoneByStack } from './own-distribution.js';
import { ownerOf } from './ownership.js';
import { packageFunction } from './package.js';
import { kmsParameter, parametersOf } from './parameters.js';
import { hazards, preflight } from './preflight.js';
import { cachePolicyWarnings, refuseLongRole } from './quotas.js';
import { findTakingAll, takenFromDefault } from './shadowing.js';
import { changeStack, readSettledStack, requireStack } from './stack.js';
import { planStack, refuseUnfit, tablesLost } from './stack-plan.js';
import { answersBut, stalePatterns } from './stale-answers.js';
import { codeKey } from './template/parts.js';
import { renderTemplate } from './template/template.js';
import { keepUsed, withAnswers } from './transition.js';
import { usageBeside } from './usage.js';
import { waitUntilActive } from './versions.js';

/** @import { Api } from '../api/load.js' */
/** @import { Attachment } from './behaviors.js' */
/** @import { DistributionDocument } from './distribution-document.js' */
/** @import { Change, Stack } from './stack.js' */

/**
 * @typedef {object} Options
 * @property {string} stack
 * @property {string} [distribution]
 * @property {string} [trigger]
 * @property {string} [origin]
 * @property {string} [runtime]
 * @property {string} [bucket]
 * @property {string} [like]
 * @property {string[]} [kmsKey]
 * @property {string} [permissionsBoundary]
 * @property {string} [roleArn]
 * @property {Record<string, string>} [tags]
 * @property {boolean} [takeAll]
 */

/**
 * Finds out what a deployment comes to. Nothing is written.
 *
 * @param {Api} api
 * @param {Options} options
 */
export async function planDeployment(api, options) {
  const { stack: name } = options;
  const built = await step('Packing the function', async () => packageFunction(api));
  const account = await accountId();
  const stack = await readSettledStack(name);
  if (stack !== undefined) {
    refuseUnfit(name, stack);
    await refuseMissing(name, stack);
  }
  refuseLikeOnOwn(options, stack);
  const tables = await tableFindings(api.description);
  const upload = await planUpload({
    account,
    key: codeKey(built.sha256),
    name: options.bucket ?? stack?.parameters.CodeBucket,
  });
  /** @type {Change} */
  const change = {
    name,
    template: renderTemplate(built),
    parameters: {
      CodeBucket: upload.bucket,
      CodeKey: upload.key,
      ...parametersOf(options),
      ...kmsParameter(stack, tables, options),
    },
    tags: options.tags,
    roleArn: options.roleArn,
    bucket: { name: upload.bucket, account },
  };
  refuseLongRole(keepUsed(stack, change));
  const functionArn = `arn:aws:lambda:${REGION}:${account}:function:${name}`;
  const attachment = {
    ...attachmentToBe({ functionArn, stack, change, api }),
    like: options.like,
  };
  const id = options.distribution ?? stack?.outputs.DistributionId;
  const distribution = id === undefined ? undefined : await readDistribution(id);
  const owner = distribution && (await ownerOf(distribution, name));
  const isAttached = distribution !== undefined || options.origin !== undefined;
  if (isAttached && !options.takeAll) refuseTakingAll(attachment);
  const attached = distribution && attach(distribution.config, attachment);
  const planned = attached && { id: distribution.id, config: attached };
  const answers = stack?.outputs.Answers;
  const target = await keepUsedElsewhere(stack, change, { attachment, planned });
  const stackDiff = planStack(stack, target);
  const distributionDiff = attached && diff(distribution.config, attached);
  return {
    api,
    built,
    stack,
    upload,
    change,
    attachment,
    distribution,
    owner,
    stackDiff,
    distributionDiff,
    // Where another distribution runs an earlier version, the stack goes on naming the answers of that.
    stale:
      distribution && (stackDiff || distributionDiff)
        ? stalePatterns(distribution.config, { attachment, api, answers })
        : [],
    warnings: [
      ...tablesLost(stack, target).map(tableWarning),
      ...(await cachePolicyWarnings(stack, change)),
      ...(distribution ? await preflight(distribution, { attachment, api, owner }) : []),
      ...(distribution && distribution.id === stack?.outputs.DistributionId
        ? undoneByStack(distribution.config, attachment, distribution)
        : []),
      ...tables.mismatches,
    ],
    notes: [...(isAttached ? takenFromDefault(attachment.behaviors) : []), ...tables.notes],
  };
}

/** @typedef {Awaited<ReturnType<typeof planDeployment>>} Deployment */

/**
 * What a deployment changes, a text for each thing; nothing if all is as it should be.
 *
 * @param {Deployment} deployment
 */
export function changesOf({ change, upload, distribution, stackDiff, distributionDiff, stale }) {
  return [
    ...(stackDiff ? [...upload.plan, `Stack ${change.name}:\n${stackDiff}`] : []),
    ...(distribution && distributionDiff
      ? [`Distribution ${distribution.id}:\n${distributionDiff}`]
      : []),
    ...(stale.length > 0
      ? [`Invalidates cached answers: ${invalidationPaths(stale).join(' ')}`]
      : []),
  ];
}

/**
 * Does what is planned.
 *
 * @param {Deployment} deployment
 * @returns {Promise<Deployed>}
 */
export async function carryOut(deployment) {
  const { api, built, stack, upload, change, attachment, distribution } = deployment;
  const isChange = changesOf(deployment).length > 0;
  const first = firstChange(deployment);
  if (planStack(stack, first) !== '') {
    await upload.run(built.zip, built.sha256);
    await changeStack(stack, first);
  }
  const deployed = await requireStack(change.name);
  await waitUntilActive(deployed.outputs.VersionArn);
  const id = distribution?.id ?? deployed.outputs.DistributionId;
  const real = { ...attachmentOf(deployed, api.description), like: attachment.like };
  const before = id === undefined ? undefined : await readDistribution(id);
  if (id !== undefined && before !== undefined) {
    const answers = deployed.outputs.Answers;
    const stale = isChange ? stalePatterns(before.config, { attachment: real, api, answers }) : [];
    await changeDistribution({
      id,
      change: (config) => attach(config, real),
      plan: false,
      isAgreed: isChange,
      check: (config) => agreeToNew(hazards(config, { attachment: real, api }), deployment),
    });
    if (stale.length > 0) await invalidate({ id, paths: stale });
  }
  const kept = await removeUnused(deployed, change);
  return { stack: deployed, attachment: real, distribution: before, kept };
}

/**
 * @typedef {object} Deployed
 * @property {Stack} stack
 * @property {Attachment} attachment
 * @property {DistributionDocument | undefined} distribution As it was before.
 * @property {string[]} kept Why something of an earlier deployment is kept, one line each.
 */

/**
 * A distribution may change between the plan and the write. What that brings is agreed to before it is
 * overwritten.
 *
 * @param {string[]} found What the user should know of it now.
 * @param {Deployment} deployment
 */
async function agreeToNew(found, { warnings }) {
  const fresh = found.filter((it) => !warnings.includes(it));
  if (fresh.length === 0) return;
  for (const warning of fresh) console.log(`Warning: ${warning}.`);
  if (!process.stdin.isTTY) {
    throw new Failure(
      'the distribution has changed since the plan, which did not warn of this, so it is left as it is: ' +
        'run the same again, with --plan first',
    );
  }
  await confirm('Change the distribution all the same?');
}

/**
 * The change to make before the distribution switches to the new version.
 *
 * @param {Deployment} deployment
 */
function firstChange({ stack, change, stale }) {
  const first = keepUsed(stack, change);
  const answers = stack?.outputs.Answers;
  return stale.length === 0 ? first : withAnswers(first, answersBut(stale, { answers }));
}

/**
 * Takes away what no distribution uses any more.
 *
 * @param {Stack} stack
 * @param {Change} change
 * @returns {Promise<string[]>} Why something is kept.
 */
async function removeUnused(stack, change) {
  if (planStack(stack, change) === '') return [];
  const usage = await ifPermitted(() => usageBeside(stack.outputs.VersionArn));
  if (usage === undefined) {
    return [
      'permissions and cache policies of the previous version are kept, because these credentials lack the ' +
        'permission cloudfront:ListDistributions, which shows whether a distribution still runs it',
    ];
  }
  const rest = keepUsed(stack, change, usage);
  if (planStack(stack, rest) !== '') await changeStack(stack, rest);
  if (rest.template === change.template) return [];
  return [
    usage.others.length > 0
      ? `permissions and cache policies of an earlier version are kept, because ${list(usage.others)} still runs one: deploy there too`
      : 'cache policies of an earlier version are kept, because behaviors still use them',
  ];
}

/**
 * The change without what other distributions still use.
 *
 * @param {Stack | undefined} stack
 * @param {Change} change
 * @param {object} deployment
 * @param {Attachment} deployment.attachment
 * @param {Parameters<typeof usageBeside>[1]} deployment.planned
 */
async function keepUsedElsewhere(stack, change, { attachment: { versionArn }, planned }) {
  if (stack === undefined) return change;
  return keepUsed(stack, change, await ifPermitted(() => usageBeside(versionArn, planned)));
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

/** @param {string} table With its Region. */
function tableWarning(table) {
  return (
    `the function may no longer read ${table}, once no distribution runs a version that does: a ` +
    'rollback to such a version answers with errors'
  );
}

/** @param {string[]} ids */
function list(ids) {
  return new Intl.ListFormat('en').format(ids);
}
