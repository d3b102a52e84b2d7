/**
 * Which cache behaviors a distribution has: ours put in, pointed to another version, taken out. All
 * else of its configuration stays as it is.
 *
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
 */

import { Failure } from '../terminal.js';
import {
  associationsOf,
  behaviorsOf,
  defaultOf,
  findBehavior,
  isOf,
  isOneOf,
  withAssociations,
  withBehaviors,
} from './distribution-config.js';
import { placesOf } from './precedence.js';
import { inheritedFrom, viewerFunctionOf } from './protection.js';

/** @import { CacheBehavior, DefaultCacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { LambdaFunctionAssociation } from '@aws-sdk/client-cloudfront' */
/** @import { WithAssociations } from './distribution-config.js' */

/**
 * @typedef {import('../api/behavior.js').Behavior & { cachePolicyId: string }} AttachedBehavior
 *
 * @typedef {object} Attachment What is attached.
 * @property {string} versionArn The function's version.
 * @property {import('../api/load.js').EventType} eventType
 * @property {AttachedBehavior[]} behaviors One for each route.
 * @property {string} [like] The pattern of a behavior from which ours inherit what protects it.
 */

/**
 * AWS's policy for what must not be cached.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

/** Settings from the time before cache policies, which CloudFront refuses beside one. */
const LEGACY = ['ForwardedValues', 'MinTTL', 'DefaultTTL', 'MaxTTL'];

/**
 * What sends more to the function than is in the cache key, by event type. At origin-request an answer is
 * for all who send the same key, so it must not depend on anything else.
 */
const WIDENING = { 'viewer-request': [], 'origin-request': ['OriginRequestPolicyId'] };

/**
 * What an update asks of a behavior though nobody uses it, and refuses where there are tenants.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-overview-required-fields.html
 *
 * @param {DistributionConfig} config
 */
function unusedIn({ ConnectionMode }) {
  const isForTenants = ConnectionMode === 'tenant-only';
  return { ...(!isForTenants && { SmoothStreaming: false }), FieldLevelEncryptionId: '' };
}

/**
 * Puts a behavior in for each route, or changes the one that has its pattern. What runs the
 * function at another pattern is taken out.
 *
 * @param {DistributionConfig} config
 * @param {Attachment} attachment
 * @returns {DistributionConfig}
 * @throws {Failure} If a behavior of such a pattern cannot run the function.
 */
export function attach(config, { behaviors: ours, ...attachment }) {
  const { versionArn, like } = attachment;
  const patterns = ours.map(({ pathPattern }) => pathPattern);
  const fresh = withoutStale(config, versionArn, patterns);
  const others = behaviorsOf(fresh).filter((it) => !isOneOf(patterns, it));
  const places = placesOf(patterns, behaviorsOf(fresh));
  const inherited = like === undefined ? {} : inheritedFrom(config, like, attachment);
  const rendered = ours.map((own) => {
    const { pathPattern: PathPattern } = own;
    const existing = findBehavior(fresh, PathPattern);
    const settings = { ...(existing ?? { PathPattern, ...unusedIn(config) }), ...inherited };
    return render(config, { existing, settings, own, versionArn });
  });
  const behaviors = [...others, undefined].flatMap((other, place) => [
    ...rendered.filter((_, i) => places[i] === place),
    ...(other === undefined ? [] : [other]),
  ]);
  return withBehaviors(config, behaviors);
}

/**
 * Takes out what runs the function at other patterns than these.
 *
 * @param {DistributionConfig} config
 * @param {string} arn Of the function, or of a version of it.
 * @param {string[]} patterns
 * @returns {DistributionConfig}
 */
export function withoutStale(config, arn, patterns) {
  return withBehaviors(
    config,
    behaviorsOf(config).flatMap((it) => (isOneOf(patterns, it) ? [it] : without(it, arn))),
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
 * Takes the function out. The behaviors that it leaves empty go too; those that stay get a cache policy
 * of AWS's in the place of ours, which could not be deleted while they have it.
 *
 * @param {DistributionConfig} config
 * @param {string} functionArn
 * @param {string[]} cachePolicyIds Ours.
 * @returns {DistributionConfig}
 */
export function detach(config, functionArn, cachePolicyIds) {
  /** @type {<T extends CacheBehavior | DefaultCacheBehavior>(behavior: T) => T} */
  const withoutOurs = (behavior) =>
    cachePolicyIds.includes(String(behavior.CachePolicyId))
      ? { ...behavior, CachePolicyId: CACHING_DISABLED }
      : behavior;
  const rest = withoutStale(config, functionArn, []);
  return {
    ...withBehaviors(rest, behaviorsOf(rest).map(withoutOurs)),
    DefaultCacheBehavior: withoutOurs(withoutFunction(defaultOf(config), functionArn)),
  };
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
 * @param {object} behavior
 * @param {CacheBehavior | undefined} behavior.existing The one that has the pattern.
 * @param {Partial<CacheBehavior> & Pick<CacheBehavior, 'PathPattern'>} behavior.settings All that ours
 *   does not set itself.
 * @param {AttachedBehavior} behavior.own
 * @param {string} behavior.versionArn
 * @returns {CacheBehavior}
 */
function render(config, { existing, settings, own, versionArn }) {
  const { eventType } = own;
  refuseInTheWay(settings, eventType);
  /** @type {string[]} */
  const dropped = [...LEGACY, ...WIDENING[eventType]];
  const kept = Object.entries(settings).filter(([key]) => !dropped.includes(key));
  /** @type {CacheBehavior} */
  const behavior = {
    PathPattern: settings.PathPattern,
    ...Object.fromEntries(kept),
    TargetOriginId: originOf(config, existing ?? defaultOf(config)),
    ViewerProtocolPolicy: own.viewerProtocolPolicy,
    AllowedMethods: methods(existing?.AllowedMethods, own),
    Compress: own.compress,
    CachePolicyId: own.cachePolicyId,
  };
  const others = associationsOf(settings).filter(
    (it) => it.EventType !== eventType && !isOf(versionArn, it),
  );
  /** @type {LambdaFunctionAssociation} */
  const association = {
    LambdaFunctionARN: versionArn,
    EventType: eventType,
    IncludeBody: own.includeBody,
  };
  return withAssociations(behavior, [...others, association]);
}

/**
 * A behavior with gRPC runs no Lambda@Edge function, and at viewer events it runs CloudFront
 * Functions or Lambda@Edge, not both.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
 *
 * @param {Pick<CacheBehavior, 'PathPattern' | 'GrpcConfig' | 'FunctionAssociations'>} behavior
 * @param {string} trigger
 */
function refuseInTheWay(behavior, trigger) {
  if (behavior.GrpcConfig?.Enabled) {
    throw new Failure(
      `the behavior ${behavior.PathPattern} takes gRPC, beside which there can be no Lambda@Edge ` +
        'function: take another path, or turn gRPC off there',
    );
  }
  const inTheWay = viewerFunctionOf(behavior);
  if (inTheWay === undefined || trigger !== 'viewer-request') return;
  throw new Failure(
    `the behavior ${behavior.PathPattern} runs the CloudFront function ${inTheWay.FunctionARN} at ` +
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
export function originOf({ OriginGroups }, { TargetOriginId }) {
  const group = OriginGroups?.Items?.find(({ Id }) => Id === TargetOriginId);
  return group?.Members?.Items?.[0]?.OriginId ?? TargetOriginId;
}

/**
 * CloudFront gives lists of methods back in an order of its own.
 *
 * @param {CacheBehavior['AllowedMethods']} existing
 * @param {AttachedBehavior} own
 * @returns {CacheBehavior['AllowedMethods']}
 */
function methods(existing, { allowedMethods, cachedMethods }) {
  const same = (/** @type {string[]} */ a, /** @type {string[]} */ b = []) =>
    a.toSorted().join() === b.toSorted().join();
  const isSame =
    same(allowedMethods, existing?.Items) && same(cachedMethods, existing?.CachedMethods?.Items);
  if (isSame) return existing;
  return {
    Quantity: allowedMethods.length,
    Items: allowedMethods,
    CachedMethods: { Quantity: cachedMethods.length, Items: cachedMethods },
  };
}
