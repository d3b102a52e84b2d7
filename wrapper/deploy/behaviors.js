/**
 * Which cache behaviors a distribution has: ours put in, pointed to another version, taken out. All
 * else of its configuration stays as it is.
 *
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
 */

import { Failure } from '../terminal.js';
import { withoutStale } from './detachment.js';
import {
  associationsOf,
  behaviorsOf,
  defaultOf,
  findBehavior,
  isOf,
  isOneOf,
  originOf,
  versionIn,
  withAssociations,
  withBehaviors,
} from './distribution-config.js';
import { placesOf } from './precedence.js';
import { behaviorLike, inheritedFrom, viewerFunctionOf } from './protection.js';

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
 * @property {string[]} cachePolicyIds All that the stack has, also those that no route needs any more.
 * @property {string} [like] The pattern of a behavior from which ours inherit what protects it.
 */

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
  const { versionArn, cachePolicyIds, like } = attachment;
  const patterns = ours.map(({ pathPattern }) => pathPattern);
  const fresh = withoutStale(config, { arn: versionArn, cachePolicyIds }, patterns);
  const others = behaviorsOf(fresh).filter((it) => !isOneOf(patterns, it));
  const places = placesOf(patterns, behaviorsOf(fresh));
  const inherited = like === undefined ? {} : inheritedFrom(config, like, attachment);
  const source = like === undefined ? defaultOf(config) : behaviorLike(config, like);
  const rendered = ours.map((own) => {
    const { pathPattern: PathPattern } = own;
    const existing = findBehavior(fresh, PathPattern);
    const settings = {
      ...(existing ?? { PathPattern, ...unusedIn(config) }),
      TargetOriginId: originOf(config, existing ?? source),
      ...inherited,
    };
    return render(settings, { own, versionArn });
  });
  const behaviors = [...others, undefined].flatMap((other, place) => [
    ...rendered.filter((_, i) => places[i] === place),
    ...(other === undefined ? [] : [other]),
  ]);
  return {
    ...withBehaviors(config, behaviors),
    // Nobody but a person attaches it there.
    DefaultCacheBehavior: repoint(defaultOf(config), versionArn),
  };
}

/**
 * Points all behaviors that run the function to this version.
 *
 * @param {DistributionConfig} config
 * @param {string} versionArn
 * @returns {DistributionConfig}
 */
export function pointTo(config, versionArn) {
  const behaviors = behaviorsOf(config).map((it) => repoint(it, versionArn));
  return {
    ...withBehaviors(config, behaviors),
    DefaultCacheBehavior: repoint(defaultOf(config), versionArn),
  };
}

/**
 * @template {WithAssociations} T
 * @param {T} behavior
 * @param {string} versionArn
 * @returns {T}
 */
function repoint(behavior, versionArn) {
  const point = (/** @type {LambdaFunctionAssociation} */ association) =>
    isOf(versionArn, association) ? { ...association, LambdaFunctionARN: versionArn } : association;
  return withAssociations(behavior, associationsOf(behavior).map(point));
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
  return [...new Set(own.map(({ LambdaFunctionARN = '' }) => versionIn(LambdaFunctionARN)))];
}

/**
 * @param {Partial<CacheBehavior> & Pick<CacheBehavior, 'PathPattern' | 'TargetOriginId'>} settings All that
 *   ours does not set itself.
 * @param {{ own: AttachedBehavior, versionArn: string }} behavior
 * @returns {CacheBehavior}
 */
function render(settings, { own, versionArn }) {
  const { eventType } = own;
  refuseInTheWay(settings, eventType);
  /** @type {string[]} */
  const dropped = [...LEGACY, ...WIDENING[eventType]];
  const kept = Object.entries(settings).filter(([key]) => !dropped.includes(key));
  /** @type {CacheBehavior} */
  const behavior = {
    PathPattern: settings.PathPattern,
    TargetOriginId: settings.TargetOriginId,
    ...Object.fromEntries(kept),
    ViewerProtocolPolicy: own.viewerProtocolPolicy,
    AllowedMethods: methods(settings.AllowedMethods, own),
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
