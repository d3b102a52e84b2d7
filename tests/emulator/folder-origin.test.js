/** A folder as an S3 bucket. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { CloudFrontError } from '../../wrapper/emulator/error.js';
import { folderOrigin } from '../../wrapper/emulator/origin/folder.js';
import { BODY_LIMIT_BYTES } from '../../wrapper/emulator/origin/origin.js';
import { Failure } from '../../wrapper/terminal.js';
import { requestHeaders } from './headers.js';

const parent = mkdtempSync(join(tmpdir(), 'edge-lookup-folder-'));
after(() => rmSync(parent, { recursive: true }));
const folder = join(parent, 'bucket');
const MODIFIED = new Date('2025-06-03T10:00:00.500Z');

/** @param {string} path @param {string} content */
function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  utimesSync(path, MODIFIED, MODIFIED);
}
write(join(parent, 'secret.txt'), 'secret');
write(join(parent, 'bucket-2', 'secret.txt'), 'secret');
write(join(folder, 'index.html'), '<p>Start');
write(join(folder, 'docs', 'index.html'), '<p>Docs');
write(join(folder, 'docs', '..notes', 'a b+c 日本.json'), '{}');
write(join(folder, 'v2', 'app.js'), 'run()');
write(join(folder, 'unknown.type-of-ours'), '?');
symlinkSync(join(parent, 'secret.txt'), join(folder, 'link-out.txt'));
symlinkSync(parent, join(folder, 'parent'));
symlinkSync(join(folder, 'v2'), join(folder, 'latest'));

const bucket = folderOrigin(folder);

/**
 * @param {string} uri
 * @param {{ method?: string, headers?: Record<string, string>, path?: string }} [options]
 */
async function get(uri, { method = 'GET', headers = {}, path } = {}) {
  const origin = structuredClone(bucket.settings);
  if (path !== undefined && origin.s3 !== undefined) origin.s3.path = path;
  const request = { method, uri, querystring: '', headers: requestHeaders(headers), origin };
  const response = await bucket.ask(request);
  return { ...response, text: String(response.body), header: new Map(response.headers) };
}

test('a file is an object', async () => {
  const { status, reason, headers, text } = await get('/index.html');
  assert.deepEqual({ status, reason, text }, { status: 200, reason: 'OK', text: '<p>Start' });
  assert.deepEqual(headers, [
    ['Last-Modified', 'Tue, 03 Jun 2025 10:00:00 GMT'],
    ['ETag', `"${createHash('md5').update('<p>Start').digest('hex')}"`],
    ['Accept-Ranges', 'bytes'],
    ['Content-Type', 'text/html'],
    ['Content-Length', '8'],
    ['Server', 'AmazonS3'],
  ]);
});

test('an object without a known type has the one of S3', async () => {
  const { header } = await get('/unknown.type-of-ours');
  assert.equal(header.get('Content-Type'), 'binary/octet-stream');
});

test('HEAD has the headers of GET, and no body', async () => {
  const [head, whole] = [await get('/index.html', { method: 'HEAD' }), await get('/index.html')];
  assert.deepEqual(head.headers, whole.headers);
  assert.equal(head.body.length, 0);
});

/** @type {[uri: string, text: string][]} */
const FOUND = [
  ['/docs/index.html', '<p>Docs'],
  ['/docs%2Findex.html', '<p>Docs'],
  ['/%69ndex.html', '<p>Start'],
  ['/docs/..notes/a%20b%2Bc%20%E6%97%A5%E6%9C%AC.json', '{}'],
  ['/docs/..notes/a b%2Bc 日本.json', '{}'],
  ['/docs/..notes/a+b%2bc+日本.json', '{}'],
  ['/latest/app.js', 'run()'],
];

for (const [uri, text] of FOUND) {
  test(`${uri} is found`, async () => assert.equal((await get(uri)).text, text));
}

const DENIED = [
  '/',
  '/absent.html',
  '/docs',
  '/docs/',
  '/index.html/',
  '/index.html/more',
  '//index.html',
  '/docs//index.html',
  '/./index.html',
  '/docs/../index.html',
  '/../secret.txt',
  '/..%2Fsecret.txt',
  '/%2e%2e/secret.txt',
  '/../bucket-2/secret.txt',
  '/link-out.txt',
  '/parent/secret.txt',
  '/index.html%00',
  `/${'a'.repeat(300)}`,
];

for (const uri of DENIED) {
  test(`${uri.slice(0, 40)} is denied as S3 denies it`, async () => {
    const { status, reason, header, text } = await get(uri);
    assert.deepEqual([status, reason], [403, 'Forbidden']);
    assert.equal(header.get('Content-Type'), 'application/xml');
    assert.match(
      text,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error><Code>AccessDenied<\/Code><Message>Access Denied<\/Message><RequestId>[\dA-F]{16}<\/RequestId><HostId>[\w+/=]+<\/HostId><\/Error>$/,
    );
  });
}

test('an escape that is wrong is refused', async () => {
  const { status, text } = await get('/100%');
  assert.equal(status, 400);
  assert.match(text, /<Code>InvalidURI<\/Code>/);
});

for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
  test(`${method} is not allowed`, async () => {
    const { status, header, text } = await get('/index.html', { method });
    assert.equal(status, 405);
    assert.equal(header.get('Allow'), 'GET, HEAD');
    assert.match(text, new RegExp(`<Code>MethodNotAllowed</Code>.*<Method>${method}</Method>`));
  });
}

test("the origin's path comes before the key", async () => {
  assert.equal((await get('/index.html', { path: '/docs' })).text, '<p>Docs');
});

test('an object that is known already is not sent', async () => {
  const { header } = await get('/index.html');
  const headers = { 'If-None-Match': String(header.get('ETag')) };
  for (const method of ['GET', 'HEAD']) {
    const { status, body } = await get('/index.html', { method, headers });
    assert.deepEqual([status, body.length], [304, 0]);
  }
});

test('a range of an object is sent alone', async () => {
  const { status, text } = await get('/index.html', { headers: { Range: 'bytes=3-' } });
  assert.deepEqual([status, text], [206, 'Start']);
});

test('a file that changes is another object', async () => {
  write(join(folder, 'changing.txt'), 'first');
  const first = await get('/changing.txt');
  write(join(folder, 'changing.txt'), 'second');
  const second = await get('/changing.txt');
  assert.deepEqual([first.text, second.text], ['first', 'second']);
  assert.notEqual(first.header.get('ETag'), second.header.get('ETag'));
});

test('a file that is larger than what is held here: 502', async () => {
  const path = join(folder, 'large.bin');
  write(path, '');
  truncateSync(path, BODY_LIMIT_BYTES + 1);
  await assert.rejects(get('/large.bin'), (error) => {
    assert(error instanceof CloudFrontError);
    assert.deepEqual([error.status, error.name], [502, 'OriginReadError']);
    assert.match(error.message, /large\.bin has a body of more than 268435456 bytes/);
    return true;
  });
});

test('events have it as an S3 origin', () => {
  assert.deepEqual(bucket.settings, {
    s3: {
      authMethod: 'origin-access-identity',
      customHeaders: {},
      domainName: 'amzn-s3-demo-bucket.s3.amazonaws.com',
      path: '',
      region: 'us-east-1',
    },
  });
});

for (const name of ['absent', 'bucket/index.html']) {
  test(`${name} is no folder`, () => {
    assert.throws(
      () => folderOrigin(join(parent, name)),
      (error) => {
        assert(error instanceof Failure);
        assert.equal(
          error.message,
          `there is no folder ${join(parent, name)}: an origin is a folder or a URL`,
        );
        return true;
      },
    );
  });
}
