/** The library for pages in Node.js, which loads the WebAssembly from its bytes. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';
import { clientConfig } from '../../wrapper/browser/files.js';
import { load } from '../../wrapper/browser/index.js';
import { apiText } from '../support/api-text.js';
import { API } from '../support/example.js';

const ROUTE = 'mediaConvertJobIdToStatusEdgeApi';
const WASM = readFileSync(new URL('../../pkg/page/edge_lookup_bg.wasm', import.meta.url));

/** With a parameter of the path, one of the query, and a separator between them in the key. */
const PROFILE = parseApi(
  apiText({
    routes: /** @type {any} */ ([
      {
        name: 'profile',
        path: '/users/{id}/profile',
        parameter: undefined,
        parameters: [{ name: 'id' }, { name: 'lang' }],
        key: { Id: 'USER#{id}#{lang}' },
      },
    ]),
  }),
);

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

test('a parameter that the route does not declare is no parameter', () => {
  assert.equal(api.validate(ROUTE, { other: 'x' })?.code, 'no-parameter');
});

test('the URL of a lookup begins where the API is', () => {
  const expected = `${baseUrl}/api/media/status?job_id=a+b`;
  assert.equal(api.url(ROUTE, { job_id: 'a b' }), expected);
});

test('of a parameter that is there twice the first is checked, as at the edge', () => {
  const [blank, good] = [
    ['job_id', ''],
    ['job_id', 'c1'],
  ];
  const params = /** @type {[string, string][][]} */ ([
    [blank, good],
    [good, blank],
  ]);
  assert.deepEqual(
    params.map((pairs) => api.validate(ROUTE, pairs)?.code),
    ['parameter-blank', undefined],
  );
});

test('what would be refused has no URL', () => {
  assert.throws(() => api.url(ROUTE, { job_id: '' }), {
    name: 'RangeError',
    message: 'Not exist parameter job_id.',
  });
});

for (const method of /** @type {const} */ (['validate', 'url'])) {
  test(`${method} of a route that there is not is a mistake in the page`, () => {
    assert.throws(() => api[method]('jobs', {}), {
      message: /^no route jobs: there are mediaConv/,
    });
  });
}

for (const [name, value, refusal] of /** @type {const} */ ([
  ['a value of the path', 'a', null],
  ['a blank value of the path', '', 'parameter-blank'],
  ['what no browser can send', '..', 'parameter-invalid'],
  ['what separates two values', 'a#b', 'parameter-invalid'],
])) {
  test(`${name} is checked as the edge does`, async () => {
    const profile = await load({ config: clientConfig(PROFILE), wasm: WASM, baseUrl });
    const params = { id: value, lang: 'en' };
    assert.equal(profile.validate('profile', params)?.code ?? null, refusal);
  });
}

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
    const refusal = api.validate(ROUTE, params);
    assert.equal(refusal?.code, 'parameter-blank');
  });
}

test('what pages load names nothing that lies behind the paths', () => {
  const { compiled, ...rest } = clientConfig(PROFILE);
  const text = JSON.stringify(rest) + Buffer.from(compiled, 'base64').toString('latin1');
  for (const secret of ['Table', 'Id', 'USER', 'Value', 'ap-northeast-1']) {
    assert(!text.includes(secret), secret);
  }
});
