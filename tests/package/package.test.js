/** What is in the zip file, and that it is the same wherever it is made. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { sep } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import { build } from 'esbuild';
import { bundleFunction } from '../../scripts/bundle/function.js';
import { ROOT } from '../../scripts/setup.js';
import { parseApi } from '../../wrapper/api/load.js';
import { packageFunction } from '../../wrapper/deploy/package.js';
import { startFunction } from '../function/lambda/process.js';
import { entriesOf, unpack } from '../function/lambda/zip.js';
import { CONFIG } from '../support/core.js';
import { API } from '../support/example.js';

const PACKAGING = new URL('../../wrapper/deploy/package.js', import.meta.url).href;
const EXAMPLE = new URL('../support/example.js', import.meta.url).href;
const BUILTIN = new Set(builtinModules.map((name) => `node:${name}`));

/** Names that a route may have and that mean something to JavaScript. */
const RESERVED = [
  ...['arguments', 'async', 'await', 'break', 'case', 'catch', 'class', 'const', 'constructor'],
  ...['continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum', 'eval', 'export'],
  ...['extends', 'false', 'finally', 'for', 'function', 'get', 'hasOwnProperty', 'if', 'import'],
  ...['in', 'instanceof', 'let', 'new', 'null', 'of', 'package', 'prototype', 'return', 'set'],
  ...['static', 'super', 'switch', 'this', 'throw', 'toJSON', 'toString', 'true', 'try', 'typeof'],
  ...['undefined', 'valueOf', 'var', 'void', 'while', 'with', 'yield'],
];

const built = packageFunction(API);
const root = unpack(built.zip);
const source = Buffer.from(built.files['edge-lookup.mjs']).toString();

after(() => rmSync(root, { recursive: true }));

test('it has the same bytes when it is made twice', () => {
  const { zip, sha256 } = packageFunction(API);
  assert(zip.equals(built.zip));
  assert.deepEqual(sha256, built.sha256);
});

test('it has the same bytes in other time zones and from another folder', () => {
  const script = `
    import { API } from ${JSON.stringify(EXAMPLE)};
    import { packageFunction } from ${JSON.stringify(PACKAGING)};
    process.stdout.write(packageFunction(API).sha256.toString('hex'));
  `;
  for (const TZ of ['UTC', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati']) {
    const made = evaluate(script, { cwd: tmpdir(), env: { ...process.env, TZ } });
    assert.equal(made, built.sha256.toString('hex'), TZ);
  }
});

test('it holds five files, in the order of their names', () => {
  const names = entriesOf(built.zip).map(({ name }) => name);
  const wasm = 'edge_lookup_bg.wasm';
  assert.deepEqual(names, ['api.bin', 'api.json', 'edge-lookup.mjs', wasm, 'index.mjs']);
});

test('its function is what the sources give', async () => {
  const { outputFiles } = await bundleFunction();
  assert.equal(source, outputFiles[0].text, 'npm run build bundles it again');
});

test('its files are as old as a zip file can be', () => {
  for (const { name, time } of entriesOf(built.zip))
    assert.equal(time, '1980-01-01 00:00:00', name);
});

test('everyone may read its files', () => {
  for (const { name, mode } of entriesOf(built.zip)) assert.equal(mode, 0o644, name);
});

test("its files' checksums are right", () => {
  for (const { name, checksum } of entriesOf(built.zip)) {
    assert.equal(checksum, crc32(built.files[name]), name);
  }
});

test('it is at most 150,000 bytes long', () => {
  assert(built.zip.length <= 150_000, `${built.zip.length}`);
});

test('api.json is in it as it is', () => {
  assert.equal(Buffer.from(built.files['api.json']).toString(), CONFIG);
});

test('its index.mjs imports the function, and nothing else', async () => {
  const imports = await importsOf(Buffer.from(built.files['index.mjs']).toString());
  assert.deepEqual(
    imports.map(({ path }) => path),
    ['./edge-lookup.mjs'],
  );
});

test("its module exports handler and the routes' names, and nothing else", () => {
  const names = built.api.description.routes.map(({ name }) => name);
  assert.deepEqual(exportsOf(root), ['handler', ...names].sort());
});

test('a route may be called as what JavaScript reserves', async () => {
  const api = parseApi(configOf(RESERVED));
  const reserved = unpack(packageFunction(api).zip);
  try {
    assert.deepEqual(exportsOf(reserved), ['handler', ...RESERVED].sort());
    for (const name of ['class', 'default', 'delete', 'constructor']) {
      // The event names no path: only the route's own handler knows whose parameter is absent.
      const event = { Records: [{ cf: { request: { method: 'GET', querystring: 'a=b' } } }] };
      const body = await bodyOf(reserved, name, event);
      assert.equal(body, `{"success":false,"message":"Not found parameter of_${name}."}`);
    }
  } finally {
    rmSync(reserved, { recursive: true });
  }
});

test('its function imports nothing but what Node.js has', async () => {
  const foreign = (await importsOf(source)).filter(({ path }) => !BUILTIN.has(path));
  assert.deepEqual(foreign, []);
});

test("of the SDK's ways to find credentials it has the environment only", () => {
  assert(source.includes('AWS_ACCESS_KEY_ID'));
  const traces = [
    'security-credentials',
    'getrolecredentials',
    'assumerole',
    'container_credentials',
  ];
  for (const trace of traces) assert(!source.toLowerCase().includes(trace), trace);
});

test('nothing in it tells where it was made', () => {
  for (const [name, content] of Object.entries(built.files)) {
    for (const folder of [homedir() + sep, ROOT]) {
      assert(!Buffer.from(content).includes(folder), `${name}: ${folder}`);
    }
  }
});

/**
 * An `api.json` with these routes.
 *
 * @param {string[]} names
 */
function configOf(names) {
  const { routes, ...config } = JSON.parse(CONFIG);
  const route = (/** @type {string} */ name) => {
    return { ...routes[0], name, path: `/${name}`, parameter: { name: `of_${name}` } };
  };
  return JSON.stringify({ ...config, routes: names.map(route) });
}

/**
 * What a handler answers to an event that needs no DynamoDB.
 *
 * @param {string} folder
 * @param {string} name
 * @param {unknown} event
 */
async function bodyOf(folder, name, event) {
  const runtime = { major: 24, path: process.execPath };
  const named = { root: folder, handler: `index.${name}` };
  await using running = await startFunction({ runtime, ...named, destination: { port: 0 } });
  return JSON.parse(await running.invoke(event)).body;
}

/**
 * What the unpacked module exports.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function exportsOf(folder) {
  const module = pathToFileURL(`${folder}/index.mjs`).href;
  const script = `
    const exported = await import(${JSON.stringify(module)});
    const names = Object.keys(exported).filter((name) => typeof exported[name] === 'function');
    if (names.length !== Object.keys(exported).length) throw new Error('not only functions');
    process.stdout.write(JSON.stringify(names));
  `;
  return JSON.parse(evaluate(script, { cwd: folder, env: {} }));
}

/**
 * What a module imports, and how.
 *
 * @param {string} contents
 */
async function importsOf(contents) {
  const { metafile } = await build({
    stdin: { contents },
    bundle: true,
    external: ['*'],
    format: 'esm',
    platform: 'node',
    metafile: true,
    write: false,
  });
  return Object.values(metafile.inputs).flatMap(({ imports }) => imports);
}

/**
 * What a module's code prints in a process of its own.
 *
 * @param {string} script
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
function evaluate(script, options) {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    ...options,
    encoding: 'utf8',
  });
}
