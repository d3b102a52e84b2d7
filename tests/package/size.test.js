/** What the function and a page have to load, compressed. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { browserFiles, fileNames } from '../../wrapper/browser/files.js';

import { API, PAGE } from '../support/example.js';

test('the WebAssembly of the function is at most 70 kB', () => {
  const wasm = readFileSync(new URL('../../pkg/edge/edge_lookup_bg.wasm', import.meta.url));
  assert(compressed(wasm) <= 70_000, `${compressed(wasm)} bytes`);
});

test('what a page loads before it can validate is at most 60 kB', async () => {
  const files = await browserFiles(API);
  const names = ['edge-lookup.js', 'edge_lookup_bg.wasm', 'lookups.json'];
  const bytes = names.map((name) => compressed(files[name])).reduce((a, b) => a + b);
  assert(bytes <= 60_000, `${bytes} bytes`);
});

test('the files that are named are those that are made', async () => {
  for (const pageFolder of [undefined, PAGE]) {
    const files = await browserFiles(API, { pageFolder });
    assert.deepEqual(Object.keys(files), fileNames(pageFolder));
  }
});

test('a page gets nothing of what is behind the paths', async () => {
  const files = await browserFiles(API);
  const text = Buffer.from(files['lookups.json']).toString();
  const { compiled, routes, ...rest } = JSON.parse(text);
  assert.deepEqual(rest, { envelope: 'success' });
  assert.deepEqual(routes[0], {
    name: 'mediaConvertInputFileToJobIdEdgeApi',
    path: '/api/media/job_id',
    parameters: [
      { name: 'input_file', in: 'query', type: 'string', separators: [], maxBytes: 2048 },
    ],
    redirects: false,
    notFound: { status: 422, message: 'Not found item.' },
  });
  const client = text + Buffer.from(compiled, 'base64').toString('latin1');
  const secrets = ['MediaConvertInputFileToJobId', 'InputFile', 'ap-northeast-1'];
  const found = secrets.filter((it) => client.replaceAll(routes[0].name, '').includes(it));
  assert.deepEqual(found, []);
});

/** @param {Uint8Array} content */
function compressed(content) {
  return gzipSync(content, { level: 9 }).length;
}
