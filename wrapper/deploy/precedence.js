/**
 * Where behaviors come among those of others: of all whose pattern matches a path, the first counts.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */

import { contains, isSame, overlaps } from '../api/path-pattern.js';
import { isOneOf } from './distribution-config.js';

/** @import { CacheBehavior } from '@aws-sdk/client-cloudfront' */

/**
 * The index of the one among the others' behaviors before which each of ours comes: before every one
 * that matches all of its paths, and no later than those of ours that follow it and match some of
 * them. Where one of ours is already stays its place if that is early enough.
 *
 * @param {string[]} patterns Ours, in their order.
 * @param {CacheBehavior[]} behaviors All that there are.
 */
export function placesOf(patterns, behaviors) {
  const others = behaviors.filter((it) => !isOneOf(patterns, it));
  /** @type {number[]} */
  const places = [];
  for (const [i, pattern] of [...patterns.entries()].reverse()) {
    const broader = others.findIndex((it) => contains(it.PathPattern, pattern));
    places[i] = Math.min(
      placeNow(pattern, behaviors, others),
      broader === -1 ? others.length : broader,
      ...places.filter((_, j) => overlaps(patterns[j], pattern)),
    );
  }
  return places;
}

/**
 * @param {string} pattern
 * @param {CacheBehavior[]} behaviors
 * @param {CacheBehavior[]} others
 */
function placeNow(pattern, behaviors, others) {
  const index = behaviors.findIndex((it) => isSame(it.PathPattern, pattern));
  if (index === -1) return others.length;
  return behaviors.slice(0, index).filter((it) => others.includes(it)).length;
}
