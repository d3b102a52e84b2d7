/** How values are written that others have chosen, and what they mean. */

/** Characters that turn the direction of the text around them, or that nobody sees. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** @param {number} ms */
export function duration(ms) {
  return `${ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/**
 * A text with escapes for the characters that could mislead.
 *
 * @param {string} text
 */
export function visible(text) {
  return text.replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Good, doubtful or bad, which colors say again.
 *
 * @param {number} status
 */
export function toneOfStatus(status) {
  if (status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'good';
}
