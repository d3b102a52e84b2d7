/** What pages of other origins may read of the answers, as a real browser decides it. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { browserFiles, clientConfig } from '../../wrapper/browser/files.js';
import { createHandlers } from '../../wrapper/function/handler.js';
import { createAuthority } from '../function/lambda/certificate.js';
import { launchChromium } from '../support/chromium.js';
import { testCore } from '../support/core.js';
import { edgeOf } from '../support/edge.js';
import { API as EXAMPLE } from '../support/example.js';
import { reading } from '../support/reads.js';
import { files, serve } from './server.js';

const ALLOWED = 'https://app.nightonly.com';
const OTHER = 'https://example.com';
const API = 'https://d111111abcdef8.cloudfront.net';
const JOB = Buffer.from('{"Item":{"JobId":{"S":"c123456789012-smb6o7"}}}');

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {{ close: () => void }[]} */
const servers = [];
/** @type {{ method?: string, headers: import('node:http').IncomingHttpHeaders }[]} */
const requests = [];
let isDynamoDbHealthy = true;

before(async () => {
  const authority = createAuthority();
  const hosts = [ALLOWED, OTHER, API].map((origin) => new URL(origin).host);
  const [pages, api] = await Promise.all([
    serve(files(await pageFiles()), authority.issue(...hosts.slice(0, 2))),
    serve(answer(), authority.issue(hosts[2])),
  ]);
  servers.push(pages, api);
  const rules = hosts.map(
    (host, i) => `MAP ${host}:443 127.0.0.1:${i < 2 ? pages.port : api.port}`,
  );
  browser = await launchChromium([`--host-resolver-rules=${rules.join(',')}`]);
  page = await browser.newPage({ ignoreHTTPSErrors: true });
});
beforeEach(() => {
  requests.length = 0;
  isDynamoDbHealthy = true;
});
after(async () => {
  await browser?.close();
  for (const server of servers) server.close();
});

describe('a page of an allowed origin', () => {
  before(() => page.goto(`${ALLOWED}/`));

  test('reads an answer', async () => {
    assert.deepEqual(await read('/api/media/job_id?input_file=a.mp4'), {
      status: 200,
      body: { success: true, job_id: 'c123456789012-smb6o7' },
    });
    assert.equal(requests[0].headers.origin, ALLOWED);
  });

  for (const [path, status, message] of /** @type {const} */ ([
    ['/api/media/job_id', 400, 'Not found parameter.'],
    ['/api/media/job_id?input_file=', 422, 'Not exist parameter input_file.'],
    ['/api/media', 404, 'No route matches.'],
  ])) {
    test(`reads why it gets ${status}`, async () => {
      assert.deepEqual(await read(path), { status, body: { success: false, message } });
    });
  }

  test('reads that DynamoDB fails', async () => {
    isDynamoDbHealthy = false;
    assert.deepEqual(await read('/api/media/job_id?input_file=a.mp4'), {
      status: 503,
      body: { success: false, message: 'Service unavailable.' },
    });
  });

  test('may send headers of its own, after a preflight', async () => {
    const { status } = await read('/api/media/job_id?input_file=a.mp4', { 'x-request-id': '1' });
    assert.equal(status, 200);
    assert.deepEqual(
      requests.map(({ method }) => method),
      ['OPTIONS', 'GET'],
    );
    assert.equal(requests[0].headers['access-control-request-headers'], 'x-request-id');
  });

  test('looks up with the library', async () => {
    const result = await page.evaluate(
      async ({ config, baseUrl }) => {
        const { load } = await import(String('/edge-lookup.js'));
        const api = await load({ config, baseUrl });
        return api.lookup(config.routes[0].name, { input_file: 'a.mp4' });
      },
      { config: clientConfig(EXAMPLE), baseUrl: API },
    );
    assert.deepEqual(result, { ok: true, value: { job_id: 'c123456789012-smb6o7' } });
  });
});

describe('the library in a page', () => {
  before(() => page.goto(`${ALLOWED}/`));

  test('says that the edge failed', async () => {
    isDynamoDbHealthy = false;
    const result = await page.evaluate(
      async ({ config, baseUrl }) => {
        const { load } = await import(String('/edge-lookup.js'));
        const api = await load({ config, baseUrl });
        return api.lookup(config.routes[0].name, { input_file: 'a.mp4' });
      },
      // A slash too many is forgiven.
      { config: clientConfig(EXAMPLE), baseUrl: `${API}/` },
    );
    assert.partialDeepStrictEqual(result, {
      ok: false,
      // Retry-After is not for pages of another origin.
      error: { kind: 'unavailable', message: 'Service unavailable.', retryAfterMs: 0 },
    });
  });

  for (const [name, expression, expected] of [
    ['no configuration', 'load({})', /TypeError: load needs as config the lookups\.json/],
    [
      'a configuration that is damaged',
      "load({ config: { routes: [], compiled: btoa('edge-lookup client 2\\ndamaged') } })",
      /the compiled api\.json is damaged: compile it again/,
    ],
    [
      'a route that there is not',
      'api.validate(5, {})',
      /Error: no route 5: there are mediaConvert/,
    ],
    [
      'a URL that would be refused',
      'api.url(config.routes[0].name, {})',
      /RangeError: Not found parameter\./,
    ],
  ]) {
    test(`says what is wrong with ${name}`, async () => {
      const said = page.evaluate(
        async ({ config, expression }) => {
          const { load } = await import(String('/edge-lookup.js'));
          const api = await load({ config });
          const names = ['load', 'api', 'config'];
          return new Function(...names, `return ${expression}`)(load, api, config);
        },
        { config: clientConfig(EXAMPLE), expression },
      );
      await assert.rejects(said, { message: expected });
    });
  }
});

test('a page of another origin reads that it is not allowed', async () => {
  await page.goto(`${OTHER}/`);
  assert.deepEqual(await read('/api/media/job_id?input_file=a.mp4'), {
    status: 422,
    body: { success: false, message: 'ORIGIN is invalid.' },
  });
});

/**
 * What the page reads of the API.
 *
 * @param {string} path
 * @param {Record<string, string>} [headers]
 */
function read(path, headers = {}) {
  return page.evaluate(
    async ({ url, headers }) => {
      const response = await fetch(url, { headers });
      return { status: response.status, body: await response.json() };
    },
    { url: `${API}${path}`, headers },
  );
}

/** The function behind a local edge, without a DynamoDB. */
function answer() {
  const { handler } = createHandlers({
    core: testCore(),
    read: (...args) => reading(isDynamoDbHealthy ? JOB : undefined)(...args),
    log: () => {},
  });
  const edge = edgeOf({ handler, log: assert.fail });
  return (
    /** @type {import('node:http').IncomingMessage} */ request,
    /** @type {import('node:http').ServerResponse} */ response,
  ) => {
    requests.push(request);
    edge.emit('request', request, response);
  };
}

async function pageFiles() {
  const all = await browserFiles(EXAMPLE);
  return {
    '/edge-lookup.js': all['edge-lookup.js'],
    '/edge_lookup_bg.wasm': all['edge_lookup_bg.wasm'],
  };
}
