/** Ten thousand requests at once, among them clients that leave and what is no HTTP. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { ANY_PATH } from '../../wrapper/emulator/behavior.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { createInspector } from '../../wrapper/inspector/inspector.js';
import { createEdge } from '../../wrapper/local/edge.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { EventType } from '../../wrapper/api/load.js' */

const CONNECTIONS = 500;
const REQUESTS_EACH = 20;

const MALFORMED = [
  'hello\r\n\r\n',
  'GET / HTTP/1.1\r\nHost edge\r\n\r\n',
  'GET /\x01 HTTP/1.1\r\nHost: edge\r\n\r\n',
  `GET / HTTP/1.1\r\nX-A: ${'b'.repeat(300_000)}\r\n\r\n`,
  '\x16\x03\x01\x02\x00\x01\x00',
];

const RESULT = {
  status: '200',
  headers: { 'cache-control': [{ value: 'max-age=1' }] },
  body: 'a'.repeat(1000),
};

const handler = () => new Promise((resolve) => setTimeout(resolve, 5, RESULT));

for (const eventType of /** @type {EventType[]} */ (['viewer-request', 'origin-request'])) {
  test(`${eventType}: all who stay are answered, and the edge goes on`, async (t) => {
    /** @type {string[]} */
    const log = [];
    const answer = createDistribution({
      behaviors: [{ ...ANY_PATH, functions: { [eventType]: { handler } } }],
      log: (line) => log.push(line),
    });
    const inspector = createInspector({ replay: async () => 0, distribution: answer });
    const edge = createEdge({
      answer,
      log: (line) => log.push(line),
      pages: inspector.pages,
    }).listen(0, '127.0.0.1');
    t.after(() => {
      inspector.close();
      edge.close();
      edge.closeAllConnections();
    });
    await once(edge, 'listening');
    const { port } = /** @type {AddressInfo} */ (edge.address());

    /** @param {number} i */
    const get = (i, connection = 'keep-alive') =>
      `GET /${i % 50}?a=${i} HTTP/1.1\r\nHost: edge\r\nConnection: ${connection}\r\n\r\n`;

    /** @param {number} i */
    async function stays(i) {
      const socket = connect(port, '127.0.0.1');
      for (let n = 1; n < REQUESTS_EACH; n++) socket.write(get(i * n));
      socket.write(get(i, 'close'));
      return (await text(socket)).split('HTTP/1.1 200 OK\r\n').length - 1;
    }

    /** @param {string} bytes @param {boolean} waits */
    async function sends(bytes, waits) {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      await once(socket, 'connect');
      socket.write(Buffer.from(bytes, 'latin1'));
      if (waits) await once(socket.resume(), 'close');
      else socket.resetAndDestroy();
    }

    const [answered] = await Promise.all([
      Promise.all(Array.from({ length: CONNECTIONS }, (_, i) => stays(i))),
      ...Array.from({ length: 200 }, (_, i) => sends(get(i), false)),
      ...Array.from({ length: 200 }, (_, i) => sends(MALFORMED[i % MALFORMED.length], true)),
    ]);
    assert.deepEqual(new Set(answered), new Set([REQUESTS_EACH]));
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);
    assert.deepEqual(log, []);
  });
}
