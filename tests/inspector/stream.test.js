/** The inspector's stream: what a page gets, and what it may cost. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, take } from './events.js';
import { exchange, hit } from './exchanges.js';
import { inspect, startInspector } from './server.js';

test('a stream has what was before, then what comes', async (t) => {
  const { add, origin } = await inspect(t);
  add(exchange(1));
  const response = await fetch(`${origin}/__edge/stream`);
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=UTF-8');
  const events = eventsOf(response);
  const [hello, first] = await take(events, 2);
  assert.deepEqual([hello.event, first.event], ['hello', 'exchange']);
  assert.match(hello.data.instance, /^[\da-f-]{36}$/);
  assert.deepEqual(first.data, exchange(1));
  add(hit(2));
  const [second] = await take(events, 1);
  assert.deepEqual(second.data, hit(2));
});

test('a stream that goes on has what was missed, in whatever order the ids are', async (t) => {
  const { add, origin } = await inspect(t);
  for (const id of [1, 3, 2]) add(exchange(id));
  const [, first] = await take(eventsOf(await fetch(`${origin}/__edge/stream`)), 2);
  const headers = { 'Last-Event-ID': first.id };
  const events = await take(eventsOf(await fetch(`${origin}/__edge/stream`, { headers })), 3);
  assert.deepEqual(
    events.map(({ event, data }) => (event === 'hello' ? event : data.id)),
    ['hello', 3, 2],
  );
});

for (const id of ['00000000-0000-0000-0000-000000000000/1', 'nothing', '17', '/', '']) {
  test(`a stream that goes on from ${JSON.stringify(id)}, of another run, has all`, async (t) => {
    const { add, origin } = await inspect(t);
    add(exchange(1));
    const headers = { 'Last-Event-ID': id };
    const response = await fetch(`${origin}/__edge/stream`, { headers });
    const [, first] = await take(eventsOf(response), 2);
    assert.equal(first.data.id, 1);
  });
}

test('for a client that does not read, little is held', async (t) => {
  const { add, port, held } = await inspect(t);
  const socket = connect(port, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.write('GET /__edge/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await once(socket, 'readable');
  const made = exchange(1);
  const body = 'x'.repeat(100_000);
  for (let id = 1; id <= 500; id++) {
    add({ ...made, id, response: { ...made.response, body } });
    await sleep(0);
  }
  assert.ok(held() > 0);
  assert.ok(held() < 500_000, `${held()} bytes`);
});

test('a client that reads again after a while has the newest', async (t) => {
  const { add, port } = await inspect(t);
  const socket = connect(port, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.write('GET /__edge/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await once(socket, 'readable');
  const made = exchange(1);
  const body = 'x'.repeat(100_000);
  for (let id = 1; id <= 500; id++) {
    add({ ...made, id, response: { ...made.response, body } });
    await sleep(0);
  }
  let seen = '';
  for await (const chunk of socket) {
    seen = (seen + chunk).slice(-200_000);
    if (seen.includes('"id":500,')) break;
  }
  assert.match(seen, /"id":500,/);
});

test('a client that goes away costs nothing', async (t) => {
  const { add, port, origin } = await inspect(t);
  for (let i = 0; i < 3; i++) {
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /__edge/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await once(socket, 'readable');
    socket.resetAndDestroy();
    add(exchange(i));
  }
  assert.equal((await fetch(`${origin}/__edge/exchanges`)).status, 200);
});

test('closing ends the streams', async () => {
  const { stop, close, origin } = await startInspector();
  const events = eventsOf(await fetch(`${origin}/__edge/stream`));
  await take(events, 1);
  close();
  assert.equal((await events.next()).done, true);
  const late = eventsOf(await fetch(`${origin}/__edge/stream`));
  await take(late, 1);
  assert.equal((await late.next()).done, true);
  await stop();
});
