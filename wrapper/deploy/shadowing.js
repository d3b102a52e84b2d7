/** Which requests the patterned behaviors of an API take from the rest of a distribution. */

import { contains, hasWildcard, overlaps } from '../api/path-pattern.js';
import { attach } from './behaviors.js';
import { associationsOf, behaviorsOf, findBehavior, isOf, isOneOf } from './distribution-config.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Behavior } from '../api/behavior.js' */
/** @import { Attachment } from './behaviors.js' */

/** The pattern that matches every path. */
const EVERY_PATH = '/*';

/**
 * Names the behaviors of others that a pattern of ours replaces, and those that come after one and
 * match paths that it matches.
 *
 * @param {DistributionConfig} config
 * @param {Attachment} attachment
 * @returns {string[]}
 */
export function shadowed(config, attachment) {
  const patterns = attachment.behaviors.map(({ pathPattern }) => pathPattern);
  const wide = patterns.filter(hasWildcard);
  const behaviors = behaviorsOf(attach(config, attachment));
  const losses = behaviors.flatMap((behavior, place) => {
    if (isOneOf(patterns, behavior)) return [];
    const above = behaviors.slice(0, place);
    const before = wide.filter((own) => above.some((it) => isOneOf([own], it)));
    return loss(String(behavior.PathPattern), before);
  });
  return [...wide.flatMap((own) => replacement(config, attachment, own)), ...losses];
}

/**
 * @param {DistributionConfig} config
 * @param {Attachment} attachment
 * @param {string} pattern One of ours.
 */
function replacement(config, { versionArn }, pattern) {
  const existing = findBehavior(config, pattern);
  const isForeign =
    existing !== undefined && !associationsOf(existing).some((it) => isOf(versionArn, it));
  return isForeign
    ? [`the behavior ${pattern} becomes ours: its origin gets no requests any more`]
    : [];
}

/**
 * @param {string} pattern
 * @param {string[]} before The patterns of ours that come before it.
 */
function loss(pattern, before) {
  const whole = before.find((own) => contains(own, pattern));
  if (whole !== undefined) {
    return [
      `the behavior ${pattern} gets no requests any more: ${whole} comes before it and matches all ` +
        'of its paths',
    ];
  }
  const part = before.filter((own) => overlaps(own, pattern));
  if (part.length === 0) return [];
  return [`the behavior ${pattern} loses the paths that match ${part.join(' or ')} too`];
}

/**
 * What the patterns take from the default behavior.
 *
 * @param {Pick<Behavior, 'pathPattern'>[]} behaviors
 * @returns {string[]}
 */
export function takenFromDefault(behaviors) {
  return behaviors.flatMap(({ pathPattern }) => {
    if (!hasWildcard(pathPattern)) return [];
    return [
      pathPattern === EVERY_PATH
        ? `${EVERY_PATH} takes the whole site from the default behavior: / and any path that no route answers get our 404`
        : `${pathPattern} takes its paths from the default behavior: any that no route answers gets our 404`,
    ];
  });
}

/**
 * The behavior that takes every path of the site, or every one with so many slashes, if there is one.
 *
 * @template {Pick<Behavior, 'pathPattern'>} T
 * @param {T[]} behaviors
 */
export function findTakingAll(behaviors) {
  return behaviors.find(({ pathPattern }) => /^(\/\*)+$/.test(pathPattern));
}
