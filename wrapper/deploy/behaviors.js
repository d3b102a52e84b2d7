/**
 * Which cache behaviors a distribution has: ours put in, pointed to another version, taken out. All
 * else of its configuration stays as it is.
 *
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
 */

import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../../scripts/terminal.js';
import { COMPRESS, METHODS, ORIGIN_HEADER_POLICY, VIEWER_PROTOCOL_POLICY } from './behavior.js';

/** @import { CacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { DefaultCacheBehavior, LambdaFunctionAssociation } from '@aws-sdk/client-cloudfront' */

/**
 * @typedef {object} Lookups What is attached.
 * @property {string} versionArn The function's version.
 * @property {import('./behavior.js').Trigger} trigger
 * @property {{ path: string, cachePolicyId: string }[]} routes
 *
 * @typedef {Pick<CacheBehavior, 'LambdaFunctionAssociations'>} WithAssociations
 */

/**
 * What an update asks of a behavior though nobody uses it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-overview-required-fields.html
 */
const FRESH = { SmoothStreaming: false, FieldLevelEncryptionId: '' };

/** Settings from the time before cache policies, which CloudFront refuses beside one. */
const LEGACY = /** @type {const} */ (['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL']);

/**
 * Puts a behavior in for each route, or changes the one that the path has. It comes before all
 * whose pattern matches the path too, because the first that matches counts.
 *
 * @param {DistributionConfig} config
 * @param {Lookups} lookups
 * @returns {DistributionConfig}
 * @throws {Failure} If a behavior of that path cannot run the function.
 */
export function attach(config, lookups) {
  let behaviors = behaviorsOf(config);
  for (const route of lookups.routes) {
    const existing = findBehavior(withBehaviors(config, behaviors), route.path);
    const index = existing === undefined ? -1 : behaviors.indexOf(existing);
    const behavior = ours(config, existing, route, lookups);
    const others = behaviors.filter((other) => other !== existing);
    const broader = others.findIndex(({ PathPattern }) => matches(PathPattern, route.path));
    const last = broader === -1 ? others.length : broader;
    behaviors = others.toSpliced(index === -1 ? last : Math.min(index, last), 0, behavior);
  }
  return withBehaviors(config, behaviors);
}

/**
 * Points all behaviors that run the function to this version.
 *
 * @param {DistributionConfig} config
 * @param {string} versionArn
 * @returns {DistributionConfig}
 */
export function pointTo(config, versionArn) {
  const point = (/** @type {LambdaFunctionAssociation} */ association) =>
    isOf(versionArn, association) ? { ...association, LambdaFunctionARN: versionArn } : association;
  /** @type {<T extends WithAssociations>(behavior: T) => T} */
  const repoint = (behavior) => withAssociations(behavior, associationsOf(behavior).map(point));
  return {
    ...withBehaviors(config, behaviorsOf(config).map(repoint)),
    DefaultCacheBehavior: repoint(defaultOf(config)),
  };
}

/**
 * Takes out all behaviors that run the function. The default behavior, which has to stay, only
 * runs it no more.
 *
 * @param {DistributionConfig} config
 * @param {string} functionArn
 * @returns {DistributionConfig}
 */
export function detach(config, functionArn) {
  const runs = (/** @type {LambdaFunctionAssociation} */ it) => isOf(functionArn, it);
  const byDefault = defaultOf(config);
  const rest = behaviorsOf(config).filter((behavior) => !associationsOf(behavior).some(runs));
  return {
    ...withBehaviors(config, rest),
    DefaultCacheBehavior: withAssociations(
      byDefault,
      associationsOf(byDefault).filter((it) => !runs(it)),
    ),
  };
}

/**
 * The behavior of this very path.
 *
 * @param {DistributionConfig} config
 * @param {string} path
 */
export function findBehavior(config, path) {
  return behaviorsOf(config).find(({ PathPattern }) => isPattern(PathPattern, path));
}

/**
 * The versions of the function that a distribution runs, each once.
 *
 * @param {DistributionConfig} config
 * @param {string} functionArn
 */
export function versionsIn(config, functionArn) {
  const all = [...behaviorsOf(config), defaultOf(config)].flatMap(associationsOf);
  const own = all.filter((association) => isOf(functionArn, association));
  return [...new Set(own.map(({ LambdaFunctionARN }) => Number(LambdaFunctionARN?.split(':')[7])))];
}

/**
 * @param {DistributionConfig} config
 * @param {CacheBehavior | undefined} existing
 * @param {Lookups['routes'][number]} route
 * @param {Lookups} lookups
 * @returns {CacheBehavior}
 */
function ours(config, existing, { path, cachePolicyId }, { versionArn, trigger }) {
  if (trigger === 'viewer-request') refuseViewerFunctions(existing);
  const kept = Object.entries(existing ?? {}).filter(([key]) => !LEGACY.some((it) => it === key));
  /** @type {CacheBehavior} */
  const behavior = {
    PathPattern: path,
    ...FRESH,
    ...Object.fromEntries(kept),
    TargetOriginId: originOf(config, existing ?? defaultOf(config)),
    ViewerProtocolPolicy: VIEWER_PROTOCOL_POLICY,
    AllowedMethods: methods(existing?.AllowedMethods),
    Compress: COMPRESS,
    CachePolicyId: cachePolicyId,
    ...(trigger === 'origin-request' && { OriginRequestPolicyId: ORIGIN_HEADER_POLICY }),
  };
  const others = associationsOf(existing).filter(
    (it) => it.EventType !== trigger && !isOf(versionArn, it),
  );
  /** @type {LambdaFunctionAssociation} */
  const own = { LambdaFunctionARN: versionArn, EventType: trigger, IncludeBody: false };
  return withAssociations(behavior, [...others, own]);
}

/**
 * At viewer events a behavior runs CloudFront Functions or Lambda@Edge, not both.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
 *
 * @param {CacheBehavior} [behavior]
 */
function refuseViewerFunctions(behavior) {
  const inTheWay = behavior?.FunctionAssociations?.Items?.find(({ EventType }) =>
    EventType?.startsWith('viewer-'),
  );
  if (inTheWay === undefined) return;
  throw new Failure(
    `the behavior ${behavior?.PathPattern} runs the CloudFront function ${inTheWay.FunctionARN} at ` +
      `${inTheWay.EventType}, beside which there can be no Lambda@Edge function at viewer-request: ` +
      'remove it there, or use --trigger origin-request',
  );
}

/**
 * The origin of a behavior, which is never asked. An origin group takes reading methods only: the
 * first of its members stands for it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
 *
 * @param {DistributionConfig} config
 * @param {{ TargetOriginId: string | undefined }} behavior
 */
function originOf({ OriginGroups }, { TargetOriginId }) {
  const group = OriginGroups?.Items?.find(({ Id }) => Id === TargetOriginId);
  return group?.Members?.Items?.[0]?.OriginId ?? TargetOriginId;
}

/**
 * CloudFront gives lists of methods back in an order of its own.
 *
 * @param {CacheBehavior['AllowedMethods']} existing
 * @returns {CacheBehavior['AllowedMethods']}
 */
function methods(existing) {
  const same = (/** @type {string[]} */ a, /** @type {string[]} */ b = []) =>
    a.toSorted().join() === b.toSorted().join();
  const isSame =
    same(METHODS.allowed, existing?.Items) && same(METHODS.cached, existing?.CachedMethods?.Items);
  if (isSame) return existing;
  const { allowed, cached } = METHODS;
  return {
    Quantity: allowed.length,
    Items: allowed,
    CachedMethods: { Quantity: cached.length, Items: cached },
  };
}

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
 * Patterns are the same with and without the first slash.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html
 *
 * @param {string | undefined} pattern
 * @param {string} path
 */
function isPattern(pattern, path) {
  return pattern !== undefined && absolute(pattern) === path;
}

/**
 * Whether a pattern, with `*` for any text and `?` for one character, matches a path.
 *
 * @param {string | undefined} pattern
 * @param {string} path
 */
function matches(pattern, path) {
  if (pattern === undefined) return false;
  const parts = (pattern.startsWith('*') ? pattern : absolute(pattern)).split(/([*?])/);
  const expression = parts.map((part) => ({ '*': '.*', '?': '.' })[part] ?? RegExp.escape(part));
  return new RegExp(`^${expression.join('')}$`).test(path);
}

/** @param {string} pattern */
function absolute(pattern) {
  return pattern.startsWith('/') ? pattern : `/${pattern}`;
}

/**
 * Every distribution has one.
 *
 * @param {DistributionConfig} config
 */
function defaultOf({ DefaultCacheBehavior }) {
  return /** @type {DefaultCacheBehavior} */ (DefaultCacheBehavior);
}

/** @param {DistributionConfig} config */
function behaviorsOf({ CacheBehaviors }) {
  return CacheBehaviors?.Items ?? [];
}

/**
 * @param {DistributionConfig} config
 * @param {CacheBehavior[]} behaviors
 * @returns {DistributionConfig}
 */
function withBehaviors(config, behaviors) {
  if (isDeepStrictEqual(behaviorsOf(config), behaviors)) return config;
  return { ...config, CacheBehaviors: list(behaviors) };
}

/** @param {WithAssociations | undefined} behavior */
function associationsOf(behavior) {
  return behavior?.LambdaFunctionAssociations?.Items ?? [];
}

/**
 * @template {WithAssociations} T
 * @param {T} behavior
 * @param {LambdaFunctionAssociation[]} associations
 */
function withAssociations(behavior, associations) {
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
