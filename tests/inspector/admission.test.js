/** Whom the inspector answers: its own page, on this machine. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from './ask.js';
import { exchange } from './exchanges.js';
import { inspect, never } from './server.js';

/** @type {Record<string, string>[]} */
const FOREIGN = [
  {},
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  { Origin: 'http://127.0.0.1:1' },
  { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
  { Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'none' },
];
for (const headers of FOREIGN) {
  test(`a replay is refused with ${JSON.stringify(headers)}`, async (t) => {
    const { add, origin } = await inspect(t, never);
    add(exchange(1));
    const response = await fetch(`${origin}/__edge/replay?id=1`, { method: 'POST', headers });
    assert.equal(response.status, 403);
    assert.equal(await response.text(), 'Only the page of the inspector may replay.\n');
  });
}

for (const [name, value] of [
  ['Origin', 'http://localhost'],
  ['Sec-Fetch-Site', 'same-origin'],
]) {
  test(`a replay is let through with ${name} alone`, async (t) => {
    const { add, port } = await inspect(t, async () => 2);
    add(exchange(1));
    const headers = { Host: 'localhost', [name]: value };
    assert.equal((await ask(port, '/__edge/replay?id=1', headers, 'POST')).status, 200);
  });
}

for (const host of [
  'evil.example',
  'evil.example:8080',
  '127.0.0.1.evil.example',
  '127.0.0.2',
  'localhost.',
]) {
  test(`nothing is answered at the host ${JSON.stringify(host)}`, async (t) => {
    const { port } = await inspect(t, never);
    for (const path of [
      '/__edge',
      '/__edge/',
      '/__edge/exchanges',
      '/__edge/stream',
      '/__edge/x',
    ]) {
      const { status, body } = await ask(port, path, { Host: host });
      assert.equal(status, 403);
      assert.equal(body, 'The inspector answers at 127.0.0.1, localhost and [::1] only.\n');
    }
    const own = { Host: host, Origin: `http://${host}` };
    assert.equal((await ask(port, '/__edge/replay?id=1', own, 'POST')).status, 403);
  });
}

for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST:8080', '[::1]', '[::1]:8080']) {
  test(`the page is at the host ${host}`, async (t) => {
    const { port } = await inspect(t);
    assert.equal((await ask(port, '/__edge/', { Host: host })).status, 200);
  });
}

test('no answer may be cached, framed, sniffed, or read by another site', async (t) => {
  const { port } = await inspect(t);
  for (const path of ['', '/', '/exchanges', '/stream', '/replay', '/local/x', '/x']) {
    const headers = { Host: 'localhost', Origin: 'https://evil.example' };
    const { headers: answered } = await ask(port, `/__edge${path}`, headers);
    assert.equal(answered['cache-control'], 'no-store');
    assert.equal(answered['x-content-type-options'], 'nosniff');
    assert.equal(answered['cross-origin-resource-policy'], 'same-origin');
    assert.match(
      String(answered['content-security-policy']),
      /^default-src 'none'; script-src 'self'/,
    );
    assert.match(String(answered['content-security-policy']), /frame-ancestors 'none'$/);
    const names = Object.keys(answered).filter((name) => name.startsWith('access-control-'));
    assert.deepEqual(names, []);
  }
});
