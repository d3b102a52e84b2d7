/** Requests as they are sent, redirects that are not followed, and servers that are not trusted. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { after, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { createClient } from '../../wrapper/verify/client.js';
import { askForRedirect } from '../../wrapper/verify/https.js';
import { createAuthority } from '../function/lambda/certificate.js';

/** @import { RequestListener, Server } from 'node:http' */

const GET = { method: 'GET', target: '/a?b=%20', headers: {} };

/** @param {RequestListener} listener */
const plain = (listener) => listen(createServer(listener), 'http');

/**
 * @param {Server} server
 * @param {string} protocol
 */
async function listen(server, protocol) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return new URL(`${protocol}://127.0.0.1:${port}`);
}

test('a target is sent as it is', async () => {
  const client = createClient(await plain(({ url }, response) => response.end(url)));
  const { body } = /** @type {any} */ (await client.send({ ...GET, target: '/a/../b?%6a=+' }));
  client.close();
  assert.equal(body, '/a/../b?%6a=+');
});

test('a compressed answer is decoded', async () => {
  const origin = await plain((_, response) => {
    response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('{"a":1}'));
  });
  const client = createClient(origin);
  const { body, headers } = /** @type {any} */ (await client.send(GET));
  client.close();
  assert.deepEqual([body, headers['content-encoding']], ['{"a":1}', 'br']);
});

test('a request says who sends it, because firewalls refuse those that do not', async () => {
  const client = createClient(
    await plain(({ headers }, response) => response.end(headers['user-agent'])),
  );
  const { body } = /** @type {any} */ (await client.send(GET));
  client.close();
  assert.equal(body, 'edge-lookup verify');
});

test('a redirect is not followed', async () => {
  let requests = 0;
  const origin = await plain((_, response) => {
    requests += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  const client = createClient(origin);
  const { status } = /** @type {any} */ (await client.send(GET));
  client.close();
  assert.deepEqual([status, requests], [302, 1]);
});

test('an answer whose end does not come has its time too', async () => {
  const client = createClient(await plain((_, response) => response.write('a')), {
    timeoutMs: 100,
  });
  assert.deepEqual(await client.send(GET), { failure: 'no answer within 0.1 s' });
  client.close();
});

test('a certificate that nobody vouches for is a line', async () => {
  const server = createSecureServer(createAuthority().issue('localhost'));
  const client = createClient(await listen(server, 'https'));
  const { failure } = /** @type {any} */ (await client.send(GET));
  client.close();
  assert.match(failure, /^no answer \([A-Z_]+: .*certificate.*\)$/);
});

test('a host that is not there is a line', async () => {
  const client = createClient(new URL('https://nobody.invalid'));
  const { failure } = /** @type {any} */ (await client.send(GET));
  client.close();
  assert.match(failure, /^no answer \(E[A-Z_]+: .*nobody\.invalid\)$/);
});

test('a redirect from http to https is right', async () => {
  const location = 'https://site.example/a';
  const origin = await plain((_, response) => response.writeHead(301, { location }).end());
  const { outcome, said } = await askForRedirect(origin, '/a', location);
  assert.deepEqual([outcome, said], ['right', `301 ${location}`]);
});

test('http that is answered is wrong', async () => {
  const origin = await plain((_, response) => response.end('{}'));
  const { outcome, said } = await askForRedirect(origin, '/a', 'https://site.example/a');
  assert.deepEqual([outcome, said], ['wrong', 'expected 301 https://site.example/a, came 200']);
});
