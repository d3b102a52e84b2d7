/** The core as the function loads it. */

import { readFileSync } from 'node:fs';
import { parseApi } from '../../wrapper/api/load.js';
import { loadCore } from '../../wrapper/function/core.js';

/** The WebAssembly of the function. */
export const WASM = readFileSync(new URL('../../pkg/edge/edge_lookup_bg.wasm', import.meta.url));

/** The text of the `api.json` that ships. */
export const CONFIG = readFileSync(
  new URL('../../examples/mediaconvert/api.json', import.meta.url),
  'utf8',
);

/**
 * @param {string} [config] The text of an `api.json`.
 * @param {typeof import('../../pkg/edge/edge_lookup.factory.js').default} [glue]
 */
export function testCore(config = CONFIG, glue) {
  return loadCore({ compiled: parseApi(config).compiled, wasm: WASM, glue });
}
