/** Changes an existing distribution: never without printing the plan, never over another's change. */

import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { CloudFrontClient, waitUntilDistributionDeployed } from '@aws-sdk/client-cloudfront';
import { confirm, Failure, step } from '../terminal.js';
import { AwsError, createClient } from './aws.js';
import { diff } from './diff.js';
import { readDocument, writeDocument } from './distribution-document.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { DistributionDocument } from './distribution-document.js' */

/** How often a write is retried that others' writes overtook. */
const MAX_WRITES = 5;

/** In seconds. CloudFront takes minutes; after this long something is wrong with it, not with us. */
const WAIT = { minDelay: 5, maxDelay: 5, maxWaitTime: 45 * 60 };

const PROGRESS_MS = 30_000;

/** The exit code of a plan that is not empty, as Terraform's `-detailed-exitcode`. */
export const WOULD_CHANGE = 2;

/** How long CloudFront may take to believe that a new role can be assumed, in milliseconds. */
const ROLE_PATIENCE_MS = 60_000;

const ROLE_POLL_MS = 2_000;

const CONFLICTS = ['PreconditionFailed', 'InvalidIfMatchVersion'];

/**
 * Reads a distribution.
 *
 * @param {string} id
 */
export async function readDistribution(id) {
  return readDocument(createClient(CloudFrontClient), id);
}

/**
 * Prints a change and, unless only the plan is wanted, makes it and waits until it is deployed.
 *
 * @param {object} options
 * @param {string} options.id
 * @param {(config: DistributionConfig) => DistributionConfig} options.change
 * @param {boolean} options.plan Whether to print only.
 * @param {boolean} [options.isAgreed] Whether the user has agreed already.
 * @param {(config: DistributionConfig) => Promise<void>} [options.check] Rejects if it must not be written.
 * @returns {Promise<void>} With a plan that changes something, the command ends with
 *   {@link WOULD_CHANGE}.
 */
export async function changeDistribution({ id, change, plan, isAgreed = false, check }) {
  const cloudfront = createClient(CloudFrontClient);
  for (let writes = 1; ; writes++) {
    const document = await readDocument(cloudfront, id);
    const { config } = document;
    const changed = change(config);
    if (isDeepStrictEqual(config, changed)) {
      console.log(`Distribution ${id}: nothing to change`);
      if (!plan) await waitUntilDeployed(cloudfront, id);
      return;
    }
    console.log(`Distribution ${id}:\n${diff(config, changed)}`);
    if (plan) {
      process.exitCode = WOULD_CHANGE;
      return;
    }
    await check?.(config);
    if (!isAgreed) await confirm('Change the distribution?');
    isAgreed = true;
    if (await write(cloudfront, document, changed)) break;
    if (writes === MAX_WRITES) {
      throw new Failure(`distribution ${id} keeps being changed by somebody else: try later`);
    }
    console.error(
      `Distribution ${id} was changed by somebody else in the meantime: reading it again`,
    );
  }
  await waitUntilDeployed(cloudfront, id);
}

/**
 * @param {CloudFrontClient} cloudfront
 * @param {DistributionDocument} document
 * @param {DistributionConfig} changed
 * @returns Whether it was written, which it is not if the distribution has changed since it was read.
 */
async function write(cloudfront, document, changed) {
  const deadline = performance.now() + ROLE_PATIENCE_MS;
  const put = () => writeDocument(cloudfront, document, changed);
  for (;;) {
    try {
      await step(`Changing distribution ${document.id}`, put);
      return true;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (CONFLICTS.includes(error.code)) return false;
      if (!isAboutNewRole(error) || performance.now() > deadline) throw error;
      console.error('  CloudFront does not know the new role yet: trying again');
      await sleep(ROLE_POLL_MS);
    }
  }
}

/**
 * A role that is seconds old is not known everywhere.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 *
 * @param {AwsError} error
 */
function isAboutNewRole({ code, message }) {
  return code === 'InvalidLambdaFunctionAssociation' && /\brole\b.*assum/i.test(message);
}

/**
 * @param {CloudFrontClient} client
 * @param {string} id
 */
async function waitUntilDeployed(client, id) {
  if ((await readDocument(client, id)).isDeployed) return;
  const title =
    'Waiting for CloudFront to deploy it everywhere (takes minutes; stopping is harmless)';
  await step(title, async () => {
    const start = performance.now();
    const progress = setInterval(() => {
      console.error(`  … ${Math.round((performance.now() - start) / 1000)} s`);
    }, PROGRESS_MS);
    try {
      await waitUntilDistributionDeployed({ client, ...WAIT }, { Id: id });
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      throw new Failure(`${id} is changed, but not deployed yet: see the console (${message})`);
    } finally {
      clearInterval(progress);
    }
  });
}
