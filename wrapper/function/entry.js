/**
 * The function, with the compiled `api.json` and the WebAssembly beside it. Set-up bundles it; `edge-lookup
 * package` adds the module that Lambda loads, which exports each handler under its name.
 */

import { readFileSync } from 'node:fs';
import { createHandlers } from './handler.js';
import { createParts } from './parts.js';
import { warmUp } from './warm-up.js';

const read = (/** @type {string} */ name) => readFileSync(new URL(name, import.meta.url));

const parts = createParts({
  compiled: read('./api.bin'),
  wasm: read('./edge_lookup_bg.wasm'),
});

/** The handlers by name: `handler`, of all routes, and one under each route's name. */
export const handlers = createHandlers(parts);

await warmUp(parts);
