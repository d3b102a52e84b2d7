/**
 * The path patterns of cache behaviors, in which `*` is any text, slashes included, and `?` is any
 * one character.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */

import { escapePattern } from './escape-pattern.js';

/** Stands for every character that two patterns do not name. */
const OTHER = '\0';

/**
 * The pattern of a route's path: a parameter becomes `*`.
 *
 * @param {string} path Such as `/users/{id}`.
 */
export function patternOf(path) {
  return path.replaceAll(/\{[^/{}]*\}/g, '*');
}

/** @param {string} pattern */
export function hasWildcard(pattern) {
  return /[*?]/.test(pattern);
}

/**
 * Whether two patterns are the same, which they are with and without the first slash.
 *
 * @param {string | undefined} pattern
 * @param {string} other
 */
export function isSame(pattern, other) {
  return pattern?.replace(/^\//, '') === other.replace(/^\//, '');
}

/**
 * Whether a pattern matches a path.
 *
 * @param {string | undefined} pattern
 * @param {string} path
 */
export function matches(pattern, path) {
  if (pattern === undefined) return false;
  const parts = absolute(pattern).split(/([*?])/);
  const expression = parts.map((part) => ({ '*': '.*', '?': '.' })[part] ?? escapePattern(part));
  return new RegExp(`^${expression.join('')}$`).test(path);
}

/**
 * Whether a pattern matches every path that another one matches.
 *
 * @param {string | undefined} pattern
 * @param {string} other
 */
export function contains(pattern, other) {
  if (pattern === undefined) return false;
  if (!hasWildcard(other)) return matches(pattern, absolute(other));
  return outcomes(pattern, other).every(([isMatch, isOther]) => isMatch || !isOther);
}

/**
 * Whether two patterns match a path in common.
 *
 * @param {string} pattern
 * @param {string} other
 */
export function overlaps(pattern, other) {
  if (!hasWildcard(other)) return matches(pattern, absolute(other));
  if (!hasWildcard(pattern)) return matches(other, absolute(pattern));
  return outcomes(pattern, other).some(([isMatch, isOther]) => isMatch && isOther);
}

/**
 * All that two patterns can make of one path: both are run over every path at once, as automata.
 *
 * @param {string} a
 * @param {string} b
 * @returns {[boolean, boolean][]} Whether they match it, each combination as often as it is found.
 */
function outcomes(a, b) {
  const patterns = [absolute(a), absolute(b)];
  // Every path begins with a slash.
  const first = patterns.map((pattern) => step(pattern, closed(pattern, [0]), '/'));
  const states = new Map([[first.join(';'), first]]);
  for (const state of states.values()) {
    const named = state.flatMap((places, i) => places.map((place) => patterns[i][place]));
    // All that no pattern names here lead to the same.
    for (const character of new Set([OTHER, ...named.filter((it) => /^[^*?]$/.test(it))])) {
      const next = patterns.map((pattern, i) => step(pattern, state[i], character));
      states.set(next.join(';'), next);
    }
  }
  const [endOfA, endOfB] = patterns.map(({ length }) => length);
  return [...states.values()].map(([inA, inB]) => [inA.includes(endOfA), inB.includes(endOfB)]);
}

/**
 * The places in a pattern that one more character of a path leads to.
 *
 * @param {string} pattern
 * @param {number[]} places
 * @param {string} character
 */
function step(pattern, places, character) {
  const next = places.flatMap((place) => {
    if (pattern[place] === '*') return [place];
    return pattern[place] === '?' || pattern[place] === character ? [place + 1] : [];
  });
  return closed(pattern, next);
}

/**
 * Adds the places after each `*`, which may be nothing, and leaves those before the last `*` out:
 * it matches whatever they do.
 *
 * @param {string} pattern
 * @param {number[]} places
 */
function closed(pattern, places) {
  const all = new Set(places);
  for (const place of all) if (pattern[place] === '*') all.add(place + 1);
  const last = Math.max(...[...all].filter((place) => pattern[place] === '*'));
  return [...all].filter((place) => place >= last).sort((x, y) => x - y);
}

/** @param {string} pattern */
function absolute(pattern) {
  return /^[/*]/.test(pattern) ? pattern : `/${pattern}`;
}
