/** The inspector's server: the history, replays, and which paths are its own. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask } from './ask.js';
import { exchange, hit } from './exchanges.js';
import { FUNCTION, inspect, never } from './server.js';

/** @import { Exchange } from '../../wrapper/emulator/exchange.js' */

test('the history is JSON, the oldest exchange first', async (t) => {
  const { add, origin } = await inspect(t);
  const made = [exchange(1), hit(2)];
  for (const each of made) add(each);
  const response = await fetch(`${origin}/__edge/exchanges`);
  assert.equal(response.headers.get('content-type'), 'application/json; charset=UTF-8');
  assert.deepEqual(await response.json(), made);
});

test('the history has the latest 200', async (t) => {
  const { add, origin } = await inspect(t);
  for (let id = 1; id <= 205; id++) add(exchange(id));
  const history = await (await fetch(`${origin}/__edge/exchanges`)).json();
  assert.equal(history.length, 200);
  assert.equal(history[0].id, 6);
  assert.equal(history.at(-1).id, 205);
});

test('what is changed after it was added stays as it was', async (t) => {
  const { add, origin } = await inspect(t);
  const made = exchange(1);
  add(made);
  made.behavior = 'another';
  const [history] = await (await fetch(`${origin}/__edge/exchanges`)).json();
  assert.equal(history.behavior, '/api/media/status');
});

test('a replay gives the exchange to the edge, and tells the new id', async (t) => {
  /** @type {Exchange[]} */
  const replayed = [];
  const { add, origin } = await inspect(t, async (made) => {
    replayed.push(made);
    return 18;
  });
  add(exchange(17));
  const headers = { Origin: origin };
  const response = await fetch(`${origin}/__edge/replay?id=17`, { method: 'POST', headers });
  assert.deepEqual(await response.json(), { id: 18 });
  assert.deepEqual(replayed, [exchange(17)]);
});

for (const query of ['?id=4', '?id=-1', '?id=1e0', '?id=', '']) {
  test(`a replay of ${query || 'nothing'}, which is not in the history, is a 404`, async (t) => {
    const { add, origin } = await inspect(t, never);
    add(exchange(1));
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    const response = await fetch(`${origin}/__edge/replay${query}`, { method: 'POST', headers });
    assert.equal(response.status, 404);
    assert.deepEqual(await response.json(), { error: 'This request is no longer in the history.' });
  });
}

test('a replay that fails says why', async (t) => {
  const { add, origin } = await inspect(t, () => Promise.reject(new Error('no edge')));
  add(exchange(1));
  const headers = { Origin: origin };
  const response = await fetch(`${origin}/__edge/replay?id=1`, { method: 'POST', headers });
  assert.equal(response.status, 502);
  assert.deepEqual(await response.json(), { error: 'Error: no edge' });
});

test('the path without its slash leads to the page', async (t) => {
  const { origin } = await inspect(t);
  const response = await fetch(`${origin}/__edge`);
  assert.equal(response.url, `${origin}/__edge/`);
  assert.equal(response.headers.get('content-type'), 'text/html; charset=UTF-8');
});

test('the page loads nothing that is not there', async (t) => {
  const { origin } = await inspect(t);
  const page = await (await fetch(`${origin}/__edge/`)).text();
  const links = [...page.matchAll(/(?:href|src)="([^"#:]+)"/g)].map(([, link]) => link);
  assert.ok(links.length >= 5);
  for (const link of links) {
    const response = await fetch(`${origin}/__edge/${link}`);
    assert.equal(response.status, 200, link);
    assert.match(String(response.headers.get('content-type')), /^text\/(css|javascript)/);
    await response.arrayBuffer();
  }
});

for (const path of [
  '/__edge/x',
  '/__edge/constructor',
  '/__edge/exchanges/',
  '/__edge/../api.json',
  '/__edge/local/start.js',
  '/__edge/local/inspector/page/../inspector.js',
  '/__edge/%2e%2e/start.js',
]) {
  test(`${path} is a 404 of the inspector's`, async (t) => {
    const { port } = await inspect(t);
    const { status, body } = await ask(port, path, { Host: 'localhost' });
    assert.equal(status, 404);
    assert.equal(body, 'The inspector has nothing at this path.\n');
  });
}

for (const path of ['/', '/__edges', '/__edge.js', '/x/__edge/', '/?/__edge/', '//__edge/']) {
  test(`${path} is not the inspector's`, async (t) => {
    const { port } = await inspect(t);
    const { body } = await ask(port, path, { Host: 'evil.example' });
    assert.equal(body, FUNCTION);
  });
}

for (const [method, path, allowed] of [
  ['POST', '', 'GET, HEAD'],
  ['DELETE', 'exchanges', 'GET'],
  ['POST', 'stream', 'GET'],
  ['GET', 'replay', 'POST'],
]) {
  test(`${method} is not for /__edge/${path}`, async (t) => {
    const { port } = await inspect(t, never);
    const { status, headers } = await ask(port, `/__edge/${path}`, { Host: 'localhost' }, method);
    assert.equal(status, 405);
    assert.equal(headers.allow, allowed);
  });
}
