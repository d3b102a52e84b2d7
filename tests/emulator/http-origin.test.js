/** A server as an origin: what it is asked, and what becomes of its answers. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { CloudFrontError } from '../../wrapper/emulator/error.js';
import { askServer, httpOrigin } from '../../wrapper/emulator/origin/http.js';
import { BODY_LIMIT_BYTES } from '../../wrapper/emulator/origin/origin.js';
import { Failure } from '../../wrapper/terminal.js';
import { requestHeaders } from './headers.js';

/** @import { CloudFrontCustomOrigin, CloudFrontOrigin } from 'aws-lambda' */
/** @import { RequestListener, Server } from 'node:http' */
/** @import { AddressInfo, Server as TcpServer } from 'node:net' */
/** @import { TestContext } from 'node:test' */
/** @import { Origin, OriginRequest } from '../../wrapper/emulator/origin/origin.js' */

/**
 * @param {TestContext} t
 * @param {Server | TcpServer} server
 */
async function listening(t, server) {
  t.after(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return /** @type {AddressInfo} */ (server.address()).port;
}

/**
 * A server, the requests that it got, and its URL.
 *
 * @param {TestContext} t
 * @param {RequestListener} [answer]
 */
async function serve(t, answer = (_, res) => void res.end('hello')) {
  /** @type {{ method?: string, url?: string, rawHeaders: string[], body: string }[]} */
  const asked = [];
  const server = createServer(async (req, res) => {
    const { method, url, rawHeaders } = req;
    asked.push({ method, url, rawHeaders, body: String(await buffer(req)) });
    answer(req, res);
  });
  const port = await listening(t, server);
  return { asked, port, url: `http://127.0.0.1:${port}` };
}

/**
 * A server that sends these bytes, and closes.
 *
 * @param {TestContext} t
 * @param {string} bytes
 */
async function serveBytes(t, bytes) {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.from(bytes, 'latin1')));
  });
  return `http://127.0.0.1:${await listening(t, server)}`;
}

/**
 * @param {Origin} origin
 * @param {Partial<OriginRequest>} [request]
 */
function ask({ settings, ask }, request) {
  return ask({ ...GET, origin: structuredClone(settings), ...request });
}

const GET = { method: 'GET', uri: '/', querystring: '', headers: {} };

/**
 * Settings with some changed.
 *
 * @param {Origin} origin
 * @param {Partial<CloudFrontCustomOrigin & { responseCompletionTimeout: number }>} changes
 * @returns {CloudFrontOrigin}
 */
function changed({ settings: { custom } }, changes) {
  assert(custom !== undefined);
  return { custom: { ...custom, ...changes } };
}

test('it gets method, path, query string, headers and body as CloudFront sends them', async (t) => {
  const { asked, port, url } = await serve(t);
  await ask(httpOrigin(url), {
    method: 'POST',
    uri: '/a%20b//../%E6',
    querystring: 'q=%e6&q=+',
    headers: {
      accept: [{ key: 'aCCept', value: 'text/html' }],
      'x-list': [
        { key: 'X-List', value: 'one' },
        { key: 'X-List', value: 'zwö' },
      ],
      ...requestHeaders({
        'Content-Length': '99',
        'Transfer-Encoding': 'chunked',
        TE: 'trailers',
        Upgrade: 'h2c',
        'Keep-Alive': 'timeout=5',
        Connection: 'close',
        Expect: '100-continue',
      }),
    },
    body: Buffer.from('{"a":1}'),
  });
  const latin1 = (/** @type {string} */ text) => Buffer.from(text).toString('latin1');
  assert.deepEqual(asked, [
    {
      method: 'POST',
      url: '/a%20b//../%E6?q=%e6&q=+',
      rawHeaders: [
        ...['Host', `127.0.0.1:${port}`, 'aCCept', 'text/html'],
        ...['X-List', 'one', 'X-List', latin1('zwö')],
        ...['Content-Length', '7', 'Connection', 'Keep-Alive'],
      ],
      body: '{"a":1}',
    },
  ]);
});

test('a path that is not ASCII is sent in UTF-8', async (t) => {
  const server = createTcpServer((socket) => {
    socket.once('data', (bytes) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${bytes}`));
  });
  const url = `http://127.0.0.1:${await listening(t, server)}`;
  const { body } = await ask(httpOrigin(url), { uri: '/日本' });
  assert.match(String(body), /^GET \/日本 HTTP\/1\.1\r\n/);
});

test('GET without a body has no length, POST without one has length 0', async (t) => {
  const { asked, url } = await serve(t);
  for (const method of ['GET', 'DELETE', 'POST']) await ask(httpOrigin(url), { method });
  const lengths = asked.map(({ rawHeaders }) =>
    rawHeaders.filter((it) => /^(Content-Length|Transfer-Encoding|0)$/.test(it)),
  );
  assert.deepEqual(lengths, [[], [], ['Content-Length', '0']]);
});

test('the path of the URL is the path of the origin', async (t) => {
  const { asked, url } = await serve(t);
  const origin = httpOrigin(`${url}/prod/`);
  assert.equal(origin.settings.custom?.path, '/prod');
  await ask(origin, { uri: '/a' });
  await ask(origin, { uri: '/a', origin: changed(origin, { path: '/test' }) });
  assert.deepEqual(
    asked.map((request) => request.url),
    ['/prod/a', '/test/a'],
  );
});

test('where it stands for an origin, its path comes before the path of that', async (t) => {
  const { asked, url } = await serve(t);
  const settings = changed(httpOrigin('https://api.example.com/v1'), {});
  await ask(httpOrigin(`${url}/mock`, settings), { uri: '/a' });
  assert.equal(asked[0].url, '/mock/v1/a');
});

/** @param {{ rawHeaders: string[] }} asked */
const hostOf = ({ rawHeaders }) => rawHeaders[rawHeaders.indexOf('Host') + 1];

test("Host is the function's, unless it names the origin", async (t) => {
  const { asked, port, url } = await serve(t);
  const origin = httpOrigin(url, httpOrigin('https://api.example.com').settings);
  const hosts = ['www.example.com', 'api.example.com', 'API.example.com'];
  for (const Host of hosts) await ask(origin, { headers: requestHeaders({ Host }) });
  assert.deepEqual(asked.map(hostOf), [
    'www.example.com',
    `127.0.0.1:${port}`,
    `127.0.0.1:${port}`,
  ]);
});

test('custom headers are added, in place of those of the viewer', async (t) => {
  const { asked, url } = await serve(t);
  const origin = httpOrigin(url);
  const customHeaders = { 'X-KEY': [{ key: 'X-Key', value: 'ours' }] };
  await ask(origin, {
    headers: requestHeaders({ 'x-key': 'theirs' }),
    origin: changed(origin, { customHeaders }),
  });
  const { rawHeaders } = asked[0];
  assert.deepEqual(rawHeaders.slice(2, 4), ['X-Key', 'ours']);
  assert.equal(rawHeaders.includes('theirs'), false);
});

test('its response is passed on with the headers that frame it', async (t) => {
  const url = await serveBytes(
    t,
    'HTTP/1.1 404 Nicht gef\u00c3\u00bcnden\r\nX-A: 1\r\nx-a: \u00e6\u0097\u00a5\r\nX-Latin: \u00fc\r\nConnection: close\r\nKeep-Alive: timeout=5\r\nContent-Length: 4\r\n\r\ngone',
  );
  assert.deepEqual(await ask(httpOrigin(url)), {
    status: 404,
    reason: 'Nicht gefünden',
    headers: [
      ['X-A', '1'],
      ['x-a', '日'],
      ['X-Latin', 'ü'],
      ['Content-Length', '4'],
    ],
    body: Buffer.from('gone'),
  });
});

test('a chunked response is one body, and still called chunked', async (t) => {
  const { url } = await serve(t, (_, res) => {
    res.write('one ');
    res.end('two');
  });
  const { headers, body } = await ask(httpOrigin(url));
  assert.equal(String(body), 'one two');
  assert.equal(new Map(headers).get('Transfer-Encoding'), 'chunked');
});

test('HEAD has the length of what GET has, and no body', async (t) => {
  const { url } = await serve(t, (_, res) => {
    res.writeHead(200, { 'Content-Length': 5 }).end();
  });
  const { headers, body } = await ask(httpOrigin(url), { method: 'HEAD' });
  assert.equal(new Map(headers).get('Content-Length'), '5');
  assert.equal(body.length, 0);
});

test('a redirect is not followed', async (t) => {
  const { asked, url } = await serve(t, (_, res) => {
    res.writeHead(302, { Location: '/other' }).end();
  });
  const { status, headers } = await ask(httpOrigin(url));
  assert.deepEqual([status, new Map(headers).get('Location')], [302, '/other']);
  assert.equal(asked.length, 1);
});

test('a body that is compressed stays so', async (t) => {
  const zipped = gzipSync('hello');
  const { url } = await serve(t, (_, res) => {
    res.writeHead(200, { 'Content-Encoding': 'gzip' }).end(zipped);
  });
  assert.deepEqual((await ask(httpOrigin(url))).body, zipped);
});

test('events have a server with a name as a custom origin', () => {
  assert.deepEqual(httpOrigin('https://API.example.com').settings, {
    custom: {
      customHeaders: {},
      domainName: 'api.example.com',
      keepaliveTimeout: 5,
      path: '',
      port: 443,
      protocol: 'https',
      readTimeout: 30,
      sslProtocols: ['TLSv1.2'],
    },
  });
});

/** @type {[url: string, domainName: string, port: number, protocol: string][]} */
const SETTINGS = [
  ['http://localhost:3000', 'localhost', 3000, 'http'],
  ['http://api.example.com', 'api.example.com', 80, 'http'],
  ['http://127.0.0.1:3000', 'example.org', 3000, 'http'],
  ['https://[::1]:3000', 'example.org', 3000, 'https'],
];

for (const [url, domainName, port, protocol] of SETTINGS) {
  test(`events have ${url} as ${protocol}, ${domainName}, ${port}`, () => {
    const { custom } = httpOrigin(url).settings;
    assert.deepEqual(
      [custom?.domainName, custom?.port, custom?.protocol],
      [domainName, port, protocol],
    );
  });
}

/** @type {[url: string, message: RegExp][]} */
const REFUSED = [
  ['ftp://example.com', /^ftp:\/\/example\.com is not the URL of an origin: write http:/],
  ['example.com', /^example\.com is not the URL/],
  ['http://example.com/?a=1', /has a host, a port and a path, nothing else$/],
  ['http://user:secret@example.com', /nothing else$/],
  ['http://example.com:81', /the port of an origin is 80, 443, or from 1024 to 65535$/],
];

for (const [url, message] of REFUSED) {
  test(`${url} is refused`, () => {
    assert.throws(
      () => httpOrigin(url),
      (error) => {
        assert(error instanceof Failure);
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test('where the function names another server, that one is asked', async (t) => {
  const [first, other] = [await serve(t), await serve(t, (_, res) => void res.end('other'))];
  const origin = httpOrigin(first.url);
  const elsewhere = changed(origin, { domainName: 'localhost', port: other.port, path: '/x' });
  const { body } = await ask(origin, { uri: '/a', origin: elsewhere });
  assert.equal(String(body), 'other');
  assert.deepEqual([first.asked.length, other.asked[0].url], [0, '/x/a']);
  assert.equal(hostOf(other.asked[0]), `localhost:${other.port}`);
});

/**
 * @param {Promise<unknown>} answer
 * @returns {Promise<{ status: number, name: string, message: string }>}
 */
async function failure(answer) {
  const error = await answer.then(
    () => assert.fail('it answered'),
    (it) => it,
  );
  assert(error instanceof CloudFrontError, error);
  assert.doesNotMatch(error.message, /\n/);
  return error;
}

test('a server that is not there: 502', async (t) => {
  const server = createTcpServer();
  const port = await listening(t, server);
  server.close();
  await once(server, 'close');
  const { status, name, message } = await failure(ask(httpOrigin(`http://127.0.0.1:${port}`)));
  assert.deepEqual([status, name], [502, 'OriginConnectError']);
  assert.equal(
    message,
    `originAnswers: the origin http://127.0.0.1:${port} refuses connections: start it, or check the port (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html)`,
  );
});

test('a name without an address: 502', async () => {
  const { status, name, message } = await failure(ask(httpOrigin('http://absent.invalid')));
  assert.deepEqual([status, name], [502, 'OriginDnsError']);
  assert.match(message, /the origin http:\/\/absent\.invalid has a name without an address/);
});

test('what is no name of a server: 502', async () => {
  const origin = changed(httpOrigin('http://localhost'), { domainName: '[' });
  const { status, name } = await failure(askServer({ ...GET, origin }));
  assert.deepEqual([status, name], [502, 'OriginDnsError']);
});

test('HTTPS to a server of HTTP: 502', async (t) => {
  const { port } = await serve(t);
  const { status, name, message } = await failure(ask(httpOrigin(`https://127.0.0.1:${port}`)));
  assert.deepEqual([status, name], [502, 'OriginConnectError']);
  assert.match(message, /makes no TLS connection that CloudFront accepts/);
});

/** @type {[bytes: string, name: string][]} */
const BROKEN = [
  ['SSH-2.0-OpenSSH_9.6\r\n', 'OriginInvalidResponseError'],
  ['', 'OriginReadError'],
  ['HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel', 'OriginReadError'],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n', 'OriginReadError'],
  [
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n',
    'OriginInvalidResponseError',
  ],
  [
    'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n',
    'OriginInvalidResponseError',
  ],
];

for (const [bytes, name] of BROKEN) {
  test(`a response of ${JSON.stringify(bytes)}: 502`, { timeout: 5000 }, async (t) => {
    const error = await failure(ask(httpOrigin(await serveBytes(t, bytes))));
    assert.deepEqual([error.status, error.name], [502, name]);
  });
}

for (const [begun, write] of /** @type {[string, RequestListener][]} */ ([
  ['not begun', () => {}],
  ['begun', (_, res) => void res.writeHead(200, { 'Content-Length': 9 }).write('hel')],
])) {
  test(`a response that is ${begun} within the response timeout: 504`, async (t) => {
    const { url } = await serve(t, write);
    const origin = httpOrigin(url);
    const { status, name, message } = await failure(
      ask(origin, { origin: changed(origin, { readTimeout: 1 }) }),
    );
    assert.deepEqual([status, name], [504, 'OriginCommError']);
    assert.match(message, /sent nothing for 1 s, its response timeout .*http-504-gateway-timeout/);
  });
}

test('a body that is larger than what is held here: 502', async (t) => {
  const chunk = Buffer.alloc(16 * 1024 * 1024);
  const chunks = Array(BODY_LIMIT_BYTES / chunk.length + 1).fill(chunk);
  const { url } = await serve(t, (_, res) => void Readable.from(chunks).pipe(res));
  const { status, name, message } = await failure(ask(httpOrigin(url)));
  assert.deepEqual([status, name], [502, 'OriginReadError']);
  assert.match(message, /has a body of more than 268435456 bytes/);
});

test('a response that is not complete within the response completion timeout: 504', async (t) => {
  const { url } = await serve(t, (_, res) => {
    const dripping = setInterval(() => res.write('.'), 100);
    res.on('close', () => clearInterval(dripping));
  });
  const origin = httpOrigin(url);
  const settings = { responseCompletionTimeout: 1 };
  const { status, name, message } = await failure(
    ask(origin, { origin: changed(origin, settings) }),
  );
  assert.deepEqual([status, name], [504, 'OriginCommError']);
  assert.match(message, /took more than 1 s, its response completion timeout/);
});
