/** Changing an existing distribution: never without its plan, never over another's change. */

import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  CloudFrontClient,
  GetDistributionCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { confirm, Failure, step } from '../../scripts/terminal.js';
import { AwsError, CLIENT, call, patiently } from './aws.js';
import { diff } from './diff.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */

/** How often a write is tried that others' writes get ahead of. */
const MAX_WRITES = 5;

const POLL_MS = 5_000;
/** CloudFront takes minutes; after these something is wrong with it, not with us. */
const PATIENCE_MS = 45 * 60_000;

const CONFLICTS = ['PreconditionFailed', 'InvalidIfMatchVersion'];

/**
 * Reads a distribution's configuration.
 *
 * @param {string} id
 */
export async function readDistribution(id) {
  return (await read(new CloudFrontClient(CLIENT), id)).config;
}

/**
 * Prints what a change comes to, and, unless that is all that is wanted, makes it and waits until
 * it is in force everywhere.
 *
 * @param {object} options
 * @param {string} options.id
 * @param {(config: DistributionConfig) => DistributionConfig} options.change
 * @param {boolean} options.plan Whether to print only.
 * @param {boolean} [options.isAgreed] Whether who is at the terminal has agreed already.
 * @returns {Promise<void>}
 */
export async function changeDistribution({ id, change, plan, isAgreed = false }) {
  const cloudfront = new CloudFrontClient(CLIENT);
  for (let writes = 1; ; writes++) {
    const { config, etag } = await read(cloudfront, id);
    const changed = change(config);
    if (isDeepStrictEqual(config, changed)) {
      console.log(`Distribution ${id}: nothing to change`);
      if (!plan) await waitUntilDeployed(cloudfront, id);
      return;
    }
    console.log(`Distribution ${id}:\n${diff(config, changed)}`);
    if (plan) return;
    if (!isAgreed) await confirm('Change the distribution?');
    isAgreed = true;
    if (await write(cloudfront, { id, etag, config: changed })) break;
    if (writes === MAX_WRITES) {
      throw new Failure(`distribution ${id} is being changed by others all the time: try later`);
    }
    console.error(`Distribution ${id} has been changed by another meanwhile: reading it again`);
  }
  await waitUntilDeployed(cloudfront, id);
}

/**
 * @param {CloudFrontClient} cloudfront
 * @param {string} id
 */
async function read(cloudfront, id) {
  const { Distribution, ETag } = await call(cloudfront, new GetDistributionCommand({ Id: id }));
  const { DistributionConfig: config, Status } = Distribution ?? {};
  if (config === undefined) throw new Failure(`CloudFront gave no distribution ${id}: try again`);
  return { config, etag: ETag, isDeployed: Status === 'Deployed' };
}

/**
 * @param {CloudFrontClient} cloudfront
 * @param {{ id: string, etag: string | undefined, config: DistributionConfig }} change
 * @returns Whether it was written; not so if the distribution has been changed since it was read.
 */
async function write(cloudfront, { id, etag, config }) {
  const update = new UpdateDistributionCommand({
    Id: id,
    IfMatch: etag,
    DistributionConfig: config,
  });
  try {
    await step(`Changing distribution ${id}`, () => call(cloudfront, update));
    return true;
  } catch (error) {
    if (error instanceof AwsError && CONFLICTS.includes(error.code)) return false;
    throw error;
  }
}

/**
 * @param {CloudFrontClient} cloudfront
 * @param {string} id
 */
async function waitUntilDeployed(cloudfront, id) {
  if ((await read(cloudfront, id)).isDeployed) return;
  const title = 'Waiting until CloudFront has it everywhere (some minutes; to stop does no harm)';
  await step(title, async () => {
    const start = performance.now();
    for (let polls = 1; ; polls++) {
      await sleep(POLL_MS);
      if ((await patiently(() => read(cloudfront, id)))?.isDeployed) return;
      const ms = performance.now() - start;
      if (ms > PATIENCE_MS) {
        throw new Failure(`${id} is changed, but not deployed yet: see its state in the console`);
      }
      if (polls % 6 === 0) console.error(`  … ${Math.round(ms / 1000)} s`);
    }
  });
}
