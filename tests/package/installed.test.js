/**
 * The package alone: packed, installed in an empty folder, and used there by somebody who has nothing but
 * Node.js. Nothing is found by way of PATH but that.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { nodeProgram } from '../../scripts/node.js';
import { startDatabase } from '../../wrapper/local/database.js';
import { createAuthority } from '../function/lambda/certificate.js';
import { startDynamoDb } from '../function/lambda/dynamodb.js';
import { startFunction } from '../function/lambda/process.js';
import { unpack } from '../function/lambda/zip.js';
import { putItems, TABLES } from '../support/example.js';
import { node22Skip } from '../support/node22.js';
import { install } from './installed/install.js';
import { startLocal } from './installed/local.js';

const RUNTIMES = /** @type {const} */ ([
  { major: 22, skip: node22Skip() },
  { major: 24, skip: false },
]);
const ROUTE = 'mediaConvertInputFileToJobIdEdgeApi';
const LOOKUP = ['/api/media/job_id', 'input_file=Sintel.mov'];
const FOUND = '{"success":true,"job_id":"c123456789012-q1w8zt"}';
const HANDLER = `export const handler = async () => ({ status: '200', body: 'hello' });`;

/**
 * What a command prints. A new command has its line here.
 *
 * @type {[args: string[], printed: RegExp][]}
 */
const COMMANDS = [
  [['check'], /^api\.json is right: 2 routes over 2 tables in ap-northeast-1\n$/],
  [['invoke', 'events/job-id.json', '--route', ROUTE], /"status": "200"/],
  [['invoke', 'events/job-id.json', '--handler', 'hello.mjs'], /"body": "hello"/],
  [['build'], /^dist\/browser\/edge-lookup\.js +[\d,]+ bytes, compressed$/m],
  [['package'], /^dist\/edge-lookup\.zip +[\d,]+ bytes$/m],
  [['template'], /^dist\/template\.json expects dist\/edge-lookup\.zip as edge-lookup\//],
  ...['deploy', 'rollback', 'detach', 'logs'].map(
    /** @returns {[string[], RegExp]} */ (name) => [
      [name, '--help'],
      new RegExp(`^Usage: edge-lookup ${name} `),
    ],
  ),
];

const installed = install();
after(installed.remove);

const database = await startDatabase({ tables: TABLES });
await putItems(database);
const authority = createAuthority();
const certificate = authority.issue('*.ap-northeast-1.amazonaws.com');
const dynamodb = await startDynamoDb({ database: database.url, certificate });
after(async () => {
  await dynamodb[Symbol.asyncDispose]();
  await database.close();
});

for (const { major, skip } of RUNTIMES) {
  describe(`Node.js ${major}`, { skip }, () => {
    const program = nodeProgram(major);
    const cwd = projectFor(major);
    const env = { HOME: cwd, PATH: dirname(program), PORT: '0' };
    const run = (/** @type {string[]} */ ...args) =>
      spawnSync(installed.command, args, { cwd, env, encoding: 'utf8' });

    test('there is no cargo and no esbuild', () => {
      assert.equal(spawnSync('cargo', { env }).error?.message, 'spawnSync cargo ENOENT');
      assert(!readdirSync(join(installed.folder, 'node_modules')).includes('esbuild'));
    });

    for (const [args, printed] of COMMANDS) {
      test(`edge-lookup ${args.join(' ')}`, () => {
        const { status, stdout, stderr } = run(...args);
        assert.equal(status, 0, stderr);
        assert.match(stdout, printed);
      });
    }

    test('deploy --plan asks AWS, and says in one line that it cannot', () => {
      const nobody = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_EC2_METADATA_DISABLED: 'true' };
      const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
      const { status, stderr } = spawnSync(installed.command, ['deploy', '--plan'], {
        cwd,
        env: { ...env, ...nobody, ...keys, AWS_MAX_ATTEMPTS: '1' },
        encoding: 'utf8',
      });
      assert.equal(status, 1);
      assert.match(stderr, /^edge-lookup: [^\n]*127\.0\.0\.1:9[^\n]*\n$/m);
    });

    test('local answers from items.json, and serves page/ as it is', async (t) => {
      const origin = await startLocal(t, installed, [], { cwd, env });
      const [path, query] = LOOKUP;
      assert.equal(await (await fetch(`${origin}${path}?${query}`)).text(), FOUND);
      assert.equal(await (await fetch(`${origin}/`)).text(), '<script src="">');
      const picture = await fetch(`${origin}/__edge/page/style/dot.svg`);
      assert.equal(picture.headers.get('content-type'), 'image/svg+xml');
      assert.equal((await fetch(`${origin}/__edge/page/edge-lookup.js`)).status, 200);
      assert.equal((await fetch(`${origin}/__edge/`)).status, 200);
    });

    test('local runs a function of the user', async (t) => {
      const args = ['--handler', 'hello.mjs', '--trigger', 'origin-request'];
      const origin = await startLocal(t, installed, args, { cwd, env });
      assert.equal(await (await fetch(origin)).text(), 'hello');
    });

    test('build copies page/ as it is, beside the library that the package has', () => {
      run('build', '--api', 'https://example.com');
      const built = (/** @type {string} */ name) => contentOf(cwd, 'dist', 'browser', name);
      assert.equal(built('index.html'), '<script src="https://example.com">');
      assert.equal(built('style/dot.svg'), '<svg/>');
      assert.equal(built('edge-lookup.js'), contentOf(installed.own, 'pkg/browser/edge-lookup.js'));
      assert.match(built('edge-lookup.licenses.txt'), /^serde [\d.]+ \(MIT OR Apache-2\.0\)$/m);
    });

    test('the zip answers as Lambda runs it, with the very function of the package', async () => {
      run('package');
      const zip = readFileSync(join(cwd, 'dist', 'edge-lookup.zip'));
      assert(zip.length <= 150_000, `${zip.length} bytes`);
      const root = unpack(zip);
      try {
        assert.equal(
          contentOf(root, 'edge-lookup.mjs'),
          contentOf(installed.own, 'pkg/function/edge-lookup.mjs'),
        );
        const [uri, querystring] = LOOKUP;
        const request = { method: 'GET', uri, querystring, headers: {} };
        const runtime = { major, path: program };
        const destination = { port: dynamodb.port, ca: authority.ca };
        for (const handler of ['index.handler', `index.${ROUTE}`]) {
          await using running = await startFunction({ runtime, root, handler, destination });
          const response = JSON.parse(await running.invoke({ Records: [{ cf: { request } }] }));
          assert.equal(response.body, FOUND);
        }
      } finally {
        rmSync(root, { recursive: true });
      }
    });

    test('licences and bill of materials lie beside the zip', () => {
      run('package');
      const licenses = contentOf(cwd, 'dist', 'edge-lookup.licenses.txt');
      for (const name of ['@aws-sdk/client-dynamodb', 'regex-automata', 'rust-std']) {
        assert.match(licenses, new RegExp(`^${name} [\\d.]+ \\(`, 'm'));
      }
      const { bomFormat, components } = JSON.parse(contentOf(cwd, 'dist', 'edge-lookup.cdx.json'));
      assert.equal(bomFormat, 'CycloneDX');
      const urls = components.map((/** @type {any} */ { purl }) => purl.split('@')[0]);
      assert(urls.includes('pkg:cargo/regex-automata') && urls.includes('pkg:npm/mnemonist'));
    });
  });
}

test('on an older Node.js it says which one it needs', () => {
  const older = `Object.defineProperty(process, 'versions', { value: { node: '22.9.0' } })`;
  const imported = ['--import', `data:text/javascript,${encodeURIComponent(older)}`];
  const { status, stderr } = spawnSync(
    process.execPath,
    [...imported, installed.command, 'check'],
    { encoding: 'utf8' },
  );
  assert.equal(status, 1);
  assert.equal(stderr, 'edge-lookup: Node.js 22.9.0 is too old: install Node.js 22.12 or newer\n');
});

/**
 * A folder with an API, its items and events, a page, and a function of the user's own.
 *
 * @param {number} major
 */
function projectFor(major) {
  const folder = join(installed.folder, `node${major}`);
  const example = join(installed.own, 'examples', 'mediaconvert');
  for (const name of ['api.json', 'items.json', 'events']) {
    cpSync(join(example, name), join(folder, name), { recursive: true });
  }
  mkdirSync(join(folder, 'page', 'style'), { recursive: true });
  writeFileSync(join(folder, 'page', 'index.html'), '<script src="%API%">');
  writeFileSync(join(folder, 'page', 'style', 'dot.svg'), '<svg/>');
  writeFileSync(join(folder, 'hello.mjs'), HANDLER);
  return folder;
}

/** @param {string[]} path */
function contentOf(...path) {
  return readFileSync(join(...path), 'utf8');
}
