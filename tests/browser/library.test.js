/** The library for pages in Node.js, which loads the WebAssembly from its bytes. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { clientConfig } from '../../wrapper/browser/files.js';
import { load } from '../../wrapper/browser/index.js';
import { API } from '../support/example.js';

const ROUTE = 'mediaConvertJobIdToStatusEdgeApi';
const WASM = readFileSync(new URL('../../pkg/page/edge_lookup_bg.wasm', import.meta.url));

/** Where nobody listens: what is sent is unreachable. */
const baseUrl = 'http://127.0.0.1:1';
const api = await load({ config: clientConfig(API), wasm: WASM, baseUrl });

for (const value of [undefined, null, Number.NaN, 5, true, {}, []]) {
  const params = /** @type {any} */ ({ job_id: value });

  test(`a parameter that is ${JSON.stringify(value)} is not sent: ${typeof value}`, async () => {
    const result = await api.lookup(ROUTE, params);
    assert.partialDeepStrictEqual(result, {
      ok: false,
      error: { kind: 'invalid', code: 'no-parameter', message: 'Not found parameter.' },
    });
  });

  test(`it is not watched: ${JSON.stringify(value)}, ${typeof value}`, async () => {
    const result = await api.watch(ROUTE, params);
    assert.partialDeepStrictEqual(result, { ok: false, error: { kind: 'invalid' } });
  });
}

test('no parameters are not sent either', async () => {
  const result = await api.lookup(ROUTE, /** @type {any} */ (undefined));
  assert.partialDeepStrictEqual(result, { ok: false, error: { kind: 'invalid' } });
});

test('a parameter beside one that is not text is sent', async () => {
  const params = /** @type {any} */ ({ job_id: 'c1', other: undefined });
  const result = await api.lookup(ROUTE, params);
  assert.partialDeepStrictEqual(result, { ok: false, error: { kind: 'unreachable' } });
});

test('a configuration of another API is of no use without its compiled form', async () => {
  const { compiled: _, ...config } = clientConfig(API);
  const message = 'load needs as config the lookups.json that edge-lookup build has made';
  await assert.rejects(load({ config: /** @type {any} */ (config) }), {
    name: 'TypeError',
    message,
  });
});

test('a compiled form that is not base64 says what to do', async () => {
  const config = { ...clientConfig(API), compiled: '?' };
  const message = 'lookups.json is damaged: make it again with edge-lookup build';
  await assert.rejects(load({ config }), { message });
});

for (const params of [new URLSearchParams({ job_id: '' }), new Map([['job_id', '']])]) {
  test(`parameters may be a ${params.constructor.name}`, () => {
    const refusal = api.validate('/api/media/status', params);
    assert.equal(refusal?.code, 'parameter-blank');
  });
}
