import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';

import { viewerRequestEvent } from '../../wrapper/emulator/event.js';
import { viewerRequest } from '../../wrapper/emulator/request.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { CloudFrontRequestEvent } from 'aws-lambda' */

const server = createServer((req, res) => {
  const { method = '', url: target = '', rawHeaders } = req;
  const sent = { method, target, rawHeaders, clientIp: '192.0.2.1' };
  server.emit('event', viewerRequestEvent(viewerRequest(sent)));
  res.end();
});

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

after(() => {
  server.close();
  server.closeAllConnections();
});

/**
 * The event that a request becomes, one character a byte.
 *
 * @param {string} head
 * @returns {Promise<CloudFrontRequestEvent['Records'][0]['cf']>}
 */
async function eventOf(head) {
  const { port } = /** @type {AddressInfo} */ (server.address());
  const socket = connect(port, '127.0.0.1');
  socket.end(Buffer.from(`${head}\r\n\r\n`, 'latin1'));
  const [event] = await once(server, 'event');
  socket.destroy();
  return event.Records[0].cf;
}

/** @param {string} target */
async function requestOf(target) {
  return (await eventOf(`GET ${target} HTTP/1.1\r\nHost: edge`)).request;
}

test('the event has every field that AWS documents for viewer-request', async () => {
  const { config, request } = await eventOf('GET /a?b=c HTTP/1.1\r\nHost: edge');
  assert.match(config.requestId, /^[\w-]{54}==$/);
  assert.deepEqual(config, {
    distributionDomainName: 'd111111abcdef8.cloudfront.net',
    distributionId: 'EDFDVBD6EXAMPLE',
    eventType: 'viewer-request',
    requestId: config.requestId,
  });
  assert.deepEqual(request, {
    clientIp: '192.0.2.1',
    headers: { host: [{ key: 'Host', value: 'edge' }] },
    method: 'GET',
    querystring: 'b=c',
    uri: '/a',
  });
});

test('every event has its own requestId', async () => {
  const [a, b] = [await eventOf('GET / HTTP/1.0'), await eventOf('GET / HTTP/1.0')];
  assert.notEqual(a.config.requestId, b.config.requestId);
});

/** @type {[target: string, uri: string, querystring: string][]} */
const TARGETS = [
  ['/', '/', ''],
  ['/a', '/a', ''],
  ['/a?', '/a', ''],
  ['/a?b', '/a', 'b'],
  ['/a?b=c?d', '/a', 'b=c?d'],
  ['//host/a', '//host/a', ''],
  ['/a/../b/./c', '/a/../b/./c', ''],
  ['/%E3%81%82?q=%e3%81%82+%2B%20', '/%E3%81%82', 'q=%e3%81%82+%2B%20'],
  ['/%zz?%', '/%zz', '%'],
  ['http://example.com/a?b=c', '/a', 'b=c'],
  ['HTTPS://user@example.com:8443/a', '/a', ''],
  ['http://example.com', '/', ''],
  ['http://example.com?b=c', '/', 'b=c'],
  ['/to?next=http://example.com/a?b', '/to', 'next=http://example.com/a?b'],
];

for (const [target, uri, querystring] of TARGETS) {
  test(`request target ${target} is uri ${uri} and querystring '${querystring}'`, async () => {
    const request = await requestOf(target);
    assert.deepEqual([request.uri, request.querystring], [uri, querystring]);
  });
}

test('OPTIONS * has uri /', async () => {
  const { request } = await eventOf('OPTIONS * HTTP/1.1\r\nHost: edge');
  assert.deepEqual([request.method, request.uri], ['OPTIONS', '/']);
});

test('UTF-8 bytes in a header value are handed over as that text', async () => {
  const bytes = Buffer.from('紹介').toString('latin1');
  const { request } = await eventOf(`GET / HTTP/1.1\r\nHost: edge\r\nX-File: ${bytes}`);
  assert.equal(request.headers['x-file'][0].value, '紹介');
});

test('bytes that are not UTF-8 are handed over as ISO-8859-1 text', async () => {
  const { request } = await eventOf('GET / HTTP/1.1\r\nHost: edge\r\nX-File: caf\xe9');
  assert.equal(request.headers['x-file'][0].value, 'café');
});

test('headers keep their spelling, their duplicates and their order', async () => {
  const { request } = await eventOf(
    'GET / HTTP/1.1\r\nHost: edge\r\nX-A: 1\r\naccept: b\r\nx-a: 2\r\nCookie: c=1\r\ncookie: d=2',
  );
  assert.deepEqual(request.headers, {
    host: [{ key: 'Host', value: 'edge' }],
    'x-a': [
      { key: 'X-A', value: '1' },
      { key: 'x-a', value: '2' },
    ],
    accept: [{ key: 'accept', value: 'b' }],
    cookie: [
      { key: 'Cookie', value: 'c=1' },
      { key: 'cookie', value: 'd=2' },
    ],
  });
});

test('a header called __proto__ is a header', async () => {
  const { request } = await eventOf('GET / HTTP/1.1\r\nHost: edge\r\n__proto__: a\r\n__proto__: b');
  assert.deepEqual(Object.keys(request.headers), ['host', '__proto__']);
  assert.equal(Object.getPrototypeOf(request.headers), Object.prototype);
  const event = JSON.parse(JSON.stringify(request.headers));
  assert.deepEqual(Object.entries(event)[1][1], [
    { key: '__proto__', value: 'a' },
    { key: '__proto__', value: 'b' },
  ]);
});

test('headers that CloudFront does not show to functions are left out', async () => {
  const { request } = await eventOf(
    'GET / HTTP/1.1\r\nHost: edge\r\nConnection: close\r\nX-Edge-Any: a\r\nX-Amz-Cf-Id: b\r\nVia: c',
  );
  assert.deepEqual(Object.keys(request.headers), ['host', 'via']);
});
