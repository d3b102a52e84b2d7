/** Whether memory grows. */

const MB = 1024 * 1024;

/** What may be added without being a leak: garbage that waits, code that gets compiled. */
const BOUNDS = {
  rss: { factor: 1.5, more: 50 * MB },
  heapUsed: { factor: 1.5, more: 40 * MB },
  // Grows by pages of 64 KB, and never shrinks.
  wasm: { factor: 1, more: MB },
};

/** @typedef {Record<keyof typeof BOUNDS, number>} Sample In bytes. */

/**
 * @param {WebAssembly.Memory} wasm
 * @returns {Sample}
 */
export function sampleMemory(wasm) {
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heapUsed, wasm: wasm.buffer.byteLength };
}

/**
 * Compares the last fifth of the samples with the second; the first is warming up.
 *
 * @param {Sample[]} samples
 */
export function growth(samples) {
  const fifth = Math.floor(samples.length / 5);
  const [early, late] = [samples.slice(fifth, 2 * fifth), samples.slice(-fifth)];
  const kinds = /** @type {(keyof Sample)[]} */ (Object.keys(BOUNDS));
  return kinds.map((kind) => {
    const [from, to] = [early, late].map((part) => median(part.map((sample) => sample[kind])));
    const { factor, more } = BOUNDS[kind];
    return { kind, from: from / MB, to: to / MB, grew: !(to <= from * factor + more) };
  });
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
