/** What becomes of requests when the core panics, in a build that panics on a certain path. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeGlueFactory } from '../../scripts/glue.js';
import { responseViolations } from '../../wrapper/emulator/rules.js';
import { loadCore } from '../../wrapper/function/core.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { API } from '../support/example.js';
import { reading } from '../support/reads.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PKG = new URL('../../target/deliberate-panic/', import.meta.url);

before(async () => {
  const out = ['--target', 'web', '--dev', '--no-pack', '--out-dir', fileURLToPath(PKG)];
  const build = spawnSync(
    'wasm-pack',
    ['build', ...out, '--', '--locked', '--features', 'deliberate-panic'],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  assert.equal(build.status, 0, build.stderr ?? String(build.error));
  await writeGlueFactory(fileURLToPath(PKG));
});

for (const [kind, error] of /** @type {const} */ ([
  ['panic', /panicked at src.wasm.api\.rs.*\n?deliberately/],
  ['trap', /RuntimeError: unreachable/],
])) {
  test(`a ${kind} answers 500 with CORS headers, and the next request is answered`, async () => {
    const { handler, entries } = await load();
    for (let round = 0; round < 3; round++) {
      const failed = await handler(event(`/deliberate-${kind}`));
      assert.equal(failed.status, '500');
      assert.equal(failed.body, '{"success":false,"message":"Internal server error."}');
      assert.deepEqual(responseViolations('viewer-request', failed), []);
      assert.equal(failed.headers['access-control-allow-origin']?.[0]?.value, '*');

      const next = await handler(event('/api/media/status'));
      assert.equal(next.status, '200');
    }
    const [failed, answered] = entries;
    assert.match(String(failed?.error), error);
    assert.partialDeepStrictEqual(failed, { level: 'error', status: 500, code: 'internal' });
    assert.equal(answered?.error, undefined);
  });
}

test('a panic is answered in the form of the front door that brought the event', async () => {
  const { handler } = await load();
  const headers = { 'Access-Control-Allow-Origin': '*' };
  const body = '{"success":false,"message":"Internal server error."}';
  const requestContext = { http: { method: 'GET' } };
  const rawPath = '/deliberate-panic';
  const answer = await handler({ version: '2.0', rawPath, requestContext });
  assert.partialDeepStrictEqual(answer, { statusCode: 500, headers, body });
});

test('a request that waits for DynamoDB meanwhile is answered', async () => {
  /** @type {(response: Buffer) => void} */
  let respond = () => {};
  /** @type {import('../../wrapper/function/replicas.js').Reader} */
  const read = (...args) =>
    new Promise((resolve) => {
      respond = (response) => resolve(reading(response)(...args));
    });
  const { handler } = await load(read);
  const waiting = handler(event('/api/media/status'));
  await new Promise(setImmediate);
  await handler(event('/deliberate-panic'));
  respond(JOB);
  assert.equal((await waiting).status, '200');
});

test('requests at the same time as a panic are answered', async () => {
  const { handler } = await load();
  const paths = [
    '/deliberate-panic',
    '/api/media/status',
    '/deliberate-panic',
    '/api/media/status',
  ];
  const answers = await Promise.all(paths.map((path) => handler(event(path))));
  assert.deepEqual(
    answers.map(({ status }) => status),
    ['500', '200', '500', '200'],
  );
});

test('what traps leave behind is given back', async () => {
  const { handler } = await load();
  const before = process.memoryUsage().rss;
  for (let i = 0; i < TRAPS; i++) await handler(event('/deliberate-trap'));
  assert(process.memoryUsage().rss - before < GARBAGE);
});

const TRAPS = 500;
/** What may wait to be collected, in bytes; all that 500 instances take is more than twice it. */
const GARBAGE = 150_000_000;

const JOB = Buffer.from('{"Item":{"JobStatus":{"S":"SUBMITTED"},"ProgressRate":{"N":"0"}}}');

/** @param {import('../../wrapper/function/replicas.js').Reader} [read] */
async function load(read = reading(JOB)) {
  /** @type {import('../../wrapper/function/log.js').Entry[]} */
  const entries = [];
  const wasm = readFileSync(new URL('edge_lookup_bg.wasm', PKG));
  const { default: glue } = await import(new URL('edge_lookup.factory.js', PKG).href);
  const core = loadCore({ compiled: API.compiled, wasm, glue });
  const { handler } = createHandlers({ core, read, log: (entry) => entries.push(entry) });
  assert(handler);
  return { handler, entries };
}

/** @param {string} uri */
function event(uri) {
  const request = { method: 'GET', uri, querystring: 'job_id=c1', headers: {} };
  return { Records: [{ cf: { config: { eventType: 'viewer-request' }, request } }] };
}
