/** What a screen reader says, without the person having to go and look. */

/** @import { State } from './follow.js' */
/** @import { Problem } from './problem.js' */
/** @import { Texts } from './texts.js' */

import { isFinal, percentOf, stateTexts } from './job.js';

/** How much further a job has to be before that is worth an interruption, in percent. */
const STEP = 25;

/**
 * Says each text once, however often it is set.
 *
 * @param {HTMLElement} region A live region.
 */
export function createAnnouncer(region) {
  let said = '';
  return (/** @type {string} */ text) => {
    if (text === said) return;
    said = text;
    region.textContent = text;
  };
}

/**
 * What there is to say: of a job that advances only each further step, of anything else all.
 *
 * @param {State} state
 * @param {Problem | null} problem
 * @param {Texts} texts
 */
export function spoken({ job, jobId, isSlow }, problem, texts) {
  if (problem !== null) return [problem.title, problem.text].join(texts.sentence);
  if (job === null) return isSlow ? texts.slow : texts.asking[jobId === null ? 'file' : 'job'];
  const { label, meaning } = stateTexts(job, texts);
  if (isFinal(job)) return [label, meaning].join(texts.sentence);
  const step = Math.floor((percentOf(job) ?? 0) / STEP) * STEP;
  return step > 0 ? texts.announced(label, step) : label;
}
