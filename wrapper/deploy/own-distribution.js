/**
 * The distribution that a stack has made, for `--origin`: CloudFormation writes all of it with each
 * version of the function, as the template says it and nothing else.
 */

import { parse } from 'yaml';
import { UsageError } from '../terminal.js';
import { associationsOf, behaviorsOf, defaultOf, isOf, isOneOf } from './distribution-config.js';
import { DEFAULT_PATTERN } from './protection.js';

/** @import { DefaultCacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Attachment } from './behaviors.js' */
/** @import { Stack } from './stack.js' */

/** What people set in a behavior, and the template does not. */
const OF_A_BEHAVIOR = /** @type {const} */ ([
  'TrustedKeyGroups',
  'TrustedSigners',
  'FunctionAssociations',
  'ResponseHeadersPolicyId',
  'RealtimeLogConfigArn',
  'FieldLevelEncryptionId',
]);

/**
 * @param {{ like?: string, origin?: string, distribution?: string }} options
 * @param {Stack} [stack]
 * @throws {UsageError} If what `--like` gives to our behaviors would go with the next version.
 */
export function refuseLikeOnOwn({ like, origin, distribution }, stack) {
  const own = stack?.outputs.DistributionId;
  const isOwn = origin !== undefined || (own !== undefined && own === (distribution ?? own));
  if (like === undefined || !isOwn) return;
  const remedy =
    own === undefined
      ? 'make the distribution yourself and give it to --distribution'
      : `deploy with another --stack and --distribution ${own}`;
  throw new UsageError(
    "--like does not last on the stack's own distribution, which CloudFormation makes anew from the " +
      `template with each version: ${remedy}, or drop --like`,
  );
}

/**
 * What of a stack's own distribution somebody has set who is not the stack.
 *
 * @param {DistributionConfig} config
 * @param {Pick<Attachment, 'behaviors' | 'versionArn'>} attachment
 * @param {{ id: string }} distribution
 * @returns {string[]} What the user should know before the stack is changed.
 */
export function undoneByStack(config, { behaviors, versionArn }, { id }) {
  const patterns = behaviors.map(({ pathPattern }) => pathPattern);
  // A behavior of a route that is gone is expected to go.
  const isStacks = (/** @type {DefaultCacheBehavior} */ it) =>
    associationsOf(it).some((association) => isOf(versionArn, association));
  const added = behaviorsOf(config).filter((it) => !isOneOf(patterns, it) && !isStacks(it));
  const others = [...behaviorsOf(config).filter((it) => !added.includes(it)), defaultOf(config)];
  const { WebACLId, Aliases, Logging, DefaultRootObject, ViewerCertificate } = config;
  const { ACMCertificateArn, IAMCertificateId } = ViewerCertificate ?? {};
  const names = [
    ...namesOf({
      WebACLId,
      Aliases,
      Logging,
      DefaultRootObject,
      ViewerCertificate: ACMCertificateArn ?? IAMCertificateId,
    }),
    ...added.map(({ PathPattern }) => `the behavior ${PathPattern}`),
    ...others.flatMap((it) => protectionOf(it, versionArn)),
  ];
  if (names.length === 0) return [];
  return [
    `the distribution is the stack's: what was changed in it by hand (${names.join(', ')}) is undone with ` +
      `the next version. To keep it, deploy with another --stack and --distribution ${id}`,
  ];
}

/**
 * @param {DefaultCacheBehavior & { PathPattern?: string }} behavior
 * @param {string} versionArn
 */
function protectionOf(behavior, versionArn) {
  const { PathPattern = DEFAULT_PATTERN } = behavior;
  const functions = associationsOf(behavior).filter((it) => !isOf(versionArn, it));
  return namesOf({
    ...Object.fromEntries(OF_A_BEHAVIOR.map((name) => [name, behavior[name]])),
    LambdaFunctionAssociations: { Quantity: functions.length },
  }).map((name) => `${name} of ${PathPattern}`);
}

/**
 * The names of the settings that differ from CloudFront's defaults.
 *
 * @param {Record<string, string | { Enabled?: boolean, Quantity?: number } | undefined>} settings
 */
function namesOf(settings) {
  return Object.keys(settings).filter((name) => {
    const value = settings[name];
    if (typeof value !== 'object') return Boolean(value);
    return value.Enabled ?? (value.Quantity ?? 0) > 0;
  });
}

/**
 * What becomes of a stack's own distribution if the stack is deleted.
 *
 * @param {Stack} stack
 * @returns {'none' | 'stays' | 'goes'}
 */
export function whenStackGoes({ outputs, template }) {
  if (outputs.DistributionId === undefined) return 'none';
  // Templates of earlier releases do not say so.
  return parse(template)?.Resources?.Distribution?.DeletionPolicy ? 'stays' : 'goes';
}
