import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { load } from 'edge-lookup/browser';
import { expect, test } from 'vitest';
import config from './lookups.json';

test('it validates', async () => {
  const path = createRequire(import.meta.url).resolve('edge-lookup/browser/edge_lookup_bg.wasm');
  const api = await load({ config, wasm: readFileSync(path) });
  expect(api.validate('mediaConvertInputFileToJobIdEdgeApi', { input_file: 'a' })).toBe(null);
});
