/** Which paths' answers CloudFront's caches have that the function would not give any more. */

import { associationsOf, findBehavior, isOf } from './distribution-config.js';
import { answersOf } from './template/answers.js';

/** @import { DistributionConfig } from '@aws-sdk/client-cloudfront' */
/** @import { Api } from '../api/load.js' */
/** @import { Attachment } from './behaviors.js' */

/** An output cannot be empty. */
const NONE = 'none';

/**
 * The patterns whose answers changed, or which others have answered until now. At viewer-request no
 * answer of ours is in a cache.
 *
 * @param {DistributionConfig} config Before the change.
 * @param {object} deployment
 * @param {Attachment} deployment.attachment
 * @param {Api} deployment.api
 * @param {string} [deployment.answers] What the stack says of the answers in caches.
 * @returns {string[]}
 */
export function stalePatterns(config, { attachment, api, answers = '' }) {
  const { behaviors, eventType, versionArn } = attachment;
  if (eventType !== 'origin-request') return [];
  const known = answers.split(' ');
  const current = answersOf(api.description);
  return behaviors.flatMap(({ pathPattern }) => {
    const isOurs = associationsOf(findBehavior(config, pathPattern)).some(
      (it) => isOf(versionArn, it) && it.EventType === eventType,
    );
    return isOurs && known.includes(String(current.get(pathPattern))) ? [] : [pathPattern];
  });
}

/**
 * What a stack says of the answers in caches until these patterns are invalidated. Whoever stops a deployment
 * before that would otherwise never have it done.
 *
 * @param {string[]} stale The patterns.
 * @param {object} deployment
 * @param {Api} deployment.api
 * @param {string} [deployment.answers] What the stack says so far.
 */
export function answersBut(stale, { api, answers = '' }) {
  const current = answersOf(api.description);
  const unsaid = stale.map((pattern) => String(current.get(pattern)));
  const rest = answers.split(' ').filter((it) => !unsaid.includes(it));
  return rest.join(' ') || NONE;
}
