/** The function without bundling, so that a profile has the names of its files. */

import { readFileSync } from 'node:fs';
import { API } from '../../tests/support/example.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { createParts } from '../../wrapper/function/parts.js';

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url));

const parts = createParts({
  compiled: API.compiled,
  wasm: read('../../pkg/edge/edge_lookup_bg.wasm'),
});

export const { handler } = createHandlers(parts);
