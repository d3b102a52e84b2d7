/** How values are written, in the list and in the details. */

/** @import { Exchange } from '../../emulator/exchange.js' */

import { visible } from '../../browser/page/words.js';

export { duration, toneOfStatus, visible } from '../../browser/page/words.js';

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
 * JSON to read and to paste; an escape means the same there.
 *
 * @param {unknown} value
 */
export function pretty(value) {
  return visible(JSON.stringify(value, null, 2));
}

/**
 * @param {Exchange} exchange
 * @returns {{ tone: 'good' | 'warn' | 'bad', text: string }}
 */
export function verdictOf({ verdict: { accepted, error, violations } }) {
  if (error?.startsWith('Origin')) return { tone: 'bad', text: 'origin failed' };
  if (!accepted) return { tone: 'bad', text: 'refused' };
  if (violations.length === 0) return { tone: 'good', text: 'accepted' };
  return { tone: 'warn', text: counted(violations.length, 'warning') };
}

/** @param {number} count @param {string} what */
export function counted(count, what) {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
