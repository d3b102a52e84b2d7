/**
 * What the local edge adds to a request over calling the handler directly: HTTP on a connection
 * that stays open, the event, the rules, the note for the inspector.
 */

import { once } from 'node:events';
import { connect } from 'node:net';
import { ANY_PATH } from '../wrapper/emulator/behavior.js';
import { createDistribution } from '../wrapper/emulator/distribution.js';
import { viewerRequestEvent } from '../wrapper/emulator/event.js';
import { viewerRequest } from '../wrapper/emulator/request.js';
import { createInspector } from '../wrapper/inspector/inspector.js';
import { createEdge } from '../wrapper/local/edge.js';

/** @import { EventType } from '../wrapper/api/load.js' */

const CALLS = 5_000;
const TARGET = '/api/media/status?job_id=c123456789012-smb6o7';
const HEAD = `GET ${TARGET} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\nUser-Agent: bench\r\n\r\n`;

const RESULT = {
  status: '200',
  headers: {
    'content-type': [{ key: 'Content-Type', value: 'application/json; charset=UTF-8' }],
    'cache-control': [{ key: 'Cache-Control', value: 'max-age=3600' }],
  },
  body: '{"success":true,"job_status":"PROGRESSING","progress_rate":37}',
};
const handler = async () => RESULT;

const request = viewerRequest({
  method: 'GET',
  target: TARGET,
  rawHeaders: ['Host', '127.0.0.1', 'Accept', '*/*', 'User-Agent', 'bench'],
  clientIp: '127.0.0.1',
});

console.log(`\nThe local edge, medians of ${CALLS} requests one after the other, in ms:\n`);
const direct = await median(async () => {
  viewerRequestEvent(request);
  await handler();
});
console.log(`  the handler called directly        ${direct.toFixed(3)}`);
for (const [eventType, what] of /** @type {[EventType, string][]} */ ([
  ['viewer-request', 'viewer-request'],
  ['origin-request', 'origin-request, from its cache'],
])) {
  const through = await throughEdge(eventType);
  const added = `adds ${(through - direct).toFixed(3)}`;
  console.log(`  ${what.padEnd(34)} ${through.toFixed(3)}, ${added}`);
}

/** @param {EventType} eventType */
async function throughEdge(eventType) {
  const answer = createDistribution({
    behaviors: [{ ...ANY_PATH, functions: { [eventType]: { handler } } }],
    log: console.error,
  });
  const inspector = createInspector({ replay: async () => 0, distribution: answer });
  const edge = createEdge({ answer, log: console.error, pages: inspector.pages });
  edge.listen(0, '127.0.0.1');
  await once(edge, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (edge.address());
  const socket = connect(port, '127.0.0.1').setNoDelay();
  const time = await median(async () => {
    socket.write(HEAD);
    await once(socket, 'data');
  });
  socket.destroy();
  inspector.close();
  edge.close();
  return time;
}

/**
 * The time of one call in milliseconds, after some that are not counted.
 *
 * @param {() => Promise<void>} call
 */
async function median(call) {
  const times = [];
  for (let i = 0; i < CALLS + 500; i++) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return times.slice(500).sort((a, b) => a - b)[CALLS / 2] ?? Number.NaN;
}
