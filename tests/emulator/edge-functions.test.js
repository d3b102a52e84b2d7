/** The functions in `examples/edge-functions/`: their tables, and what a table cannot say. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { BUCKET, check, checkHeaders, FOLDER, namesOf, sendTo, tableOf } from './edge-functions.js';

/** @import { Origin } from '../../wrapper/emulator/origin/origin.js' */
/** @import { Generated } from '../../wrapper/emulator/response.js' */
/** @import { Send } from './edge-functions.js' */

for (const name of namesOf('json')) {
  describe(name, { concurrency: false }, () => {
    /** @type {Send} */
    let send;
    before(async () => {
      send = await sendTo(name);
    });

    for (const row of tableOf(name).requests) {
      test(`${row.name}: ${row.request}`, async () => check(row, await send(row)));
    }
  });
}

test('every function has a table', () => {
  assert.deepEqual(namesOf('mjs'), namesOf('json'));
});

test('the README lists every function with its triggers, and how to run it as in its table', () => {
  const readme = readFileSync(`${FOLDER}/README.md`, 'utf8');
  const rows = readme.matchAll(/^\| \[`(.+)\.mjs`\]\(\1\.mjs\) \| (.+?) \| .+ \| `(.+)` \|$/gm);
  const listed = [...rows].map(([, name, triggers, options]) => {
    return { name, triggers, options: options.replace(/ --header .+/, '') };
  });
  assert.deepEqual(listed.sort(byName), namesOf('mjs').map(listing).sort(byName));
});

for (const [random, variant, page] of /** @type {[number, string, string][]} */ ([
  [0.49, 'a', '/pricing.html'],
  [0.5, 'b', '/pricing-b.html'],
])) {
  for (const cookie of ['theme=dark', 'pricing=other']) {
    test(`ab-test draws ${variant} for a visitor with ${cookie}, and keeps it`, async (t) => {
      t.mock.method(Math, 'random', () => random);
      const send = await sendTo('ab-test');
      const requestHeaders = { Cookie: cookie };
      const { headers, exchange } = await send({ request: 'GET /pricing.html', requestHeaders });
      assert.equal(exchange.origin?.request.url, `${BUCKET}${page}`);
      const set = headers.filter(([name]) => name === 'Set-Cookie').map(([, value]) => value);
      assert.deepEqual(
        set.map((it) => it.split(';', 1)[0]),
        [`pricing=${variant}`],
      );
    });
  }
}

for (const [what, status, requestBody] of /** @type {[string, number, string | Buffer][]} */ ([
  ['of which a part is not shown', 413, form({}, ' '.repeat(40 * 1024))],
  ['that is not UTF-8', 400, Buffer.from(form({ message: 'é' }), 'latin1')],
  ['with an address of 255 characters', 422, form({ email: `${'a'.repeat(243)}@example.com` })],
  ['with a message of 5001 characters', 422, form({ message: 'a'.repeat(5001) })],
])) {
  test(`body-validation refuses a body ${what}`, async () => {
    const send = await sendTo('body-validation');
    const requestHeaders = { 'Content-Type': 'application/json' };
    const answer = await send({ request: 'POST /contact', requestHeaders, requestBody });
    assert.equal(answer.status, status);
    assert.equal(answer.exchange.origin, undefined);
  });
}

test('body-validation takes the longest address and message', async () => {
  const send = await sendTo('body-validation');
  const requestBody = form({
    email: `${'a'.repeat(242)}@example.com`,
    message: 'a'.repeat(5000),
  });
  const requestHeaders = { 'Content-Type': 'application/json' };
  const { status } = await send({ request: 'POST /contact', requestHeaders, requestBody });
  assert.equal(status, 200);
});

test('cors replaces what the origin allows', async () => {
  const origin = answering(200, [['Access-Control-Allow-Origin', '*']]);
  const send = await sendTo('cors', { origin });
  const { headers } = await send({ request: 'GET /news.json' });
  checkHeaders(headers, { 'Access-Control-Allow-Origin': null, Vary: 'Origin' });
});

test('cors keeps the Vary of the origin', async () => {
  const send = await sendTo('cors', { origin: answering(200, [['Vary', 'Accept-Language']]) });
  const { headers } = await send({ request: 'GET /news.json' });
  checkHeaders(headers, { Vary: 'Accept-Language, Origin' });
});

test('security-headers removes those that name the software', async () => {
  const send = await sendTo('security-headers', {
    origin: answering(200, [['X-Powered-By', 'PHP/8.4']]),
  });
  const { headers } = await send({ request: 'GET /index.php' });
  checkHeaders(headers, { 'X-Powered-By': null, 'X-Content-Type-Options': 'nosniff' });
});

test('origin-switch tells the cookie from one whose name ends alike', async () => {
  const send = await sendTo('origin-switch', { cacheKey: { cookies: 'all' } });
  const requestHeaders = { Cookie: 'old-release=beta' };
  const { exchange } = await send({ request: 'GET /index.html', requestHeaders });
  assert.equal(exchange.origin?.request.url, 'https://example.org/index.html');
});

test('error-page describes its own body, not that of the origin', async () => {
  const ofTheBody = { ETag: '"1"', 'Content-Encoding': 'gzip', 'Content-Language': 'de' };
  const origin = answering(503, [...Object.entries(ofTheBody), ['Retry-After', '120']]);
  const send = await sendTo('error-page', { origin });
  const { status, headers, body } = await send({ request: 'GET /index.html' });
  assert.equal(status, 503);
  checkHeaders(headers, {
    ETag: null,
    'Content-Encoding': null,
    'Content-Language': null,
    'Retry-After': '120',
  });
  assert.match(body.toString(), /Something went wrong at our end/);
});

test('error-page leaves it to a server to forbid', async () => {
  const send = await sendTo('error-page', { origin: answering(403, []) });
  const { status, body } = await send({ request: 'GET /index.html' });
  assert.equal(status, 403);
  assert.equal(body.toString(), 'of the origin');
});

/**
 * What the README says of a function.
 *
 * @param {string} name
 */
function listing(name) {
  const { functions, includeBody, origin } = tableOf(name);
  const options = Object.entries(functions).map(([eventType, exported]) => {
    return `--${eventType} ${name}.mjs${exported === 'handler' ? '' : `#${exported}`}`;
  });
  if (includeBody) options.push('--include-body');
  if (origin) options.push(`--origin ${origin}`);
  return { name, triggers: Object.keys(functions).join(', '), options: options.join(' ') };
}

/**
 * @param {{ name: string }} one
 * @param {{ name: string }} other
 */
function byName(one, other) {
  return one.name < other.name ? -1 : 1;
}

/**
 * A contact form in JSON.
 *
 * @param {object} members
 * @param {string} [spaces] Before its end.
 */
function form(members, spaces = '') {
  const json = JSON.stringify({ email: 'ada@example.com', message: 'Hello', ...members });
  return `${json.slice(0, -1)}${spaces}}`;
}

/**
 * A server that gives every request the same answer.
 *
 * @param {number} status
 * @param {Generated['headers']} headers
 * @returns {Origin}
 */
function answering(status, headers) {
  const custom = {
    customHeaders: {},
    domainName: 'www.example.com',
    keepaliveTimeout: 5,
    path: '',
    port: 443,
    protocol: /** @type {const} */ ('https'),
    readTimeout: 30,
    sslProtocols: ['TLSv1.2'],
  };
  const body = Buffer.from('of the origin');
  return { settings: { custom }, ask: async () => ({ status, reason: '', headers, body }) };
}
