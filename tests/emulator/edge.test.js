import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';

import { edgeOf } from '../support/edge.js';

/** @import { RequestOptions } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */
/** @import { TestContext } from 'node:test' */
/** @import { CloudFrontRequest, CloudFrontRequestEvent } from 'aws-lambda' */
/** @import { Handler } from '../../wrapper/emulator/invoke.js' */

const OK = { status: '200', body: 'ok' };

/**
 * An edge that is closed at the end of the test.
 *
 * @param {TestContext} t
 * @param {Handler} handler
 * @param {number} [timeoutMs]
 */
async function edge(t, handler, timeoutMs) {
  /** @type {string[]} */
  const log = [];
  const server = edgeOf({ handler, log: (line) => log.push(line), timeoutMs });
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());

  /** @param {string} path @param {RequestOptions} [options] */
  async function get(path, options) {
    const req = request({ host: '127.0.0.1', port, path, agent: false, ...options }).end();
    const [res] = await once(req, 'response');
    const { statusCode, statusMessage, headers, rawHeaders } = res;
    return { statusCode, statusMessage, headers, rawHeaders, body: await buffer(res) };
  }

  /** What comes back for these bytes until the edge closes. @param {string} bytes */
  async function send(bytes) {
    const socket = connect(port, '127.0.0.1');
    socket.write(Buffer.from(bytes, 'latin1'));
    return (await buffer(socket)).toString('latin1');
  }

  return { port, log, get, send };
}

/** @param {CloudFrontRequestEvent} event */
const echo = async (event) => ({
  status: '200',
  body: JSON.stringify(event.Records[0].cf.request),
});

/** @param {Buffer | string} body @returns {CloudFrontRequest} */
const echoed = (body) => JSON.parse(String(body));

test('a generated response arrives as it is, with what CloudFront adds', async (t) => {
  /** @type {string[]} */
  const ids = [];
  const { get, log } = await edge(t, async (event) => {
    ids.push(event.Records[0].cf.config.requestId);
    return {
      status: '422',
      statusDescription: 'No Such Film',
      headers: { 'content-type': [{ key: 'Content-Type', value: 'text/plain' }] },
      body: '紹介',
    };
  });
  const { statusCode, statusMessage, headers, body } = await get('/');
  assert.equal(statusCode, 422);
  assert.equal(statusMessage, 'No Such Film');
  assert.equal(headers['content-type'], 'text/plain');
  assert.equal(headers['content-length'], '6');
  assert.equal(headers['x-cache'], 'LambdaGeneratedResponse from cloudfront');
  assert.equal(headers.via, '1.1 d111111abcdef8.cloudfront.net (CloudFront)');
  assert.deepEqual([headers['x-amz-cf-id']], ids);
  assert.equal(String(body), '紹介');
  assert.deepEqual(log, []);
});

test('a header is sent with the spelling of its key, or with initial capitals', async (t) => {
  const { get } = await edge(t, async () => ({
    status: '200',
    headers: {
      'x-own-spelling': [{ key: 'x-OWN-spelling', value: 'a' }],
      'x-no-key': [{ value: 'b' }],
    },
  }));
  const { rawHeaders } = await get('/');
  assert.deepEqual(rawHeaders.slice(0, 4), ['x-OWN-spelling', 'a', 'X-No-Key', 'b']);
});

test('a header with several values is sent several times', async (t) => {
  const { get } = await edge(t, async () => ({
    status: '200',
    headers: { 'set-cookie': [{ value: 'a=1' }, { value: 'b=2' }] },
  }));
  assert.deepEqual((await get('/')).headers['set-cookie'], ['a=1', 'b=2']);
});

test('a header value is sent in UTF-8', async (t) => {
  const handler = async () => ({ status: '200', headers: { 'x-a': [{ value: '紹介' }] } });
  const { headers } = await (await edge(t, handler)).get('/');
  assert.equal(Buffer.from(String(headers['x-a']), 'latin1').toString(), '紹介');
});

test('a base64 body is sent decoded', async (t) => {
  const handler = async () => ({ status: '200', bodyEncoding: 'base64', body: 'AP8=' });
  assert.deepEqual((await (await edge(t, handler)).get('/')).body, Buffer.from([0x00, 0xff]));
});

test('HEAD gets the headers of GET and no body', async (t) => {
  const { get } = await edge(t, async () => OK);
  const { headers, body } = await get('/', { method: 'HEAD' });
  assert.equal(headers['content-length'], '2');
  assert.equal(body.length, 0);
});

test('204 has neither body nor Content-Length', async (t) => {
  const { get } = await edge(t, async () => ({ status: '204' }));
  const { statusCode, headers, body } = await get('/');
  assert.equal(statusCode, 204);
  assert.equal(headers['content-length'], undefined);
  assert.equal(body.length, 0);
});

test('the handler gets a Lambda context', async (t) => {
  const { get } = await edge(t, async (_event, context) => ({
    status: '200',
    body: JSON.stringify({ ...context, ms: context.getRemainingTimeInMillis() }),
  }));
  const context = JSON.parse(String((await get('/')).body));
  assert.match(context.awsRequestId, /^[\da-f-]{36}$/);
  assert.equal(context.functionName, 'us-east-1.edge-lookup');
  assert.ok(context.ms > 0 && context.ms <= 5000);
});

test('a broken rule is a 502 that names rule, field and page, as does the log', async (t) => {
  const { get, log } = await edge(t, async () => ({
    status: '200',
    headers: { 'x-cache': [{ key: 'X-Cache', value: 'Hit' }] },
  }));
  const { statusCode, headers, body } = await get('/a?b');
  const reason =
    /headerIsNotDisallowed: headers\.x-cache .* \(https:\/\/docs\.aws\.amazon\.com\/\S+\)/;
  assert.equal(statusCode, 502);
  assert.equal(headers['x-cache'], 'LambdaValidationError from cloudfront');
  assert.match(String(body), /^502 LambdaValidationError\n/);
  assert.match(String(body), reason);
  assert.equal(log.length, 1);
  assert.match(log[0], /^502 GET \/a\?b LambdaValidationError /);
  assert.match(log[0], reason);
});

test('the 502 names every broken rule', async (t) => {
  const { get, log } = await edge(t, async () => ({ statusCode: 200, body: {} }));
  const body = String((await get('/')).body);
  assert.match(body, /statusIsPresent: .*use status/);
  assert.match(body, /bodyIsText: /);
  assert.equal(log.length, 2);
});

test('a handler that returns nothing is a 502', async (t) => {
  const { statusCode, body } = await (await edge(t, async () => undefined)).get('/');
  assert.equal(statusCode, 502);
  assert.match(String(body), /resultIsAResponse/);
});

test('a result is judged as the JSON that Lambda makes of it', async (t) => {
  const { get } = await edge(t, async () => new Map([['status', '200']]));
  const { statusCode, body } = await get('/');
  assert.equal(statusCode, 502);
  assert.match(String(body), /statusIsPresent/);
});

/** @type {[what: string, handler: Handler, said: RegExp][]} */
const FAILING = [
  ['rejects', () => Promise.reject(new TypeError('no\r\nitem')), /threw TypeError: no item \(/],
  [
    'throws',
    () => {
      throw new Error('boom');
    },
    /threw Error: boom \(/,
  ],
  ['rejects with a string', () => Promise.reject('boom'), /threw 'boom' \(/],
  ['rejects with nothing', () => Promise.reject(), /threw undefined \(/],
  ['returns what JSON cannot hold', async () => ({ status: 200n }), /threw TypeError: .*BigInt/],
];

for (const [what, handler, said] of FAILING) {
  test(`a handler that ${what} is a 503 that says so`, async (t) => {
    const { get, log } = await edge(t, handler);
    const { statusCode, headers, body } = await get('/');
    assert.equal(statusCode, 503);
    assert.equal(headers['x-cache'], 'LambdaExecutionError from cloudfront');
    assert.match(String(body), /^503 LambdaExecutionError\n/);
    assert.match(String(body), said);
    assert.match(String(body), /#http-503-lambda-execution-error\)/);
    assert.match(log[0], said);
  });
}

test('a handler that never answers is a 503', async (t) => {
  const { get } = await edge(t, () => new Promise(() => {}), 50);
  const { statusCode, body } = await get('/');
  assert.equal(statusCode, 503);
  assert.match(String(body), /^503 LambdaLimitExceeded\n/);
});

test('UTF-8 bytes in the URL reach the handler as that text', async (t) => {
  const { send } = await edge(t, echo);
  const bytes = Buffer.from('/紹介?f=ビデオ').toString('latin1');
  const answer = await send(`GET ${bytes} HTTP/1.1\r\nHost: edge\r\nX-A: b \r\nX-A: c\r\n\r\n`);
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
  assert.match(answer, /\r\nConnection: close\r\n/);
  const text = Buffer.from(answer.split('\r\n\r\n')[1], 'latin1').toString();
  const { uri, querystring, headers } = echoed(text);
  assert.deepEqual([uri, querystring], ['/紹介', 'f=ビデオ']);
  assert.deepEqual(headers['x-a'], [
    { key: 'X-A', value: 'b' },
    { key: 'X-A', value: 'c' },
  ]);
});

test('URL bytes that are not UTF-8 reach the handler as ISO-8859-1 text', async (t) => {
  const { send } = await edge(t, echo);
  const answer = await send('GET /caf\xe9?f=\xe9 HTTP/1.1\r\nHost: edge\r\n\r\n');
  const { uri, querystring } = echoed(
    Buffer.from(answer.split('\r\n\r\n')[1], 'latin1').toString(),
  );
  assert.deepEqual([uri, querystring], ['/café', 'f=é']);
});

test('UTF-8 bytes in the URL of a later request on the connection work too', async (t) => {
  const { send, port } = await edge(t, echo);
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /a HTTP/1.1\r\nHost: edge\r\n\r\n');
  await once(socket, 'data');
  socket.write('GET /紹介 HTTP/1.1\r\nHost: edge\r\n\r\n');
  assert.match((await buffer(socket)).toString(), /"uri":"\/紹介"/);
  assert.match(
    await send('GET /b HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n'),
    /"uri":"\/b"/,
  );
});

test('an absolute-form target reaches the handler as path and query', async (t) => {
  const { get } = await edge(t, echo);
  const { uri, querystring } = echoed((await get('http://example.com/a?b=c')).body);
  assert.deepEqual([uri, querystring], ['/a', 'b=c']);
});

test('duplicate request headers reach the handler in order', async (t) => {
  const { send } = await edge(t, echo);
  const head = 'GET / HTTP/1.1\r\nHost: e\r\nConnection: close\r\nOrigin: a\r\norigin: b\r\n\r\n';
  assert.deepEqual(echoed((await send(head)).split('\r\n\r\n')[1]).headers.origin, [
    { key: 'Origin', value: 'a' },
    { key: 'origin', value: 'b' },
  ]);
});

test('POST with a body is answered', async (t) => {
  const { send } = await edge(t, echo);
  const head = 'POST / HTTP/1.1\r\nHost: e\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc';
  assert.equal(echoed((await send(head)).split('\r\n\r\n')[1]).method, 'POST');
});

test('a request of 30 KB is answered, as CloudFront answers it', async (t) => {
  const { get } = await edge(t, async () => OK);
  assert.equal((await get('/', { headers: { 'x-a': 'b'.repeat(30_000) } })).statusCode, 200);
});

/** @type {[what: string, bytes: string, status: number][]} */
const MALFORMED = [
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc', 400],
  ['a control character in the URL', 'GET /\x01 HTTP/1.1\r\nHost: edge\r\n\r\n', 400],
  ['raw URL bytes and a broken header', 'GET /\xe9 HTTP/1.1\r\nHost edge\r\n\r\n', 400],
  ['raw URL bytes and an incomplete head', 'GET /\xe9 HTTP/1.1\r\nHost: edge\r\n', 400],
  ['a space in a header name', 'GET / HTTP/1.1\r\nX A: b\r\n\r\n', 400],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['headers of 300 KB', `GET / HTTP/1.1\r\nHost: edge\r\nX-A: ${'b'.repeat(300_000)}\r\n\r\n`, 413],
];

for (const [what, bytes, status] of MALFORMED) {
  test(`${what} is answered ${status}, and the edge goes on`, async (t) => {
    const { get, send } = await edge(t, async () => OK);
    assert.match(await send(bytes), new RegExp(`^HTTP/1\\.1 ${status} `));
    assert.equal((await get('/')).statusCode, 200);
  });
}

test('clients that leave early do not stop the edge', async (t) => {
  const { get, port, log } = await edge(t, async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return OK;
  });
  for (const bytes of [
    'GE',
    'GET / HTTP/1.1\r\nHost: edge\r\n\r\n',
    'GET /\xe9 HTTP/1.1\r\nHost: edge\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: edge\r\nContent-Length: 100\r\n\r\nabc',
  ]) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(Buffer.from(bytes, 'latin1'), () => socket.resetAndDestroy());
    await once(socket, 'close');
  }
  assert.equal((await get('/')).statusCode, 200);
  assert.deepEqual(log, []);
});

test('a request with UTF-8 bytes behind one that is being answered does not stop the edge', async (t) => {
  const { port } = await edge(t, async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return OK;
  });
  const socket = connect(port, '127.0.0.1');
  const get = (/** @type {string} */ path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  socket.write(get('/a') + get('/日本'));
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'close');
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);
});

test('a request that the function passes on is answered with what would be asked of an origin', async (t) => {
  const { get, log } = await edge(t, async (event) => {
    const { request } = event.Records[0].cf;
    return { ...request, uri: `${request.uri}index.html` };
  });
  const { statusCode, body } = await get('/a/?b=c');
  assert.equal(statusCode, 200);
  assert.match(String(body), /Here is none/);
  assert.match(
    String(body),
    /^GET https:\/\/example\.org\/a\/index\.html\?b=c\nx-forwarded-for: /im,
  );
  assert.deepEqual(log, []);
});
