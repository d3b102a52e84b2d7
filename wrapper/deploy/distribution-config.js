/**
 * The parts of a distribution's configuration that functions are in, and putting others in their
 * place. What does not change stays the very same, as CloudFront gave it.
 */

import { isDeepStrictEqual } from 'node:util';

import { isSame } from '../api/path-pattern.js';

/** @import { CacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { DefaultCacheBehavior, LambdaFunctionAssociation } from '@aws-sdk/client-cloudfront' */

/** @typedef {Pick<CacheBehavior, 'LambdaFunctionAssociations'>} WithAssociations */

/**
 * Whether an association is of this function, whatever the version.
 *
 * @param {string} arn Of the function, or of a version of it.
 * @param {LambdaFunctionAssociation} association
 */
export function isOf(arn, { LambdaFunctionARN }) {
  const unversioned = (/** @type {string} */ it) => it.split(':').slice(0, 7).join(':');
  return LambdaFunctionARN !== undefined && unversioned(LambdaFunctionARN) === unversioned(arn);
}

/**
 * The number of a version.
 *
 * @param {string} [versionArn]
 */
export function versionIn(versionArn) {
  return Number(versionArn?.split(':')[7]);
}

/**
 * Every distribution has one.
 *
 * @param {DistributionConfig} config
 */
export function defaultOf({ DefaultCacheBehavior }) {
  return /** @type {DefaultCacheBehavior} */ (DefaultCacheBehavior);
}

/** @param {DistributionConfig} config */
export function behaviorsOf({ CacheBehaviors }) {
  return CacheBehaviors?.Items ?? [];
}

/**
 * The behavior of this very pattern.
 *
 * @param {DistributionConfig} config
 * @param {string} pattern
 */
export function findBehavior(config, pattern) {
  return behaviorsOf(config).find((behavior) => isOneOf([pattern], behavior));
}

/**
 * Whether a behavior has one of these patterns.
 *
 * @param {string[]} patterns
 * @param {CacheBehavior} behavior
 */
export function isOneOf(patterns, { PathPattern }) {
  return patterns.some((pattern) => isSame(PathPattern, pattern));
}

/**
 * @param {DistributionConfig} config
 * @param {CacheBehavior[]} behaviors
 * @returns {DistributionConfig}
 */
export function withBehaviors(config, behaviors) {
  if (isDeepStrictEqual(behaviorsOf(config), behaviors)) return config;
  return { ...config, CacheBehaviors: list(behaviors) };
}

/** @param {WithAssociations | undefined} behavior */
export function associationsOf(behavior) {
  return behavior?.LambdaFunctionAssociations?.Items ?? [];
}

/**
 * @template {WithAssociations} T
 * @param {T} behavior
 * @param {LambdaFunctionAssociation[]} associations
 */
export function withAssociations(behavior, associations) {
  if (isDeepStrictEqual(associationsOf(behavior), associations)) return behavior;
  return { ...behavior, LambdaFunctionAssociations: list(associations) };
}

/**
 * A list as CloudFront has them.
 *
 * @template T
 * @param {T[]} items
 */
function list(items) {
  return { Quantity: items.length, ...(items.length > 0 && { Items: items }) };
}

/**
 * The origin of a behavior, which is never asked. An origin group takes reading methods only: the
 * first of its members stands for it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
 *
 * @param {DistributionConfig} config
 * @param {{ TargetOriginId: string | undefined }} behavior
 */
export function originOf({ OriginGroups }, { TargetOriginId }) {
  const group = OriginGroups?.Items?.find(({ Id }) => Id === TargetOriginId);
  return group?.Members?.Items?.[0]?.OriginId ?? TargetOriginId;
}
