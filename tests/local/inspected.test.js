/** What `edge-lookup local` shows of a request in its inspector. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** @import { Exchange } from '../../wrapper/emulator/exchange.js' */
/** @import { TestContext } from 'node:test' */

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-inspected-'));
after(() => rmSync(FOLDER, { recursive: true }));

const JOB_ID = '/api/media/job_id?input_file=Big+Buck+Bunny.mp4';

/**
 * @param {TestContext} t
 * @param {string[]} [args]
 */
async function start(t, args = []) {
  const env = { ...process.env, PORT: '0' };
  const child = spawn(process.execPath, [COMMAND, 'local', ...args], { env });
  t.after(async () => {
    if (child.kill('SIGKILL')) await once(child, 'close');
  });
  const [chunk] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
  const [, origin] = /^Listening on (http:\/\/[\d.:]+)/.exec(String(chunk)) ?? [];
  assert.ok(origin, String(chunk));

  /** @returns {Promise<Exchange[]>} */
  const exchanges = async () => (await fetch(`${origin}/__edge/exchanges`)).json();
  return { origin, exchanges, said: String(chunk) };
}

/** @param {string} code of a handler */
function module(code) {
  const file = join(FOLDER, `${Math.random()}.mjs`);
  writeFileSync(file, `export const handler = async (event) => { ${code} };`);
  return file;
}

/** @param {Exchange} exchange */
const names = ({ stages }) => stages.map(({ name }) => name);

test('a lookup shows its stages, decision, item, result and response', async (t) => {
  const { origin, exchanges } = await start(t);
  await fetch(`${origin}${JOB_ID}`, { headers: { Origin: 'https://app.nightonly.com' } });
  const [exchange] = await exchanges();
  assert.deepEqual(names(exchange), ['event', 'function', 'decide', 'GetItem', 'shape', 'check']);
  assert.ok(exchange.stages.every(({ ms }) => ms >= 0 && ms < exchange.ms));
  assert.equal(exchange.behavior, '/api/media/job_id');
  assert.equal(exchange.route, 'mediaConvertInputFileToJobIdEdgeApi');
  assert.equal(exchange.decision?.type, 'get-item');
  assert.deepEqual(exchange.item, { Item: { JobId: { S: 'c123456789012-smb6o7' } } });
  assert.equal(exchange.readResult?.attempts, 1);
  assert.equal(/** @type {any} */ (exchange.runs[0].result).status, '200');
  assert.equal(exchange.response.status, 200);
  assert.equal(exchange.response.body, '{"success":true,"job_id":"c123456789012-smb6o7"}');
  assert.deepEqual(exchange.verdict, { accepted: true, violations: [] });
});

test('what is refused before a read shows the decision alone', async (t) => {
  const { origin, exchanges } = await start(t);
  await fetch(`${origin}/api/media/job_id?input_file=`);
  const [exchange] = await exchanges();
  assert.deepEqual(names(exchange), ['event', 'function', 'decide', 'check']);
  assert.equal(exchange.decision?.code, 'parameter-blank');
  assert.equal(exchange.item, undefined);
});

test('the event is as the function got it, whatever the function did to it', async (t) => {
  const change = module(`event.Records[0].cf.request.uri = '/b'; return { status: '204' };`);
  const { origin, exchanges } = await start(t, ['--handler', change]);
  await fetch(`${origin}/a?b=c`);
  const [{ runs }] = await exchanges();
  const [{ event, result }] = runs;
  const { request } = /** @type {any} */ (event).Records[0].cf;
  assert.deepEqual([request.uri, request.querystring], ['/a', 'b=c']);
  assert.deepEqual(result, { status: '204' });
});

test('what CloudFront would refuse shows the rule and the page', async (t) => {
  const { origin, exchanges } = await start(t, ['--handler', module(`return { body: 'a' };`)]);
  assert.equal((await fetch(origin)).status, 502);
  const [{ verdict, runs }] = await exchanges();
  assert.equal(verdict.accepted, false);
  assert.equal(verdict.error, 'LambdaValidationError');
  assert.equal(verdict.violations[0].rule, 'statusIsPresent');
  assert.match(verdict.violations[0].link, /^https:\/\/docs\.aws\.amazon\.com\//);
  assert.deepEqual(runs[0].result, { body: 'a' });
});

test('a hit of the cache shows its age, its key and no run of the function', async (t) => {
  const kept = `return { status: '200', headers: { 'cache-control': [{ value: 'max-age=60' }] } };`;
  const args = ['--trigger', 'origin-request', '--handler', module(kept)];
  const { origin, exchanges } = await start(t, args);
  await fetch(`${origin}/a`);
  await fetch(`${origin}/a`);
  const [miss, hit] = await exchanges();
  assert.deepEqual(names(miss), ['cache', 'event', 'function', 'check']);
  assert.equal(miss.cache?.outcome, 'miss');
  assert.deepEqual(names(hit), ['cache']);
  assert.deepEqual(hit.runs, []);
  assert.deepEqual(
    { ...hit.cache, key: hit.cache?.key?.split('\n')[0] },
    { outcome: 'hit', key: '/a', ageSeconds: 0, ttlSeconds: 60, reason: 'max-age=60' },
  );
});

test('a replay is the same request again, and says of which', async (t) => {
  const { origin, exchanges } = await start(t);
  await fetch(`${origin}${JOB_ID}`, { headers: { 'X-A': 'b' } });
  const url = `${origin}/__edge/replay?id=1`;
  const { id } = await (await fetch(url, { method: 'POST', headers: { Origin: origin } })).json();
  const [first, again] = await exchanges();
  assert.equal(id, again.id);
  assert.equal(again.replayOf, first.id);
  assert.deepEqual(again.request, first.request);
  assert.equal(again.response.body, first.response.body);
});

test('a request that is passed on is accepted, and shows what would be asked', async (t) => {
  const index = module(`const { request } = event.Records[0].cf;
    return { ...request, uri: request.uri + 'index.html' };`);
  const { origin, exchanges } = await start(t, ['--handler', index]);
  const answer = await fetch(`${origin}/a/?b=c`, { headers: { Cookie: 's=1' } });
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /Here is none/);
  const [{ verdict, origin: asked, cache }] = await exchanges();
  assert.deepEqual(verdict, { accepted: true, violations: [] });
  assert.equal(asked?.isStandIn, true);
  assert.equal(asked?.request.url, 'https://example.org/a/index.html?b=c');
  assert.ok(asked?.request.headers.some(([name, value]) => name === 'Cookie' && value === 's=1'));
  assert.equal(cache?.outcome, 'miss');
});

test('viewers with different cookies do not share an answer at origin-request', async (t) => {
  const reads = module(`const { cookie } = event.Records[0].cf.request.headers;
    const headers = { 'cache-control': [{ value: 'max-age=60' }] };
    return { status: '200', headers, body: cookie[0].value };`);
  const args = ['--trigger', 'origin-request', '--handler', reads];
  const { origin } = await start(t, args);
  for (const cookie of ['s=1', 's=2', 's=1']) {
    assert.equal(await (await fetch(origin, { headers: { cookie } })).text(), cookie);
  }
});

test('a replay is refused as the request was', async (t) => {
  const { origin, exchanges } = await start(t, ['--handler', module(`return { status: '204' };`)]);
  const head = 'GET / HTTP/1.1\r\nHost: edge\r\nContent-Length: 1\r\nConnection: close\r\n\r\na';
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.end(head).resume();
  await once(socket, 'close');
  const url = `${origin}/__edge/replay?id=1`;
  await fetch(url, { method: 'POST', headers: { Origin: origin } });
  const [first, again] = await exchanges();
  assert.equal(first.response.status, 403);
  assert.equal(again.response.status, 403);
});

test('a long result is cut in the inspector, and the viewer gets all', async (t) => {
  const long = module(`return { status: '200', body: 'a'.repeat(900_000) };`);
  const args = ['--trigger', 'origin-request', '--handler', long];
  const { origin, exchanges } = await start(t, args);
  assert.equal((await (await fetch(origin)).text()).length, 900_000);
  const [{ runs, response }] = await exchanges();
  assert.match(
    /** @type {any} */ (runs[0].result).body,
    /^a{65536}… \(900000 characters in all\)$/,
  );
  assert.equal(response.body.length, 65_536);
  assert.equal(response.cut, true);
});

test('the function has 5 s at viewer-request and 30 s at origin-request', async (t) => {
  const file = join(FOLDER, 'remaining.mjs');
  writeFileSync(
    file,
    `export const handler = async (_, context) =>
      ({ status: '200', body: String(context.getRemainingTimeInMillis()) });`,
  );
  for (const [eventType, more, most] of /** @type {const} */ ([
    ['viewer-request', 0, 5_000],
    ['origin-request', 5_000, 30_000],
  ])) {
    const { origin } = await start(t, ['--trigger', eventType, '--handler', file]);
    const left = Number(await (await fetch(origin)).text());
    assert.ok(left > more && left <= most, `${left}`);
  }
});

test('at origin-request it says so where no route declares a cache', async (t) => {
  const { said } = await start(t, ['--trigger', 'origin-request']);
  assert.match(said, /No route of the API declares a cache/);
  assert.doesNotMatch((await start(t)).said, /declares a cache/);
});

test('--timeout stops the function', async (t) => {
  const slow = module('return new Promise((resolve) => setTimeout(resolve, 60_000));');
  const { origin, exchanges } = await start(t, ['--timeout', '0.05', '--handler', slow]);
  assert.equal((await fetch(origin)).status, 503);
  const [{ verdict }] = await exchanges();
  assert.equal(verdict.error, 'LambdaLimitExceeded');
});

test('a function that is edited answers as it is now, without a restart', async (t) => {
  const file = module(`return { status: '200', body: 'before' };`);
  const { origin } = await start(t, ['--handler', file]);
  const body = async () => (await fetch(origin)).text();
  assert.equal(await body(), 'before');
  writeFileSync(file, `export const handler = async () => ({ status: '200', body: 'after' });`);
  while ((await body()) === 'before') await wait(20);
  assert.equal(await body(), 'after');
});

test('a function that exits does not take the server with it', async (t) => {
  const exits = module(`if (event.Records[0].cf.request.uri === '/exit') process.exit(0);
    return { status: '204' };`);
  const { origin, exchanges } = await start(t, ['--handler', exits]);
  assert.equal((await fetch(`${origin}/exit`)).status, 503);
  assert.equal((await fetch(origin)).status, 204);
  const [{ verdict }] = await exchanges();
  assert.equal(verdict.error, 'LambdaExecutionError');
  assert.match(verdict.violations[0].message, /its process exited with code 0/);
});

test('a busy function does not hold up others', async (t) => {
  const go = join(FOLDER, 'go');
  const busy = module(`const { existsSync } = await import('node:fs');
    if (event.Records[0].cf.request.uri === '/busy') while (!existsSync(${JSON.stringify(go)}));
    return { status: '204' };`);
  const { origin } = await start(t, ['--timeout', '60', '--handler', busy]);
  let isAnswered = false;
  const held = fetch(`${origin}/busy`).then(() => {
    isAnswered = true;
  });
  assert.equal((await fetch(origin)).status, 204);
  assert.equal((await fetch(`${origin}/__edge/`)).status, 200);
  assert.equal(isAnswered, false);
  writeFileSync(go, '');
  await held;
});

test('--lenient warns and sends', async (t) => {
  const loose = module(`return { status: '200', headers: { via: [{ value: 'a' }] } };`);
  const { origin, exchanges } = await start(t, ['--lenient', '--handler', loose]);
  assert.equal((await fetch(origin)).status, 200);
  const [{ verdict }] = await exchanges();
  assert.equal(verdict.accepted, true);
  assert.equal(verdict.violations[0].rule, 'headerIsNotReadOnly');
});
