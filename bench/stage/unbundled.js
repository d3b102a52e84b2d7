/** The function without bundling, so that a profile has the names of its files. */

import { readFileSync } from 'node:fs';
import { createFunction } from '../../wrapper/function/parts.js';

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url));

export const { handler } = createFunction({
  config: read('../../examples/mediaconvert/api.json').toString(),
  wasm: read('../../pkg/edge_lookup_bg.wasm'),
});
