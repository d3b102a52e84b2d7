/** What the figures are to be at most. */

import { BUNDLED, HAND_SIGNED, OURS, PYTHON } from './peers.js';

/** @import { Measured } from './side-by-side.js' */

/**
 * @typedef {object} Aim
 * @property {string} figure
 * @property {number} [atMost] None where the figure is only reported.
 * @property {string} [unit] None for a ratio.
 * @property {(measured: Measured) => number | undefined} of `undefined` where it was not measured.
 */

/** @type {Aim[]} */
export const AIMS = [
  { figure: 'cold, of Python', atMost: 0.2, of: cold('coldMs', PYTHON) },
  { figure: 'cold, of Node.js bundled', atMost: 0.7, of: cold('coldMs', BUNDLED) },
  { figure: 'first request, of Node.js bundled', atMost: 0.6, of: cold('firstMs', BUNDLED) },
  { figure: 'CPU of a warm request, of Python', atMost: 0.4, of: warm(PYTHON) },
  { figure: 'CPU of a warm request, of Node.js bundled', atMost: 0.5, of: warm(BUNDLED) },
  { figure: 'CPU of a warm request, of signed by hand', of: warm(HAND_SIGNED) },
  { figure: 'decide and shape', atMost: 10, unit: ' µs', of: ({ own }) => own.core },
  {
    figure: 'our handler without its read, of Hono',
    atMost: 0.5,
    of: ({ own }) => own.ours / own.hono,
  },
  { figure: 'most memory', atMost: 90, unit: ' MB', of: ({ warm }) => warm.get(OURS)?.peakMb },
  { figure: 'its growth in the second half, under limits', atMost: 5, unit: ' MB', of: growth },
  { figure: 'zip', atMost: 230, unit: ' kB', of: ({ bytes }) => bytes.zip / 1000 },
  { figure: 'WebAssembly, gzip', atMost: 150, unit: ' kB', of: ({ bytes }) => bytes.wasm / 1000 },
  {
    figure: 'what a page loads',
    atMost: 165,
    unit: ' kB',
    of: ({ bytes }) => bytes.browser / 1000,
  },
  { figure: 'cold under limits, of Python', of: limitedCold(PYTHON) },
  { figure: 'cold under limits, of Node.js bundled', of: limitedCold(BUNDLED) },
  { figure: 'peers that are faster under limits only', atMost: 0, of: overtaken },
];

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
