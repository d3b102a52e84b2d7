/** The stages of an exchange: bars to the scale of its whole time, and the times in figures. */

/** @import { Exchange, Stage } from '../../emulator/exchange.js' */

import { element } from '../../browser/page/dom.js';
import { duration } from './words.js';

/** Those that lie in the call of the function. */
const INNER = ['decide', 'GetItem', 'shape'];

/** @param {Exchange} exchange */
export function timelineOf({ stages, ms }) {
  const placed = place(stages);
  const whole = Math.max(ms, ...placed.map(({ start, stage }) => start + stage.ms)) || 1;
  return element(
    'ol',
    { class: 'timeline' },
    ...placed.map(({ stage, start, isInner }) => {
      const bar = element('span', { class: 'bar', 'aria-hidden': 'true' }, element('i'));
      bar.style.setProperty('--start', String(start / whole));
      bar.style.setProperty('--share', String(stage.ms / whole));
      return element(
        'li',
        isInner ? { class: 'inner' } : {},
        element('span', {}, stage.name, ' '),
        bar,
        element('span', { class: 'number' }, duration(stage.ms)),
      );
    }),
  );
}

/**
 * Each begins where the one before has ended, and the inner ones begin with the function.
 *
 * @param {Stage[]} stages
 */
function place(stages) {
  const inner = stages.filter(({ name }) => INNER.includes(name));
  const outer = stages.filter((stage) => !inner.includes(stage));
  /** @type {{ stage: Stage, start: number, isInner: boolean }[]} */
  const placed = [];
  let end = 0;
  for (const stage of outer) {
    placed.push({ stage, start: end, isInner: false });
    if (stage.name === 'function') placed.push(...within(inner.splice(0), end));
    end += stage.ms;
  }
  return [...placed, ...within(inner, end)];
}

/**
 * @param {Stage[]} stages
 * @param {number} start
 */
function within(stages, start) {
  let end = start;
  return stages.map((stage) => {
    const placed = { stage, start: end, isInner: true };
    end += stage.ms;
    return placed;
  });
}
