/** What the library in a real browser makes of an item that is not there, where that is a redirect. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';
import { browserFiles, clientConfig } from '../../wrapper/browser/files.js';
import { apiText } from '../support/api-text.js';
import { launchChromium } from '../support/chromium.js';
import { files, serve } from './server.js';

const API = parseApi(
  apiText({ routes: [{ name: 'link', notFound: { redirect: 'https://www.example.com/' } }] }),
);

/** @type {Awaited<ReturnType<typeof launchChromium>>} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** The page beside the API, the API elsewhere, and where that redirects to. @type {Awaited<ReturnType<typeof serve>>[]} */
let servers;
let visits = 0;

before(async () => {
  const built = await browserFiles(API);
  const serveFiles = files({
    '/edge-lookup.js': built['edge-lookup.js'],
    '/edge_lookup_bg.wasm': built['edge_lookup_bg.wasm'],
  });
  const target = await serve((_, response) => {
    visits += 1;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('{}');
  });
  /** @type {import('node:http').RequestListener} */
  const redirect = (_, response) => {
    response.writeHead(302, { location: target.origin, 'access-control-allow-origin': '*' }).end();
  };
  servers = [
    await serve((request, response) =>
      (request.url?.startsWith('/api/') ? redirect : serveFiles)(request, response),
    ),
    await serve(redirect),
    target,
  ];
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(`${servers[0].origin}/`);
});
after(async () => {
  await browser?.close();
  for (const server of servers ?? []) server.close();
});

for (const [index, where] of ['where the page is', 'elsewhere'].entries()) {
  test(`of an API ${where} it is not found, and the redirect is not followed`, async () => {
    const result = await page.evaluate(
      async ({ config, baseUrl }) => {
        const { load } = await import(String('/edge-lookup.js'));
        const api = await load({ config, baseUrl });
        return api.lookup('link', { id: 'x' });
      },
      { config: clientConfig(API), baseUrl: servers[index].origin },
    );
    assert.partialDeepStrictEqual(result, { ok: false, error: { kind: 'not-found', status: 302 } });
    assert.equal(visits, 0);
  });
}
