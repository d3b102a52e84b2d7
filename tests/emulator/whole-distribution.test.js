/** A distribution as the AWS CLI prints it, with a folder as its origin and functions at its events. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { policies } from '../../wrapper/emulator/config/policies.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { distributionConfig } from '../../wrapper/emulator/distribution-config.js';
import { MANAGED_CACHE_POLICIES } from '../../wrapper/emulator/managed-policies.js';
import { folderOrigin } from '../../wrapper/emulator/origin/folder.js';
import { viewerRequest } from '../../wrapper/emulator/request.js';

/** @import { EdgeFunction } from '../../wrapper/emulator/behavior.js' */

const site = mkdtempSync(join(tmpdir(), 'edge-lookup-site-'));
after(() => rmSync(site, { recursive: true }));
mkdirSync(join(site, 'docs'));
writeFileSync(join(site, 'index.html'), '<p>home</p>');
writeFileSync(join(site, 'docs', 'index.html'), `<p>docs</p>${' '.repeat(2000)}`);
writeFileSync(join(site, '403.html'), '<p>ours</p>');

/** @type {Record<string, EdgeFunction>} */
const FUNCTIONS = {
  'arn:index:1': {
    handler: async ({ Records: [{ cf }] }) => {
      const { request } = cf;
      return { ...request, uri: request.uri.replace(/\/$/, '/index.html') };
    },
  },
  'arn:switch:3': {
    handler: async ({ Records: [{ cf }] }) => {
      const { request } = cf;
      request.origin.s3.domainName = 'beta.s3.amazonaws.com';
      request.headers.host = [{ key: 'Host', value: 'beta.s3.amazonaws.com' }];
      return { ...request, uri: '/index.html' };
    },
  },
  'arn:secure:2': {
    handler: async ({ Records: [{ cf }] }) => {
      cf.response.headers['x-frame-options'] = [{ key: 'X-Frame-Options', value: 'DENY' }];
      return cf.response;
    },
  },
};

const beta = mkdtempSync(join(tmpdir(), 'edge-lookup-beta-'));
after(() => rmSync(beta, { recursive: true }));
writeFileSync(join(beta, 'index.html'), '<p>beta</p>');

const list = (/** @type {unknown[]} */ ...Items) => ({ Quantity: Items.length, Items });
const behavior = (/** @type {object} */ more) => ({
  TargetOriginId: 'site',
  Compress: true,
  CachePolicyId: MANAGED_CACHE_POLICIES.CachingOptimized.id,
  ...more,
});
const CONFIG = {
  DefaultRootObject: 'index.html',
  Origins: list(
    { Id: 'site', DomainName: 'site.s3.amazonaws.com', S3OriginConfig: {} },
    { Id: 'beta', DomainName: 'beta.s3.amazonaws.com', S3OriginConfig: {} },
  ),
  DefaultCacheBehavior: behavior({}),
  CacheBehaviors: list(
    behavior({
      PathPattern: '/docs/*',
      LambdaFunctionAssociations: list(
        { EventType: 'origin-request', LambdaFunctionARN: 'arn:index:1' },
        { EventType: 'viewer-response', LambdaFunctionARN: 'arn:secure:2' },
      ),
    }),
    behavior({
      PathPattern: '/new/*',
      LambdaFunctionAssociations: list({
        EventType: 'origin-request',
        LambdaFunctionARN: 'arn:switch:3',
      }),
    }),
  ),
  CustomErrorResponses: list({
    ErrorCode: 403,
    ResponsePagePath: '/403.html',
    ResponseCode: '404',
    ErrorCachingMinTTL: 10,
  }),
};

const distribution = createDistribution({
  ...distributionConfig(JSON.stringify(CONFIG), {
    functionOf: (arn) => FUNCTIONS[arn],
    originOf: (id, settings) => folderOrigin(id === 'beta' ? beta : site, settings),
    policyOf: policies([]),
  }),
  log: assert.fail,
});

/** @param {string} target @param {string[]} rawHeaders */
async function get(target, ...rawHeaders) {
  const sent = { method: 'GET', target, rawHeaders, clientIp: '192.0.2.1' };
  const { status, headers, body } = await distribution(viewerRequest(sent));
  /** @type {Record<string, string>} */
  const header = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  return { status, body, header };
}

test('the default root object is there', async () => {
  const { status, body } = await get('/');
  assert.deepEqual([status, String(body)], [200, '<p>home</p>']);
});

test('a path of the other behavior is rewritten, compressed, cached and secured', async () => {
  const first = await get('/docs/', 'Accept-Encoding', 'br');
  assert.equal(first.status, 200);
  assert.equal(first.header['content-encoding'], 'br');
  assert.equal(first.header['x-cache'], 'Miss from cloudfront');
  assert.equal(first.header['x-frame-options'], 'DENY');
  const second = await get('/docs/', 'Accept-Encoding', 'br');
  assert.equal(second.header['x-cache'], 'Hit from cloudfront');
  assert.equal(second.header['x-frame-options'], 'DENY');
});

test('what is cached answers ranges and conditions', async () => {
  const { header } = await get('/index.html');
  assert.equal((await get('/index.html', 'If-None-Match', header.etag)).status, 304);
  const part = await get('/index.html', 'Range', 'bytes=3-6');
  assert.deepEqual([part.status, String(part.body)], [206, 'home']);
});

test('what S3 does not have is answered with the page for it', async () => {
  const { status, body } = await get('/nothing');
  assert.deepEqual([status, String(body)], [404, '<p>ours</p>']);
});

test('a function may take another origin of the distribution', async () => {
  const { status, body } = await get('/new/home');
  assert.deepEqual([status, String(body)], [200, '<p>beta</p>']);
});
