/** Which paths' answers CloudFront's caches have that would not be given any more. */

import { associationsOf, findBehavior, isOf } from './distribution-config.js';
import { cachedPatterns } from './invalidation.js';
import { answersOf } from './template/answers.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Api } from '../api/load.js' */
/** @import { Attachment } from './behaviors.js' */

/** An output cannot be empty. */
const NONE = 'none';

/**
 * The patterns whose answers changed, those which others have answered until now, and those which ours
 * answers no more. At viewer-request no answer of ours is in a cache.
 *
 * @param {DistributionConfig} config Before the change.
 * @param {object} deployment
 * @param {Attachment} deployment.attachment
 * @param {Api} deployment.api
 * @param {string} [deployment.answers] What the stack says of the answers in caches.
 * @returns {string[]}
 */
export function stalePatterns(config, { attachment: { eventType, versionArn }, api, answers }) {
  const known = parse(answers);
  const current = eventType === 'origin-request' ? answersOf(api.description) : new Map();
  const changed = [...current].flatMap(([pattern, answer]) => {
    const isOurs = associationsOf(findBehavior(config, pattern)).some(
      (it) => isOf(versionArn, it) && it.EventType === eventType,
    );
    return isOurs && known.get(pattern) === answer ? [] : [pattern];
  });
  const cached = new Set([...known.keys(), ...cachedPatterns(config, versionArn)]);
  return [...changed, ...[...cached].filter((pattern) => !current.has(pattern))];
}

/**
 * The patterns of an API whose answers in caches, as a stack lists them, would not be given any more.
 *
 * @param {string | undefined} answers
 * @param {Api} api
 * @returns {string[]}
 */
export function outdatedPatterns(answers, { description }) {
  const current = answersOf(description);
  return Array.from(parse(answers)).flatMap(([pattern, answer]) =>
    current.get(pattern) === answer ? [] : [pattern],
  );
}

/**
 * What the stack records of cached answers until these patterns are invalidated, so that a deployment which
 * is stopped before that does it in its next run.
 *
 * @param {string[]} stale The patterns.
 * @param {object} deployment
 * @param {string} [deployment.answers] What the stack says so far.
 */
export function answersBut(stale, { answers }) {
  const known = parse(answers);
  // Caches may hold answers that the stack does not list: they are recorded as of unknown shape.
  const all = new Map([...known, ...stale.map((it) => /** @type {const} */ ([it, UNKNOWN]))]);
  return Array.from(all, ([pattern, answer]) => `${pattern}=${answer}`).join(' ') || NONE;
}

const UNKNOWN = '?';

/**
 * @param {string} [answers]
 * @returns {Map<string, string>} By pattern.
 */
function parse(answers = '') {
  const pairs = answers.split(' ').filter((it) => it.includes('='));
  return new Map(
    pairs.map((pair) => {
      const end = pair.lastIndexOf('=');
      return [pair.slice(0, end), pair.slice(end + 1)];
    }),
  );
}
