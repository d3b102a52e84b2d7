/** How values are written, in the list and in the details. */

/** @import { Exchange } from '../../emulator/exchange.js' */

/** Characters that turn the direction of the text around them, or that nobody sees. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** @param {number} ms */
export function duration(ms) {
  return `${ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** @param {string} iso */
export function clock(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleTimeString('en-GB');
}

/** @param {string} text @param {number} most */
export function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
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
 * JSON to read and to paste; an escape means the same there.
 *
 * @param {unknown} value
 */
export function pretty(value) {
  return visible(JSON.stringify(value, null, 2));
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

/**
 * @param {Exchange} exchange
 * @returns {{ tone: 'good' | 'warn' | 'bad', text: string }}
 */
export function verdictOf({ verdict: { accepted, violations } }) {
  if (!accepted) return { tone: 'bad', text: 'refused' };
  if (violations.length === 0) return { tone: 'good', text: 'accepted' };
  return { tone: 'warn', text: counted(violations.length, 'warning') };
}

/** @param {number} count @param {string} what */
export function counted(count, what) {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
