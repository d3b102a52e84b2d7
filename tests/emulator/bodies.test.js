/** Bodies of requests: when they are read, and who goes away before the end. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { ANY_PATH } from '../../wrapper/emulator/behavior.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { viewerRequest } from '../../wrapper/emulator/request.js';
import { resend } from '../../wrapper/local/replay.js';
import { edgeOf } from '../support/edge.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

/** @param {CloudFrontRequestEvent} event */
const echo = async ({ Records: [{ cf }] }) => ({
  status: '200',
  body: cf.request.body?.data ?? '',
});

const post = (/** @type {() => Promise<Buffer>} */ body) =>
  viewerRequest({
    method: 'POST',
    target: '/',
    rawHeaders: ['Host', 'edge'],
    clientIp: '192.0.2.1',
    hasBody: true,
    body,
  });

/** @param {boolean} includeBody */
function distribution(includeBody) {
  const functions = { 'viewer-request': { handler: echo, includeBody } };
  return createDistribution({ behaviors: [{ ...ANY_PATH, functions }], log: assert.fail });
}

test('a body that nobody wants is not read', async () => {
  const { status } = await distribution(false)(post(assert.fail));
  assert.equal(status, 200);
});

test('a replay sends the body again', async () => {
  const answer = distribution(true);
  const { body, exchange } = await answer(post(async () => Buffer.from('hello')));
  assert.equal(String(body), 'aGVsbG8=');
  assert.equal(exchange.request.body, 'aGVsbG8=');
  /** @type {import('../../wrapper/emulator/exchange.js').Exchange | undefined} */
  let again;
  await resend(
    Object.assign(async (/** @type {any} */ request) => {
      const replayed = await answer(request);
      again = replayed.exchange;
      return replayed;
    }),
    exchange,
  );
  assert.equal(again?.response.body, 'aGVsbG8=');
});

test('of a long body the function gets more than the event in the inspector shows', async () => {
  const functions = {
    'origin-request': {
      handler: async (/** @type {CloudFrontRequestEvent} */ { Records: [{ cf }] }) => ({
        status: '200',
        body: String(cf.request.body?.data.length),
      }),
      includeBody: true,
    },
  };
  const answer = createDistribution({ behaviors: [{ ...ANY_PATH, functions }], log: assert.fail });
  const { exchange, body } = await answer(post(async () => Buffer.alloc(90_000)));
  assert.equal(String(body), '120000');
  const { event } = /** @type {any} */ (exchange.runs[0]);
  assert.match(event.Records[0].cf.request.body.data, /^A{65536}… \(120000 characters in all\)$/);
  assert.equal(exchange.request.body, undefined);
});

test('a viewer who leaves before the end of a body that is read does not stop the edge', async (t) => {
  /** @type {string[]} */
  const log = [];
  const functions = { 'viewer-request': { handler: echo, includeBody: true } };
  const edge = edgeOf({
    behaviors: [{ ...ANY_PATH, functions }],
    log: (line) => log.push(line),
  }).listen(0, '127.0.0.1');
  t.after(() => {
    edge.close();
    edge.closeAllConnections();
  });
  await once(edge, 'listening');
  const { port } = /** @type {AddressInfo} */ (edge.address());
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const bytes = 'POST / HTTP/1.1\r\nHost: edge\r\nContent-Length: 100\r\n\r\nabc';
  socket.write(bytes, () => socket.resetAndDestroy());
  await once(socket, 'close');
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'hello' });
  assert.equal(await answer.text(), 'aGVsbG8=');
  assert.deepEqual(log, []);
});
