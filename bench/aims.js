/** What the figures are to be at most. */

import { BUNDLED, HAND_SIGNED, OURS, PYTHON, WARMED } from './peers.js';
import { number, table } from './report.js';

/** @import { Measured } from './side-by-side.js' */

/**
 * @typedef {object} Aim
 * @property {string} figure
 * @property {number} [atMost] None where the figure is only reported.
 * @property {string} [unit] None for a ratio.
 * @property {(measured: Measured) => number | undefined} of `undefined` where it was not measured.
 */

/** @type {Aim[]} */
const AIMS = [
  { figure: 'cold, of the SDK bundled', atMost: 0.9, of: cold('coldMs', BUNDLED) },
  { figure: 'first request, of the SDK bundled', atMost: 0.25, of: cold('firstMs', BUNDLED) },
  { figure: 'cold under limits, of the SDK bundled', atMost: 0.32, of: limitedCold(BUNDLED) },
  { figure: 'cold under limits, of the same warmed up', atMost: 0.85, of: limitedCold(WARMED) },
  { figure: 'CPU of a warm request, of the SDK bundled', atMost: 0.7, of: warm(BUNDLED) },
  { figure: 'CPU of a warm request, of signed by hand', of: warm(HAND_SIGNED) },
  { figure: 'cold, of Python', atMost: 0.28, of: cold('coldMs', PYTHON) },
  { figure: 'cold under limits, of Python', of: limitedCold(PYTHON) },
  { figure: 'decide and shape', unit: ' µs', of: ({ own }) => own.core },
  {
    figure: 'our handler without its read, of Hono',
    atMost: 0.5,
    of: ({ own }) => own.ours / own.hono,
  },
  { figure: 'most memory', atMost: 110, unit: ' MB', of: ({ warm }) => warm.get(OURS)?.peakMb },
  { figure: 'its growth in the second half, under limits', atMost: 5, unit: ' MB', of: growth },
  { figure: 'zip', atMost: 150, unit: ' kB', of: ({ bytes }) => bytes.zip / 1000 },
  { figure: 'WebAssembly, gzip', atMost: 70, unit: ' kB', of: ({ bytes }) => bytes.wasm / 1000 },
  {
    figure: 'what a page loads',
    atMost: 60,
    unit: ' kB',
    of: ({ bytes }) => bytes.browser / 1000,
  },
  { figure: 'peers that are faster under limits only', atMost: 0, of: overtaken },
];

/**
 * Says which aims are met, for the terminal: they are of use to us, not to readers of the results.
 *
 * @param {Measured} measured
 */
export function aims(measured) {
  const rows = AIMS.map(({ figure, atMost, unit = '', of }) => {
    const value = of(measured);
    if (value === undefined) return [figure, aim(atMost, unit), 'skipped', ''];
    const digits = unit === '' ? 2 : 1;
    const isMet = atMost === undefined ? '' : value <= atMost ? 'met' : '**not met**';
    return [figure, aim(atMost, unit), `${number(value, digits)}${unit}`, isMet];
  });
  return table(['figure', 'aim', 'measured', ''], rows);
}

/**
 * @param {number | undefined} atMost
 * @param {string} unit
 */
function aim(atMost, unit) {
  return atMost === undefined ? '' : `≤ ${atMost}${unit}`;
}

/**
 * @param {import('./measure/cold.js').ColdFigure} figure
 * @param {string} other
 * @returns {Aim['of']}
 */
function cold(figure, other) {
  return ({ cold }) => ratio(cold.get(OURS)?.[figure], cold.get(other)?.[figure]);
}

/**
 * @param {string} other
 * @returns {Aim['of']}
 */
function warm(other) {
  return ({ warm }) => ratio(warm.get(OURS)?.cpuUs, warm.get(other)?.cpuUs);
}

/**
 * @param {string} other
 * @returns {Aim['of']}
 */
function limitedCold(other) {
  return ({ limited }) => {
    if ('missing' in limited) return undefined;
    return ratio(limited.cold.get(OURS)?.coldMs, limited.cold.get(other)?.coldMs);
  };
}

/** @param {Measured} measured */
function growth({ limited }) {
  if ('missing' in limited) return undefined;
  const [{ halfMb, allMb }] = limited.memory.get(OURS) ?? [{}];
  if (halfMb === undefined || allMb === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, allMb - halfMb);
}

/**
 * How many start faster than ours with the limits, and not without.
 *
 * @param {Measured} measured
 */
function overtaken({ peers, cold, limited }) {
  if ('missing' in limited) return undefined;
  const slower = (/** @type {typeof cold} */ starts) =>
    peers.filter(
      ({ name }) => Number(starts.get(name)?.coldMs) >= Number(starts.get(OURS)?.coldMs),
    );
  const under = new Set(slower(limited.cold));
  return slower(cold).filter((peer) => !under.has(peer)).length;
}

/**
 * @param {number | undefined} a
 * @param {number | undefined} b
 */
function ratio(a, b) {
  return a === undefined || b === undefined ? undefined : a / b;
}
