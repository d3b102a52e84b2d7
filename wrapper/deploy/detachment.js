/** Taking the function out of a distribution, and with it the behaviors that there were only for it. */

import { isDeepStrictEqual } from 'node:util';
import { CACHING_DISABLED } from '../api/cache-policy.js';
import { contains } from '../api/path-pattern.js';
import {
  associationsOf,
  behaviorsOf,
  defaultOf,
  isOf,
  isOneOf,
  originOf,
  withAssociations,
  withBehaviors,
} from './distribution-config.js';
import { protectionOf } from './protection.js';

/** @import { CacheBehavior, DefaultCacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { WithAssociations } from './distribution-config.js' */

/**
 * What of the function is in a distribution.
 *
 * @typedef {object} Own
 * @property {string} arn Of the function, or of a version of it.
 * @property {string[]} cachePolicyIds Those of its stack, which can be deleted only once no behavior has
 *   them.
 */

/**
 * Takes the function out.
 *
 * @param {DistributionConfig} config
 * @param {Own} own
 * @returns {DistributionConfig}
 */
export function detach(config, own) {
  return {
    ...withoutStale(config, own, []),
    DefaultCacheBehavior: withoutOwn(defaultOf(config), own),
  };
}

/**
 * Takes out what runs the function at other patterns than these.
 *
 * @param {DistributionConfig} config
 * @param {Own} own
 * @param {string[]} patterns
 * @returns {DistributionConfig}
 */
export function withoutStale(config, own, patterns) {
  const isStale = (/** @type {CacheBehavior} */ behavior) =>
    !isOneOf(patterns, behavior) && associationsOf(behavior).some((it) => isOf(own.arn, it));
  const others = behaviorsOf(config).filter((it) => !isStale(it));
  const behaviors = behaviorsOf(config).flatMap((behavior) => {
    if (!isStale(behavior)) return [behavior];
    const next = others.find((it) => contains(it.PathPattern, String(behavior.PathPattern)));
    const rest = withoutOwn(behavior, own);
    return addsTo(config, rest, next ?? defaultOf(config)) ? [rest] : [];
  });
  return withBehaviors(config, behaviors);
}

/**
 * Whether a behavior without the function does anything that would not be done without the behavior.
 *
 * @param {DistributionConfig} config
 * @param {CacheBehavior} behavior
 * @param {DefaultCacheBehavior} next The one that would answer in its place.
 */
function addsTo(config, behavior, next) {
  const origins = [next, defaultOf(config)].map((it) => originOf(config, it));
  if (!origins.includes(originOf(config, behavior))) return true;
  const protection = Object.entries(protectionOf(behavior));
  const theirs = protectionOf(next);
  return protection.some(([name, value]) => !isDeepStrictEqual(theirs[name], value));
}

/**
 * @template {CacheBehavior | DefaultCacheBehavior} T
 * @param {T} behavior
 * @param {Own} own
 * @returns {T}
 */
function withoutOwn(behavior, { arn, cachePolicyIds }) {
  const rest = withoutFunction(behavior, arn);
  return cachePolicyIds.includes(String(rest.CachePolicyId))
    ? { ...rest, CachePolicyId: CACHING_DISABLED }
    : rest;
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
