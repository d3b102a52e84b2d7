/** Percentiles of what happens with different likelihoods. */

/** @typedef {{ value: number, weight: number }} Weighted */

/**
 * The least value that the given part of all does not exceed.
 *
 * @param {Weighted[]} values
 * @param {number} part
 */
export function percentile(values, part) {
  const sorted = values.filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    // Weights are fractions, and their sum may fall short of what it should be.
    if (sum >= all * part - 1e-9) return value;
  }
  return Number.NaN;
}
