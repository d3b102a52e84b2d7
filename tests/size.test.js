/** What the function and a page have to load. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

test('the WebAssembly is at most 200 kB, compressed', () => {
  const wasm = readFileSync(new URL('../pkg/edge_lookup_bg.wasm', import.meta.url));
  assert(gzipSync(wasm, { level: 9 }).length <= 200_000);
});
