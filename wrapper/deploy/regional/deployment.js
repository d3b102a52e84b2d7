/**
 * A deployment to a Region: what it comes to, and doing it. It can be stopped at any point and run again. The
 * function never has fewer permissions than the code that runs needs: what only the former code read is taken
 * away once the new code is there.
 */

import { tableFindings } from '../../api/table-keys.js';
import { step } from '../../terminal.js';
import { accountId } from '../account.js';
import { planUpload } from '../bucket.js';
import { refuseMissing } from '../health.js';
import { invalidate, invalidationPaths } from '../invalidation.js';
import { packageFunction } from '../package.js';
import { kmsParameter, parametersOf } from '../parameters.js';
import { behaviorWarnings, cachePolicyWarnings, refuseLongRole } from '../quotas.js';
import { changeStack, readSettledStack, requireStack } from '../stack.js';
import { planStack, refuseUnfit } from '../stack-plan.js';
import { answersBut, outdatedPatterns } from '../stale-answers.js';
import { codeKey } from '../template/parts.js';
import { keepPermitted, withAnswers } from '../transition.js';
import { renderRegionalTemplate } from './template.js';

/** @import { Api } from '../../api/load.js' */
/** @import { Options as Deploy } from '../deployment.js' */
/** @import { Change } from '../stack.js' */
/** @import { Target } from '../target.js' */

/**
 * @typedef {object} Place
 * @property {Target} target
 * @property {string} region
 * @property {Record<string, string>} [parameterOverrides]
 *
 * @typedef {Place & Pick<Deploy, 'stack' | 'runtime' | 'bucket' | 'kmsKey' | 'permissionsBoundary' |
 *   'roleArn' | 'tags'>} Options
 */

/**
 * Finds out what a deployment comes to. Nothing is written.
 *
 * @param {Api} api
 * @param {Options} options
 */
export async function planRegionalDeployment(api, options) {
  const { stack: name, target, region } = options;
  const built = await step('Packing the function', async () => packageFunction(api));
  const account = await accountId();
  const stack = await readSettledStack(name, region);
  if (stack !== undefined) {
    refuseUnfit(name, stack, { region, target });
    await refuseMissing(name, stack, region);
  }
  const tables = await tableFindings(api.description);
  const upload = await planUpload({
    account,
    key: codeKey(built.sha256),
    region,
    name: options.bucket ?? stack?.parameters.CodeBucket,
  });
  /** @type {Change} */
  const change = {
    name,
    region,
    template: renderRegionalTemplate(built, target),
    parameters: {
      CodeBucket: upload.bucket,
      CodeKey: upload.key,
      ...parametersOf(options),
      ...kmsParameter(stack, tables, options),
      ...options.parameterOverrides,
    },
    tags: options.tags,
    roleArn: options.roleArn,
    bucket: { name: upload.bucket, account },
  };
  const stale = outdatedPatterns(stack?.outputs.Answers, api);
  // What only the former code needs is kept until the new one is there, and what is still in caches is
  // recorded until it is not.
  let first = change;
  if (stack !== undefined) first = keepPermitted(stack, first);
  if (stale.length > 0) first = withAnswers(first, answersBut(stale, stack?.outputs ?? {}));
  refuseLongRole(first);
  return {
    api,
    built,
    stack,
    upload,
    change,
    first,
    stackDiff: planStack(stack, change),
    stale,
    warnings: [
      ...behaviorWarnings(change),
      ...(await cachePolicyWarnings(stack, change)),
      ...tables.mismatches,
    ],
    notes: [
      ...throttleNotes(target, { ...stack?.parameters, ...change.parameters }),
      ...tables.notes,
    ],
  };
}

/**
 * There is no number that suits every account: a new one has 10 requests at once in all, and must leave
 * some unreserved. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 *
 * @param {Target} target
 * @param {Record<string, string>} parameters
 */
function throttleNotes(target, { ReservedConcurrency }) {
  if (target !== 'function-url' || ReservedConcurrency) return [];
  return [
    'nothing throttles the function but the concurrency of the account: ' +
      '--parameter-overrides ReservedConcurrency=20 lets it answer 20 requests at once',
  ];
}

/** @typedef {Awaited<ReturnType<typeof planRegionalDeployment>>} RegionalDeployment */

/**
 * What a deployment changes, a text for each thing; nothing if all is as it should be.
 *
 * @param {RegionalDeployment} deployment
 */
export function changesOf({ change, upload, stackDiff, stale }) {
  return [
    ...(stackDiff
      ? [...upload.plan, `Stack ${change.name} in ${change.region}:\n${stackDiff}`]
      : []),
    ...(stale.length > 0
      ? [`Invalidates cached answers: ${invalidationPaths(stale).join(' ')}`]
      : []),
  ];
}

/**
 * Does what is planned.
 *
 * @param {RegionalDeployment} deployment
 * @returns The stack's outputs.
 */
export async function carryOut({ built, stack, upload, change, first, stale }) {
  const { name, region } = change;
  if (planStack(stack, first) !== '') {
    await upload.run(built.zip, built.sha256);
    await changeStack(stack, first);
  }
  const deployed = await requireStack(name, region);
  if (stale.length > 0) {
    await invalidate({ id: deployed.outputs.DistributionId, paths: stale });
  }
  if (planStack(deployed, change) === '') return deployed.outputs;
  await changeStack(deployed, change);
  return (await requireStack(name, region)).outputs;
}
