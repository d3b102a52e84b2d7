/** The npm package in pages that bundlers make, under a Content-Security-Policy, and in vitest. */

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { clientConfig } from '../../wrapper/browser/files.js';
import { launchChromium } from '../support/chromium.js';
import { API } from '../support/example.js';
import { ONLY_FULL } from '../support/full.js';
import { files, serve } from './server.js';

const VITE = 'vite@8.3.8';
const OLDER_VITES = ['vite@6.4.6', 'vite@7.3.8'];
const VITEST = 'vitest@5.1.1';
const WEBPACK = 'webpack@5.113.0';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROJECT = join(ROOT, 'tests', 'browser', 'bundled');

/** What a page needs to load WebAssembly; Vite adds styles of its own. */
const POLICY = "script-src 'self' 'wasm-unsafe-eval'";

/** What the pages show. */
const REFUSALS = [
  {
    status: 422,
    message: 'Not exist parameter input_file.',
    parameter: 'input_file',
    code: 'parameter-blank',
  },
  null,
];

const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-bundled-'));
const PACK = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
const [{ filename, files: list }] = JSON.parse(run('npm', PACK, ROOT));
/** The names of the files in the package. @type {string[]} */
const packed = list.map((/** @type {{ path: string }} */ { path }) => path);

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

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

for (const vite of [VITE, ...OLDER_VITES]) {
  describe(vite, { skip: vite !== VITE && ONLY_FULL }, () => {
    const project = join(folder, vite);
    before(() => install(project, vite));

    test('its types are those of TypeScript', () => {
      run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['--project', project], project);
    });

    test('it validates in the page that is built, under a Content-Security-Policy', async () => {
      run('node', [join('node_modules', 'vite', 'bin', 'vite.js'), 'build'], project);
      const server = await serve(files(built(join(project, 'dist')), POLICY));
      try {
        assert.deepEqual(await shown(`${server.origin}/index.html`), REFUSALS);
      } finally {
        server.close();
      }
    });

    test('it validates in the page that is being worked on', async () => {
      const args = [join('node_modules', 'vite', 'bin', 'vite.js'), '--host', '127.0.0.1'];
      const child = spawn('node', [...args, '--port', '0'], {
        cwd: project,
        env: { ...process.env, NO_COLOR: '1' },
      });
      try {
        const url = await urlOf(child);
        assert.deepEqual(await shown(url), REFUSALS);
      } finally {
        child.kill();
      }
    });
  });
}

test('it validates in the page that webpack has built, without being told where it is', async () => {
  const project = join(folder, 'webpack');
  install(project, WEBPACK);
  run('node', ['webpack.js'], project);
  const html = readFileSync(join(project, 'index.html'), 'utf8').replace('/main.ts', '/main.js');
  const all = { ...built(join(project, 'dist')), '/index.html': html };
  const server = await serve(files(all, POLICY));
  try {
    assert.deepEqual(await shown(`${server.origin}/index.html`), REFUSALS);
  } finally {
    server.close();
  }
});

test('it validates in vitest', { skip: ONLY_FULL }, () => {
  const project = join(folder, 'vitest');
  install(project, VITEST, VITE);
  run('node', [join('node_modules', 'vitest', 'vitest.mjs'), 'run'], project);
});

/**
 * Makes a project that has the package and these.
 *
 * @param {string} project
 * @param {string[]} packages
 */
function install(project, ...packages) {
  cpSync(PROJECT, project, { recursive: true });
  writeFileSync(join(project, 'lookups.json'), JSON.stringify(clientConfig(API)));
  const args = ['install', '--no-audit', '--no-fund', join(folder, filename), ...packages];
  run('npm', args, project);
}

/**
 * What a page shows.
 *
 * @param {string} url
 */
async function shown(url) {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector('output')?.textContent !== '');
    return JSON.parse((await page.textContent('output')) ?? '');
  } finally {
    await page.close();
  }
}

/**
 * Where Vite says that it listens.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
async function urlOf(child) {
  let said = '';
  for (;;) {
    const signal = AbortSignal.timeout(30_000);
    const [chunk] = await once(/** @type {any} */ (child.stdout), 'data', { signal });
    said += chunk;
    const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
    if (url !== undefined) return url;
  }
}

/**
 * What a bundler has made, by path.
 *
 * @param {string} dist
 */
function built(dist) {
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
