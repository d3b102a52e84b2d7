/** `edge-lookup local --host`: where it listens, and whom its pages answer there. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** @import { TestContext } from 'node:test' */

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));

const ADDRESSES = Object.values(networkInterfaces()).flat();

/** An address by which other machines reach this one. */
const OUTER = ADDRESSES.find((it) => it?.family === 'IPv4' && !it.internal)?.address;

/**
 * @param {TestContext} t
 * @param {string[]} args
 */
async function start(t, args) {
  const env = { ...process.env, PORT: '0' };
  const child = spawn(process.execPath, [COMMAND, 'local', ...args], { env });
  t.after(async () => {
    if (child.kill('SIGKILL')) await once(child, 'close');
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [chunk] = await once(child.stdout, 'data', { signal: AbortSignal.timeout(30_000) });
  const [, origin] = /^Listening on (http:\S+),/.exec(String(chunk)) ?? [];
  assert.ok(origin, String(chunk));
  return { origin, port: new URL(origin).port, said: () => said };
}

/** @param {string} url @param {string} [host] */
async function status(url, host) {
  const [res] = await once(request(url, { headers: host ? { host } : {} }).end(), 'response');
  await text(res);
  return res.statusCode;
}

test('without it, no other machine reaches it, and there is no warning', async (t) => {
  const { origin, said } = await start(t, []);
  assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.doesNotMatch(said(), /warning/);
  if (OUTER === undefined) return;
  const { port } = new URL(origin);
  await assert.rejects(status(`http://${OUTER}:${port}/`), { code: 'ECONNREFUSED' });
});

test('with 0.0.0.0, it prints where this machine reaches it, and who else does', async (t) => {
  const { origin, port, said } = await start(t, ['--host', '0.0.0.0']);
  assert.equal(origin, `http://127.0.0.1:${port}`);
  assert.equal(
    said(),
    `warning: whoever reaches port ${port} of this machine can send requests to the function, and see in ` +
      'the inspector what others have sent\n',
  );
  assert.equal(await status(`${origin}/__edge/`), 200);
});

const oneLoopback = process.platform !== 'linux' && 'here, loopback is 127.0.0.1 only';

test('its pages answer the address that was given, and no other name', {
  skip: oneLoopback,
}, async (t) => {
  const { origin, port, said } = await start(t, ['--host', '127.0.0.2']);
  assert.equal(origin, `http://127.0.0.2:${port}`);
  assert.equal(said(), '');
  for (const path of ['/__edge/', '/__edge/routes/']) {
    assert.equal(await status(origin + path), 200);
    assert.equal(await status(origin + path, 'a.example'), 403);
    assert.equal(await status(origin + path, `127.0.0.3:${port}`), 403);
  }
});

const noIpv6 = !ADDRESSES.some((it) => it?.address === '::1') && 'there is no IPv6 here';

test('an address of IPv6 is printed as URLs have it', { skip: noIpv6 }, async (t) => {
  const { origin, port } = await start(t, ['--host', '::1']);
  assert.equal(origin, `http://[::1]:${port}`);
  assert.equal(await status(`${origin}/__edge/`), 200);
});

for (const [what, host, code, said] of /** @type {const} */ ([
  [
    'an address that this machine lacks',
    '192.0.2.1',
    1,
    /this machine has no address 192\.0\.2\.1: /,
  ],
  ['a name', 'localhost', 2, /--host needs an IP address, such as 0\.0\.0\.0, is "localhost"/],
])) {
  test(`${what} is one line that says what to do`, async () => {
    const child = spawn(process.execPath, [COMMAND, 'local', '--host', host], {
      env: { ...process.env, PORT: '0' },
    });
    const [stderr, [actual]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    assert.equal(actual, code);
    assert.match(stderr, /^edge-lookup: [^\n]+\n$/);
    assert.match(stderr, said);
  });
}
