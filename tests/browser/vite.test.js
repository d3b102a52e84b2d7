/** The npm package in a page that is built with Vite and typed with TypeScript. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { clientConfig } from '../../wrapper/browser/files.js';
import { launchChromium } from '../support/chromium.js';
import { API } from '../support/example.js';
import { files, serve } from './server.js';

const VITE = 'vite@8.3.8';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROJECT = join(ROOT, 'tests', 'browser', 'vite');

const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-vite-'));
/** @type {string[]} The names of the files in the package. */
let packed = [];

before(() => {
  cpSync(PROJECT, folder, { recursive: true });
  writeFileSync(join(folder, 'lookups.json'), JSON.stringify(clientConfig(API)));
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename, files }] = JSON.parse(run('npm', pack, ROOT));
  packed = files.map((/** @type {{ path: string }} */ { path }) => path);
  run('npm', ['install', '--no-audit', '--no-fund', join(folder, filename), VITE], folder);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('the package holds what it needs, and no tests', () => {
  for (const path of [
    'pkg/page/edge_lookup_bg.wasm',
    'pkg/page/edge_lookup.js',
    'pkg/edge/edge_lookup.factory.js',
    'pkg/compiler/edge_lookup_bg.wasm',
    'wrapper/browser/index.d.ts',
  ]) {
    assert(packed.includes(path), path);
  }
  assert.deepEqual(
    packed.filter((path) => /^(tests|bench|fuzz|target|dist|src|\.)/.test(path)),
    [],
  );
});

test('its types are those of TypeScript', () => {
  run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['--project', folder], folder);
});

test('it validates in the page that Vite has built', async () => {
  run('node', [join('node_modules', 'vite', 'bin', 'vite.js'), 'build'], folder);
  const server = await serve(files(built()));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    await page.waitForFunction(() => document.querySelector('output')?.textContent !== '');
    assert.deepEqual(JSON.parse((await page.textContent('output')) ?? ''), [
      {
        status: 422,
        message: 'Not exist parameter input_file.',
        parameter: 'input_file',
        code: 'parameter-blank',
      },
      null,
    ]);
  } finally {
    await browser.close();
    server.close();
  }
});

/** What Vite has made, by path. */
function built() {
  const dist = join(folder, 'dist');
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(names.map((name) => [name.slice(dist.length), readFileSync(name)]));
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 */
function run(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, `${error ?? ''}${stdout}${stderr}`);
  return stdout;
}
