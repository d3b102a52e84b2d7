/** `edge-lookup rollback` */

import { Option } from 'commander';
import { pointTo, versionsIn } from '../../deploy/behaviors.js';
import { changeDistribution, readDistribution } from '../../deploy/distribution.js';
import { cachedPatterns, invalidate, invalidationPaths } from '../../deploy/invalidation.js';
import { requireStack } from '../../deploy/stack.js';
import { refuseRegional } from '../../deploy/target.js';
import { versionsOf } from '../../deploy/versions.js';
import { Failure, UsageError } from '../../terminal.js';
import { distribution, PLAN, requireDistribution, STACK } from '../options.js';

/** @import { Declaration } from '../declaration.js' */

/** @type {Declaration} */
export default {
  name: 'rollback',
  summary: 'go back to another version of the function',
  description:
    'Points the cache behaviors that run the function to its previous version, or to the one that --to ' +
    'names, and invalidates the answers that CloudFront has cached. Repeat it to go further back; ' +
    '`edge-lookup deploy` goes forward. Of a stack of --target, deploy the former api.json in place of this.',
  options: [
    distribution('the distribution (required)'),
    new Option('--to <version>', 'the number of a version (default: the previous one)').argParser(
      versionNumber,
    ),
    STACK,
    PLAN,
  ],
  run,
};

/** @param {{ distribution?: string, to?: number, stack: string, plan?: boolean }} options */
async function run({ stack, to, plan = false, ...options }) {
  const id = requireDistribution(options);
  const { outputs } = await requireStack(stack);
  refuseRegional(
    stack,
    outputs,
    'it has no versions, so deploy the api.json that was there before',
  );
  const functionArn = outputs.FunctionArn;
  const { config } = await readDistribution(id);
  const running = versionsIn(config, functionArn);
  if (running.length === 0) {
    throw new Failure(
      `the distribution ${id} does not run ${functionArn}: there is nothing to roll back`,
    );
  }
  const versions = await versionsOf(functionArn);
  const target = to ?? previous(Math.max(...running), versions);
  if (!versions.includes(target)) {
    const all = versions.toSorted((a, b) => a - b).join(', ');
    throw new Failure(`there is no version ${target} of ${functionArn}: there are ${all}`);
  }
  if (running.every((version) => version === target)) {
    throw new Failure(`the distribution ${id} runs version ${target} already`);
  }
  console.log(`Version ${running.join(' and ')} → ${target}`);
  console.log(
    'Note: the role and the cache policies stay those of the newest version: a table that it does not ' +
      'declare cannot be read.',
  );
  const paths = invalidationPaths(cachedPatterns(config, functionArn));
  if (paths.length > 0) console.log(`Answers in CloudFront's caches go: ${paths.join(', ')}`);
  await changeDistribution({
    id,
    change: (config) => pointTo(config, `${functionArn}:${target}`),
    plan,
  });
  if (!plan && paths.length > 0) await invalidate({ id, paths });
}

/**
 * @param {number} current
 * @param {number[]} versions
 */
function previous(current, versions) {
  const before = versions.filter((version) => version < current);
  if (before.length > 0) return Math.max(...before);
  throw new Failure(`version ${current} is the first one: there is no version to go back to`);
}

/** @param {string} text */
function versionNumber(text) {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(
    `--to needs the number of a version, such as 3, is ${JSON.stringify(text)}: edge-lookup status lists them`,
  );
}
