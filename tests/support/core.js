/** The core as the function loads it. */

import { readFileSync } from 'node:fs';
import { loadCore } from '../../wrapper/function/core.js';

/** The built WebAssembly. */
export const WASM = readFileSync(new URL('../../pkg/edge_lookup_bg.wasm', import.meta.url));

/** The text of the `api.json` that ships. */
export const CONFIG = readFileSync(
  new URL('../../examples/mediaconvert/api.json', import.meta.url),
  'utf8',
);

/**
 * @param {string} [config] The text of an `api.json`.
 * @param {typeof import('../../pkg/edge_lookup.factory.js').default} [glue]
 */
export function testCore(config = CONFIG, glue) {
  return loadCore({ config, wasm: WASM, glue });
}
