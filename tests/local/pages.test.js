/** What the local edge serves besides the function's answers. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { after, before, test } from 'node:test';
import { isOfRoute, pagePaths, pagesOf } from '../../wrapper/local/pages.js';
import { createStaticFiles } from '../../wrapper/local/static-files.js';
import { descriptionOf, routeOf, text } from '../support/declared-route.js';
import { edgeOf } from '../support/edge.js';
import { API, PAGE } from '../support/example.js';

/** @import { TestContext } from 'node:test' */

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
  pages: createStaticFiles({
    base: '/own/',
    names: Object.keys(FILES),
    build: async () => {
      builds += 1;
      return FILES;
    },
    headers: { 'X-Own': 'yes' },
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
  ['/own/', 'text/html; charset=UTF-8', '<!doctype html>'],
  ['/own', 'text/html; charset=UTF-8', '<!doctype html>'],
  ['/own/?input_file=a', 'text/html; charset=UTF-8', '<!doctype html>'],
  ['/own/a.js', 'text/javascript; charset=UTF-8', 'export {};'],
  ['/own/a.wasm', 'application/wasm', '\0asm'],
]) {
  test(`${path} is served as ${type}`, async () => {
    const response = await fetch(`${origin}${path}`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), type);
    assert.equal(response.headers.get('x-own'), 'yes');
    assert.equal(await response.text(), body);
  });
}

for (const [method, path] of [
  ['GET', '/'],
  ['GET', '/a.js'],
  ['GET', '/own/b.js'],
  ['GET', '/owner/'],
  ['GET', '/own/a.js/'],
  ['GET', '/own/../package.json'],
  ['POST', '/own/'],
  ['OPTIONS', '/own/a.js'],
]) {
  test(`${method} ${path} reaches the function`, async () => {
    asked.length = 0;
    const response = await fetch(`${origin}${path}`, { method });
    assert.equal(response.status, 404);
    assert.deepEqual(asked, [new URL(path, origin).pathname]);
  });
}

test('HEAD has no body', async () => {
  const response = await fetch(`${origin}/own/a.js`, { method: 'HEAD' });
  assert.equal(response.headers.get('content-length'), '10');
  assert.equal(await response.text(), '');
});

test('what a browser has already is not sent again', async () => {
  const etag = (await fetch(`${origin}/own/a.js`)).headers.get('etag') ?? '';
  const response = await fetch(`${origin}/own/a.js`, { headers: { 'if-none-match': etag } });
  assert.equal(response.status, 304);
});

test('the files are made once', () => {
  assert.equal(builds, 1);
});

/** @type {[path: string, routes: string[], pageFolder: string | undefined, answer: string | number][]} */
const PLACES = [
  ['/', ['/films'], undefined, 'Routes of the local edge'],
  ['/?a=b', ['/films'], undefined, 'Routes of the local edge'],
  ['/', ['/films'], PAGE, 'MediaConvert jobs'],
  ['/', ['/{code}'], undefined, 404],
  ['/', ['/{code}'], PAGE, 404],
  ['/index.html', ['/films'], PAGE, 404],
  ['/lookups.json', ['/films'], PAGE, 404],
  ['/page.js', ['/films'], PAGE, 404],
  ['/__edge/routes/', ['/{code}'], PAGE, 'Routes of the local edge'],
  ['/__edge/routes', ['/films'], undefined, 'Routes of the local edge'],
  ['/__edge/routes/../../package.json', ['/films'], undefined, 404],
  ['/__edge/routes/package.json', ['/films'], undefined, 404],
  ['/__edge/page/', ['/{code}'], PAGE, 'MediaConvert jobs'],
  ['/__edge/page/', ['/films'], undefined, 404],
  ['/__edge/page/lookups.json', ['/films'], undefined, '"routes"'],
];

for (const [path, routes, pageFolder, expected] of PLACES) {
  const own = pageFolder === undefined ? '' : ' and a page of its own';
  test(`with the route ${routes}${own}, ${path} is ${expected}`, async (t) => {
    const response = await fetch((await serve(t, routes, { pageFolder })) + path);
    assert.equal(response.status, typeof expected === 'number' ? expected : 200);
    if (typeof expected === 'string') assert.ok((await response.text()).includes(expected));
  });
}

test('what a link to the page of its own says goes on to where it is', async (t) => {
  const site = await serve(t, ['/films'], { pageFolder: PAGE });
  const response = await fetch(`${site}/?job_id=a%20b`, { redirect: 'manual' });
  assert.equal(response.status, 307);
  assert.equal(response.headers.get('location'), '/__edge/page/?job_id=a%20b');
});

for (const path of [
  '/',
  '/__edge/routes/',
  '/__edge/routes/routes.json',
  '/__edge/page/lookups.json',
]) {
  test(`${path} answers loopback names only`, async (t) => {
    const site = await serve(t, ['/films'], {});
    assert.equal(await statusFor(site + path, 'example.com'), 403);
    assert.equal(await statusFor(site + path, 'localhost:8080'), 200);
  });
}

for (const [path, status] of Object.entries({ '/': 307, '/__edge/page/': 200 })) {
  test(`${path} of an API with its own page answers loopback names only`, async (t) => {
    const site = await serve(t, ['/films'], { pageFolder: PAGE });
    assert.equal(await statusFor(site + path, 'example.com'), 403);
    assert.equal(await statusFor(site + path, 'localhost:8080'), status);
  });
}

test('of items that a route reads alike one is offered, and at most eight', async (t) => {
  const items = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => ({
    table: 'T',
    item: { id: { S: `${id}` }, other: { S: `${Math.random()}` } },
  }));
  const site = await serve(t, ['/films'], { items });
  const { facts } = await (await fetch(`${site}/__edge/routes/routes.json`)).json();
  const ids = facts[0].samples.map((/** @type {any} */ { id }) => id);
  assert.deepEqual(ids, ['1', '2', '3', '4', '5', '6', '7', '8']);
});

for (const [routes, pageFolder, expected] of /** @type {const} */ ([
  [['/films'], undefined, { routes: '/' }],
  [['/films'], PAGE, { own: '/', routes: '/__edge/routes/' }],
  [['/{code}'], PAGE, { own: '/__edge/page/', routes: '/__edge/routes/' }],
])) {
  const own = pageFolder === undefined ? '' : ' and a page of its own';
  test(`with the route ${routes}${own}, pages are at ${Object.values(expected)}`, () => {
    const description = descriptionOf([routeOf(routes[0], 'T', [text('id', '{id}')])]);
    assert.deepEqual(pagePaths(description, pageFolder), expected);
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

/**
 * The pages of an API with these routes, and nothing else.
 *
 * @param {TestContext} t
 * @param {readonly string[]} paths
 * @param {Parameters<typeof pagesOf>[1]} options
 * @returns {Promise<string>} The origin.
 */
async function serve(t, paths, options) {
  const described = paths.map((path) => routeOf(path, 'T', [text('id', '{id}')]));
  const pages = pagesOf({ ...API, description: descriptionOf(described) }, options);
  const server = createServer(async (req, res) => {
    if (!(await pages(req, res))) res.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}`;
}

/**
 * @param {string} url
 * @param {string} host What the request says it is for.
 */
async function statusFor(url, host) {
  const sent = request(url, { headers: { host } }).end();
  /** @type {[import('node:http').IncomingMessage]} */
  const [response] = /** @type {any} */ (await once(sent, 'response'));
  response.resume();
  return response.statusCode;
}
