/**
 * Which cache behaviors a distribution has: ours put in, pointed to another version, taken out. All
 * else of its configuration stays as it is.
 *
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
 */

import { Failure } from '../../scripts/terminal.js';
import { COMPRESS, METHODS, VIEWER_PROTOCOL_POLICY } from './behavior.js';
import {
  associationsOf,
  behaviorsOf,
  defaultOf,
  isOf,
  withAssociations,
  withBehaviors,
} from './distribution-config.js';
import { isPath, matches } from './path-pattern.js';

/** @import { CacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { LambdaFunctionAssociation } from '@aws-sdk/client-cloudfront' */
/** @import { WithAssociations } from './distribution-config.js' */

/**
 * @typedef {object} Lookups What is attached.
 * @property {string} versionArn The function's version.
 * @property {import('./behavior.js').Trigger} trigger
 * @property {{ path: string, cachePolicyId: string }[]} routes
 */

/** Settings from the time before cache policies, which CloudFront refuses beside one. */
const LEGACY = ['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL'];

/**
 * What an update asks of a behavior though nobody uses it.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-overview-required-fields.html
 */
const UNUSED = { SmoothStreaming: false, FieldLevelEncryptionId: '' };

/**
 * Puts a behavior in for each route, or changes the one that the path has. It comes before all
 * whose pattern matches the path too, because the first that matches counts. What runs the function
 * at another path is taken out.
 *
 * @param {DistributionConfig} config
 * @param {Lookups} lookups
 * @returns {DistributionConfig}
 * @throws {Failure} If a behavior of that path cannot run the function.
 */
export function attach(config, lookups) {
  const paths = lookups.routes.map(({ path }) => path);
  let behaviors = behaviorsOf(withoutStale(config, lookups.versionArn, paths));
  for (const route of lookups.routes) {
    const index = behaviors.findIndex(({ PathPattern }) => isPath(PathPattern, route.path));
    const existing = behaviors[index];
    const others = behaviors.filter((other) => other !== existing);
    const broader = others.findIndex(({ PathPattern }) => matches(PathPattern, route.path));
    const last = broader === -1 ? others.length : broader;
    const place = existing === undefined ? last : Math.min(index, last);
    behaviors = others.toSpliced(place, 0, ours(config, existing, route, lookups));
  }
  return withBehaviors(config, behaviors);
}

/**
 * Takes out what runs the function at other paths than these.
 *
 * @param {DistributionConfig} config
 * @param {string} arn Of the function, or of a version of it.
 * @param {string[]} paths
 * @returns {DistributionConfig}
 */
export function withoutStale(config, arn, paths) {
  const isOurs = (/** @type {CacheBehavior} */ { PathPattern }) =>
    paths.some((path) => isPath(PathPattern, path));
  return withBehaviors(
    config,
    behaviorsOf(config).flatMap((it) => (isOurs(it) ? [it] : without(it, arn))),
  );
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
 * Takes the function out. The behaviors that it leaves empty go too.
 *
 * @param {DistributionConfig} config
 * @param {string} functionArn
 * @returns {DistributionConfig}
 */
export function detach(config, functionArn) {
  return {
    ...withoutStale(config, functionArn, []),
    DefaultCacheBehavior: withoutFunction(defaultOf(config), functionArn),
  };
}

/**
 * The behavior of this very path.
 *
 * @param {DistributionConfig} config
 * @param {string} path
 */
export function findBehavior(config, path) {
  return behaviorsOf(config).find(({ PathPattern }) => isPath(PathPattern, path));
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
  refuseInTheWay(existing, trigger);
  const kept = Object.entries(existing ?? { PathPattern: path, ...UNUSED });
  /** @type {CacheBehavior} */
  const behavior = {
    PathPattern: path,
    ...Object.fromEntries(kept.filter(([key]) => !LEGACY.includes(key))),
    TargetOriginId: originOf(config, existing ?? defaultOf(config)),
    ViewerProtocolPolicy: VIEWER_PROTOCOL_POLICY,
    AllowedMethods: methods(existing?.AllowedMethods),
    Compress: COMPRESS,
    CachePolicyId: cachePolicyId,
  };
  const others = associationsOf(existing).filter(
    (it) => it.EventType !== trigger && !isOf(versionArn, it),
  );
  /** @type {LambdaFunctionAssociation} */
  const own = { LambdaFunctionARN: versionArn, EventType: trigger, IncludeBody: false };
  return withAssociations(behavior, [...others, own]);
}

/**
 * A behavior with gRPC runs no Lambda@Edge function, and at viewer events it runs CloudFront
 * Functions or Lambda@Edge, not both.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
 *
 * @param {CacheBehavior | undefined} behavior
 * @param {string} trigger
 */
function refuseInTheWay(behavior, trigger) {
  if (behavior?.GrpcConfig?.Enabled) {
    throw new Failure(
      `the behavior ${behavior.PathPattern} takes gRPC, beside which there can be no Lambda@Edge ` +
        'function: take another path, or turn gRPC off there',
    );
  }
  const inTheWay = behavior?.FunctionAssociations?.Items?.find(({ EventType }) =>
    EventType?.startsWith('viewer-'),
  );
  if (inTheWay === undefined || trigger !== 'viewer-request') return;
  throw new Failure(
    `the behavior ${behavior?.PathPattern} runs the CloudFront function ${inTheWay.FunctionARN} at ` +
      `${inTheWay.EventType}, beside which there can be no Lambda@Edge function at viewer-request: ` +
      'remove it there, or use --trigger origin-request',
  );
}

/**
 * A behavior without the function; none if there was nothing else to it.
 *
 * @param {CacheBehavior} behavior
 * @param {string} arn
 */
function without(behavior, arn) {
  if (!associationsOf(behavior).some((it) => isOf(arn, it))) return [behavior];
  const rest = withoutFunction(behavior, arn);
  const hasMore =
    associationsOf(rest).length > 0 ||
    rest.FunctionAssociations?.Quantity ||
    rest.TrustedKeyGroups?.Enabled ||
    rest.TrustedSigners?.Enabled;
  return hasMore ? [rest] : [];
}

/**
 * @template {WithAssociations} T
 * @param {T} behavior
 * @param {string} arn
 */
function withoutFunction(behavior, arn) {
  return withAssociations(
    behavior,
    associationsOf(behavior).filter((it) => !isOf(arn, it)),
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
