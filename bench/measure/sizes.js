/** What has to be stored or sent. */

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { API } from '../../tests/support/example.js';
import { browserFiles } from '../../wrapper/browser/files.js';

/** What a page loads before it can validate. */
export const FIRST_LOAD = ['edge-lookup.js', 'edge_lookup_bg.wasm', 'lookups.json'];

/** @returns {Promise<Record<string, number>>} The compressed bytes of each, by name. */
export async function firstLoad() {
  const built = await browserFiles(API);
  return Object.fromEntries(FIRST_LOAD.map((name) => [name, compressed(built[name])]));
}

/** The compressed bytes of the WebAssembly. */
export function wasmBytes() {
  return compressed(readFileSync(new URL('../../pkg/edge/edge_lookup_bg.wasm', import.meta.url)));
}

/** @param {Uint8Array} content */
function compressed(content) {
  return gzipSync(content, { level: 9 }).length;
}
