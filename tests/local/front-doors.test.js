/** `edge-lookup local --trigger`: the API behind a front door of a Region. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** @import { TestContext } from 'node:test' */

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));

const JOB_ID = '/api/media/job_id?input_file=Big+Buck+Bunny.mp4';
const FOUND = '{"success":true,"job_id":"c123456789012-smb6o7"}';

/**
 * @param {TestContext} t
 * @param {string} trigger
 */
async function start(t, trigger) {
  const env = { ...process.env, PORT: '0' };
  const child = spawn(process.execPath, [COMMAND, 'local', '--trigger', trigger], { env });
  t.after(async () => {
    if (child.kill('SIGKILL')) await once(child, 'close');
  });
  const [chunk] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
  const [, origin] = /^Listening on (http:\/\/[\d.:]+) as an? [A-Za-z -]+,/.exec(chunk) ?? [];
  assert.ok(origin, String(chunk));
  return origin;
}

for (const trigger of [
  'http-api',
  'rest-api',
  'function-url',
  'load-balancer',
  'load-balancer-multi-value',
]) {
  describe(trigger, () => {
    test('answers the API, and shows it in the inspector', async (t) => {
      const origin = await start(t, trigger);
      const headers = { Origin: 'https://app.nightonly.com' };
      const found = await fetch(`${origin}${JOB_ID}`, { headers });
      assert.equal(await found.text(), FOUND);
      assert.equal(found.headers.get('access-control-allow-origin'), '*');

      const preflight = await fetch(`${origin}${JOB_ID}`, { method: 'OPTIONS', headers });
      assert.equal(preflight.status, 200);
      const head = await fetch(`${origin}${JOB_ID}`, { method: 'HEAD', headers });
      assert.deepEqual([head.status, await head.text()], [200, '']);
      const unknown = await fetch(`${origin}/nothing`, { headers });
      assert.equal(await unknown.text(), '{"success":false,"message":"No route matches."}');

      const exchanges = await (await fetch(`${origin}/__edge/exchanges`)).json();
      assert.deepEqual(
        exchanges.map((/** @type {any} */ it) => it.triggers[0]),
        Array(4).fill(trigger),
      );
    });
  });
}

test("a load balancer's health check is answered without a read", async (t) => {
  const origin = await start(t, 'load-balancer');
  const headers = { 'User-Agent': 'ELB-HealthChecker/2.0' };
  assert.equal((await fetch(`${origin}/`, { headers })).status, 200);
});

test('a request can be replayed', async (t) => {
  const origin = await start(t, 'http-api');
  await fetch(`${origin}${JOB_ID}`);
  const headers = { Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
  const replayed = await fetch(`${origin}/__edge/replay?id=1`, { method: 'POST', headers });
  assert.equal(replayed.status, 200, await replayed.text());
});
