/** The read of one Region when its connection, or what comes over it, is out of the ordinary. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { createDynamoDb } from '../../wrapper/function/dynamodb.js';
import { acceptAny } from '../support/reads.js';
import { createAuthority } from './lambda/certificate.js';

/** @import { RequestListener } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */
/** @import { TestContext } from 'node:test' */
/** @import { GetItem } from '../../wrapper/function/dynamodb.js' */

const ITEM = '{"Item":{"JobId":{"S":"j"}}}';
const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const MAX_SOCKETS = 50;
const DYNAMODB = new URL('../../wrapper/function/dynamodb.js', import.meta.url).href;

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

test('a body that comes in pieces is put together', async (t) => {
  const { getItem } = await dynamoDb(t, async (_, response) => {
    for (const letter of ITEM) {
      response.write(letter);
      await new Promise(setImmediate);
    }
    response.end();
  });
  assert.equal(await text(getItem), ITEM);
});

test('letters that are cut in two are put together', async (t) => {
  const item = Buffer.from('{"Item":{"JobId":{"S":"ビ"}}}');
  const cut = item.indexOf('ビ') + 1;
  const { getItem } = await dynamoDb(t, (_, response) => {
    response.write(item.subarray(0, cut), () => response.end(item.subarray(cut)));
  });
  assert.equal(await text(getItem), item.toString());
});

/** @type {[name: string, answer: RequestListener][]} */
const LOST = [
  ['before there is an answer', ({ socket }) => socket.destroy()],
  [
    'after half of a body that has its length',
    ({ socket }, response) => {
      response.writeHead(200, { 'content-length': ITEM.length });
      response.write(ITEM.slice(0, 9), () => socket.end());
    },
  ],
  [
    'after half of a body that comes in chunks',
    ({ socket }, response) => {
      response.write(ITEM.slice(0, 9), () => socket.end());
    },
  ],
  [
    'by a reset in the middle of a body',
    ({ socket }, response) => {
      response.write(ITEM.slice(0, 9), () => socket.resetAndDestroy());
    },
  ],
];

for (const [name, answer] of LOST) {
  test(`a connection that is lost ${name} is an error of its own`, async (t) => {
    const { getItem } = await dynamoDb(t, answer);
    await assert.rejects(read(getItem), {
      code: 'ECONNRESET',
      suspect: 'connection',
      retryable: true,
    });
  });
}

test('a connection on which an answer was lost is not used again', async (t) => {
  const { getItem, requests } = await dynamoDb(t, ({ socket }, response) => {
    if (requests.length > 1) response.end(ITEM);
    else response.write(ITEM.slice(0, 9), () => socket.end());
  });
  await assert.rejects(read(getItem));
  assert.equal(await text(getItem), ITEM);
  assert.notEqual(requests[0].port, requests[1].port);
});

test('a response that is too long is not read to its end', async (t) => {
  /** @type {PromiseWithResolvers<number | undefined>} */
  const closed = Promise.withResolvers();
  const { getItem } = await dynamoDb(t, ({ socket }, response) => {
    response.on('close', () => closed.resolve(socket.bytesWritten));
    const chunk = Buffer.alloc(100_000, 'x');
    const more = () => {
      while (response.write(chunk));
    };
    response.on('drain', more);
    more();
  });
  await assert.rejects(read(getItem), { code: 'ResponseTooLarge', retryable: false });
  const written = Number(await closed.promise);
  // The rest is in buffers.
  assert.ok(written > 4_000_000 && written < 16_000_000, `${written} bytes`);
});

/** @type {[name: string, answer: RequestListener][]} */
const UNFINISHED = [
  ['there is no answer yet', () => {}],
  ['the body has begun', (_, response) => response.write(ITEM.slice(0, 9))],
];

for (const [name, answer] of UNFINISHED) {
  test(`an abort ends the request while ${name}`, async (t) => {
    const { getItem, arrived } = await dynamoDb(t, answer);
    const controller = new AbortController();
    const reading = read(getItem, controller.signal);
    const socket = await arrived;
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(reading, { code: 'TimeoutError', retryable: true });
    if (!socket.destroyed) await once(socket, 'close');
  });
}

test('an abort ends a request that waits for a connection', async (t) => {
  const { getItem, requests } = await dynamoDb(t, () => {});
  const others = new AbortController();
  const busy = Array.from({ length: MAX_SOCKETS }, () => read(getItem, others.signal));
  while (requests.length < MAX_SOCKETS) await new Promise(setImmediate);
  const controller = new AbortController();
  const reading = read(getItem, controller.signal);
  setTimeout(() => controller.abort(), 20);
  await assert.rejects(reading, { code: 'TimeoutError' });
  assert.equal(requests.length, MAX_SOCKETS);
  others.abort();
  await Promise.allSettled(busy);
});

test('what is aborted beforehand is not sent', async (t) => {
  const { getItem, requests } = await dynamoDb(t, (_, response) => response.end(ITEM));
  await assert.rejects(read(getItem, AbortSignal.abort()), { code: 'TimeoutError' });
  assert.equal(requests.length, 0);
});

test('an abort after the answer leaves the connection as it is', async (t) => {
  const { getItem, requests } = await dynamoDb(t, (_, response) => response.end(ITEM));
  for (let i = 0; i < 2; i++) {
    const controller = new AbortController();
    await read(getItem, controller.signal);
    await new Promise(setImmediate);
    controller.abort();
  }
  assert.equal(requests[0].port, requests[1].port);
});

test('a read may ask for a connection of its own, and leaves it to the next', async (t) => {
  const { getItem, requests } = await dynamoDb(t, (_, response) => response.end(ITEM));
  for (const fresh of [false, false, true, false]) {
    await read(getItem, undefined, fresh);
    await new Promise(setImmediate);
  }
  const [first, second, third, fourth] = requests.map(({ port }) => port);
  assert.equal(second, first);
  assert.notEqual(third, first);
  assert.equal(fourth, third);
});

test('a read with a connection of its own leaves alone those that are in use', async (t) => {
  /** @type {(() => void)[]} */
  const waiting = [];
  const { getItem } = await dynamoDb(t, (_, response) => {
    waiting.push(() => response.end(ITEM));
  });
  const reads = [read(getItem), read(getItem, undefined, true)];
  while (waiting.length < reads.length) await new Promise(setImmediate);
  for (const end of waiting) end();
  await Promise.all(reads);
});

test('a read over TLS may open a connection of its own', async (t) => {
  /** @type {(number | undefined)[]} */
  const ports = [];
  const authority = createAuthority();
  const server = createSecureServer(authority.issue('localhost'), ({ socket }, response) => {
    ports.push(socket.remotePort);
    response.end(ITEM);
  }).listen(0, '127.0.0.1');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, authority.ca]);
  t.after(() => setDefaultCACertificates(before));
  const { port } = /** @type {AddressInfo} */ (server.address());
  const place = { region: 'us-east-1', endpoint: `https://localhost:${port}` };
  const { getItem } = createDynamoDb({ ...place, credentials: KEYS });
  for (const fresh of [false, false, true, false]) {
    await read(getItem, undefined, fresh);
    await new Promise(setImmediate);
  }
  const [first, second, third, fourth] = ports;
  assert.deepEqual([second, fourth], [first, third]);
  assert.notEqual(third, first);
});

test('an abort ends the read while the server switches protocols', async (t) => {
  const { getItem } = await dynamoDb(t, ({ socket }) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');
  });
  await assert.rejects(read(getItem, AbortSignal.timeout(50)), { code: 'TimeoutError' });
});

test('an abort ends the read while there are no credentials yet', async () => {
  const credentials = () => new Promise(() => {});
  const { getItem } = createDynamoDb({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: /** @type {any} */ (credentials),
  });
  // It keeps the process alive, which nothing else does.
  const timer = setTimeout(() => {}, 5_000);
  await assert.rejects(read(getItem, AbortSignal.timeout(50)), { code: 'TimeoutError' });
  clearTimeout(timer);
});

test('the endpoint may have a path', async (t) => {
  const { getItem, requests } = await dynamoDb(
    t,
    (_, response) => response.end(ITEM),
    ({ port }) => `http://127.0.0.1:${port}/a/path?query#fragment`,
  );
  await read(getItem);
  assert.equal(requests[0].url, '/a/path/');
});

test('the endpoint may be an address of IPv6', { skip: !hasIpv6 }, async (t) => {
  const { getItem } = await dynamoDb(
    t,
    (_, response) => response.end(ITEM),
    ({ port }) => `http://[::1]:${port}`,
  );
  assert.equal(await text(getItem), ITEM);
});

test('an idle connection does not keep the process', async (t) => {
  const { endpoint } = await dynamoDb(t, (_, response) => response.end(ITEM));
  const script = `
    import { createDynamoDb } from ${JSON.stringify(DYNAMODB)};
    const endpoint = ${JSON.stringify(endpoint)};
    const credentials = ${JSON.stringify(KEYS)};
    const { getItem } = createDynamoDb({ region: 'us-east-1', endpoint, credentials });
    const { signal } = new AbortController();
    const accept = () => ({ type: 'respond', response: { status: '200', headers: {} } });
    await getItem('{}', { signal, accept });
    console.log('read');
  `;
  const options = { timeout: 10_000 };
  const args = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  assert.equal(stdout, 'read\n');
});

/**
 * A server in DynamoDB's place, what it was asked for by which connection, and the read of it.
 *
 * @param {TestContext} t
 * @param {RequestListener} answer
 * @param {(address: AddressInfo) => string} [urlOf]
 */
async function dynamoDb(t, answer, urlOf = ({ port }) => `http://127.0.0.1:${port}`) {
  /** @type {{ url?: string, port?: number }[]} */
  const requests = [];
  /** @type {PromiseWithResolvers<import('node:net').Socket>} */
  const first = Promise.withResolvers();
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    requests.push({ url: request.url, port: request.socket.remotePort });
    first.resolve(request.socket);
    answer(request, response);
  }).listen(0);
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  const endpoint = urlOf(/** @type {AddressInfo} */ (server.address()));
  const { getItem } = createDynamoDb({ region: 'us-east-1', credentials: KEYS, endpoint });
  return { getItem, requests, endpoint, arrived: first.promise };
}

/**
 * @param {GetItem} getItem
 * @param {AbortSignal} [signal]
 * @param {boolean} [fresh]
 */
function read(getItem, signal = AbortSignal.timeout(5_000), fresh = false) {
  return getItem('{}', { signal, accept: acceptAny, fresh });
}

/** @param {GetItem} getItem */
async function text(getItem) {
  return (await read(getItem)).response.body;
}
