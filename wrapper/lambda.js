/** The function as it is in a checkout; `npm run package` makes the one that Lambda gets. */

import { readFileSync } from 'node:fs';
import { createFunction } from './function.js';

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url));

/** The handlers by name: `handler`, of all routes, and one under each route's name. */
export const handlers = createFunction({
  config: read('../api.json').toString(),
  wasm: read('../pkg/edge_lookup_bg.wasm'),
});

/** The handler of all routes. */
export const { handler } = handlers;
