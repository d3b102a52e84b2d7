/** What the local edge serves besides the function's answers. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { createPages, isOfRoute, pagesOf } from '../../wrapper/local/pages.js';
import { descriptionOf, routeOf, text } from '../support/declared-route.js';
import { edgeOf } from '../support/edge.js';
import { API } from '../support/example.js';

const FILES = {
  'index.html': Buffer.from('<!doctype html>'),
  'a.js': Buffer.from('export {};'),
  'a.wasm': Buffer.from([0, 97, 115, 109]),
};

let builds = 0;
/** @type {string[]} The paths that reached the function. */
const asked = [];
const edge = edgeOf({
  handler: async (event) => {
    asked.push(event.Records[0].cf.request.uri);
    return { status: '404', body: 'the function' };
  },
  log: assert.fail,
  pages: createPages(Object.keys(FILES), async () => {
    builds += 1;
    return FILES;
  }),
});
let origin = '';

before(async () => {
  edge.listen(0, '127.0.0.1');
  await once(edge, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (edge.address());
  origin = `http://127.0.0.1:${port}`;
});
after(() => {
  edge.close();
  edge.closeAllConnections();
});

for (const [path, type, body] of [
  ['/', 'text/html; charset=UTF-8', '<!doctype html>'],
  ['/?input_file=a', 'text/html; charset=UTF-8', '<!doctype html>'],
  ['/a.js', 'text/javascript; charset=UTF-8', 'export {};'],
  ['/a.wasm', 'application/wasm', '\0asm'],
]) {
  test(`${path} is served as ${type}`, async () => {
    const response = await fetch(`${origin}${path}`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), type);
    assert.equal(await response.text(), body);
  });
}

for (const [method, path] of [
  ['GET', '/b.js'],
  ['GET', '/api'],
  ['GET', '/a.js/'],
  ['GET', '/../package.json'],
  ['POST', '/'],
  ['OPTIONS', '/a.js'],
]) {
  test(`${method} ${path} reaches the function`, async () => {
    asked.length = 0;
    const response = await fetch(`${origin}${path}`, { method });
    assert.equal(response.status, 404);
    assert.deepEqual(asked, [new URL(path, origin).pathname]);
  });
}

test('HEAD has no body', async () => {
  const response = await fetch(`${origin}/a.js`, { method: 'HEAD' });
  assert.equal(response.headers.get('content-length'), '10');
  assert.equal(await response.text(), '');
});

test('what a browser has already is not sent again', async () => {
  const etag = (await fetch(`${origin}/a.js`)).headers.get('etag') ?? '';
  const response = await fetch(`${origin}/a.js`, { headers: { 'if-none-match': etag } });
  assert.equal(response.status, 304);
});

test('the files are made once', () => {
  assert.equal(builds, 1);
});

/** @type {[what: string, path: string, routes: string[], isPage: boolean][]} */
const SHADOWED = [
  ['beside other routes', '/lookups.json', ['/api/films', '/users/{id}'], true],
  ['of a route', '/lookups.json', ['/lookups.json'], false],
  ["that a route's parameter takes", '/lookups.json', ['/{code}'], false],
  ["deeper than a route's parameter", '/lookups.json', ['/{code}/info'], true],
];

for (const [what, path, routes, isPage] of SHADOWED) {
  test(`a path ${what} is ${isPage ? 'a page' : "the function's"}`, async () => {
    const described = routes.map((path) => routeOf(path, 'T', [text('id', '{id}')]));
    const pages = pagesOf({ ...API, description: descriptionOf(described) });
    const server = createServer(async (req, res) => {
      if (!(await pages(req, res))) res.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      assert.equal(response.status, isPage ? 200 : 404);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
}

for (const [path, isTaken] of /** @type {const} */ ([
  ['/', false],
  ['/users', false],
  ['/users/', true],
  ['/users/1', true],
  ['/users/1/orders', true],
])) {
  test(`${path} is ${isTaken ? '' : 'not '}a path of /users/{id}`, () => {
    const description = descriptionOf([routeOf('/users/{id}', 'T', [text('id', '{id}')])]);
    assert.equal(isOfRoute(description, path), isTaken);
  });
}
