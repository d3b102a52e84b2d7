/**
 * The middle one of several figures.
 *
 * @param {number[]} values
 */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * The medians of what several rounds have measured, by name.
 *
 * @template {string} K
 * @param {Record<K, number>[]} rounds
 * @returns {Record<K, number>}
 */
export function medians(rounds) {
  const names = /** @type {K[]} */ (Object.keys(rounds[0] ?? {}));
  const entries = names.map((name) => [name, median(rounds.map((round) => round[name]))]);
  return Object.fromEntries(entries);
}
