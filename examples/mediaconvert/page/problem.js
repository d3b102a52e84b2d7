/** Why there is nothing new of a job, in words for the person who waits for it. */

/** @import { LookupError } from '../../../wrapper/browser/index.d.ts' */
/** @import { By } from './follow.js' */
/** @import { Texts } from './texts.js' */

/**
 * @typedef {object} Asked
 * @property {By} by
 * @property {boolean} isKnown Whether the service itself has named the job before.
 *
 * @typedef {object} Problem
 * @property {'info' | 'warning' | 'failed'} tone
 * @property {string} title
 * @property {string} text
 * @property {string} source Whose the details are: the service's, in its own words, or the browser's.
 * @property {string} details
 */

/**
 * @param {LookupError} error
 * @param {Asked} asked
 * @param {boolean} isOver Whether nothing more is asked.
 * @param {Texts} texts
 * @returns {Problem}
 */
export function problemOf(error, asked, isOver, texts) {
  const name = nameOf(error, asked);
  const { title, cause, advice } = texts.problems[name];
  const next = isOver || name === 'offline' ? 'over' : isMissing(error) ? 'looking' : 'asking';
  return {
    tone: isOver ? 'failed' : isMissing(error) ? 'info' : 'warning',
    title,
    text: [cause, texts.next[next], advice].filter(Boolean).join(texts.joint),
    source: isOwn(error) ? texts.answer : texts.details,
    details: isOwn(error) ? `${error.status} ${error.message}` : error.message,
  };
}

/** @param {LookupError} error */
function isMissing({ kind }) {
  return kind === 'not-found';
}

/**
 * Whether the words are the service's. The library has others for answers without any.
 *
 * @param {LookupError} error
 */
function isOwn({ status, message }) {
  return status !== null && message !== `Status ${status}.`;
}

/**
 * @param {LookupError} error
 * @param {Asked} asked
 * @returns {keyof Texts['problems']}
 */
function nameOf(error, { by, isKnown }) {
  const { kind, status, message } = error;
  if (kind === 'not-found') {
    return by === 'input_file' ? 'noJobYet' : isKnown ? 'noStatusYet' : 'noSuchJobYet';
  }
  // A browser that says that it is online may be wrong; one that says that it is not never is.
  if (kind === 'unreachable') return navigator.onLine ? 'unreachable' : 'offline';
  // CloudFront's own pages for a function that fails have no words of the service's either.
  if (!isOwn(error) && (status ?? 0) < 500) return 'foreign';
  if (message === 'ORIGIN is invalid.') return 'origin';
  if (message === 'Invalid item.') return 'item';
  return kind === 'unavailable' ? 'unavailable' : 'refused';
}
