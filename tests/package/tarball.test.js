/** What is in the package of npm, and nothing else. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { DOCUMENTS } from '../docs/documents.js';

const PACK = ['pack', '--json', '--dry-run', '--ignore-scripts'];
const [{ files, size, unpackedSize }] = JSON.parse(
  execFileSync('npm', PACK, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
);
/** @type {string[]} */
const packed = files.map((/** @type {{ path: string }} */ { path }) => path);
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** What is built: whatever a command needs, and what set-up makes of it. */
const BUILT = [
  'pkg/browser/edge-lookup.js',
  'pkg/browser/licenses.txt',
  'pkg/browser/sbom.cdx.json',
  'pkg/compiler/edge_lookup.js',
  'pkg/compiler/edge_lookup_bg.wasm',
  'pkg/compiler/licenses.txt',
  'pkg/compiler/sbom.cdx.json',
  'pkg/edge/edge_lookup.factory.js',
  'pkg/edge/edge_lookup_bg.wasm',
  'pkg/function/edge-lookup.mjs',
  'pkg/function/licenses.txt',
  'pkg/function/sbom.cdx.json',
  'pkg/page/edge_lookup.js',
  'pkg/page/edge_lookup_bg.wasm',
];

/** What is taken as it is, as patterns. */
const SOURCES = [
  ...['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE-*', 'README*.md', 'SECURITY.md'],
  ...['api.schema.json', 'package.json', 'docs/*.md'],
  'docs/deploy-policy-regional.json',
  'docs/deploy-policy.json',
  // Of an example what the edge reads, without its page and its scripts.
  ...['examples/README.md', 'examples/*/README.md', 'examples/*/*.json', 'examples/*/events/*'],
  ...['examples/*/*.mjs', 'examples/*/site/**/*.*'],
  ...['wrapper/**/*.css', 'wrapper/**/*.html', 'wrapper/**/*.js', 'wrapper/browser/index.d.ts'],
];

/** One weighs as much as all documents: who reads them in the package sees what a picture is of. */
const PICTURE = /\.png$/;

/** One is only ever bundled, the others are the tests'. */
const NOT_PACKED = ['wrapper/function/entry.js', 'examples/edge-functions/*.json'];

test('it holds what its commands need, and nothing else', () => {
  const expected = [...BUILT, ...globSync(SOURCES, { cwd: ROOT, exclude: NOT_PACKED })];
  assert.deepEqual([...packed].sort(), expected.sort());
});

test('it is at most 900 kB, unpacked at most 2.9 MB', (t) => {
  t.diagnostic(`${packed.length} files, ${size} bytes packed, ${unpackedSize} bytes unpacked`);
  assert(size <= 900_000, `${size}`);
  assert(unpackedSize <= 2_900_000, `${unpackedSize}`);
});

for (const document of DOCUMENTS.filter(({ path }) => packed.includes(path))) {
  test(`the links in its ${document.path} lead to files that it holds`, () => {
    const files = document.targets
      .filter((target) => !/^(?:[a-z]+:|#)/.test(target) && !PICTURE.test(target))
      .map((target) => normalize(join(dirname(document.path), decodeURI(target).split('#')[0])));
    assert.deepEqual(
      files.filter((file) => !packed.includes(file)),
      [],
    );
  });
}

test('every package that it imports is a dependency, of an exact version', () => {
  const imports = packed
    .filter((path) => /^wrapper\/(?!browser\/page|inspector\/page).*\.js$/.test(path))
    .flatMap((path) => importsOf(readFileSync(`${ROOT}/${path}`, 'utf8')))
    // Of a checkout alone, which bundles the pages of its examples.
    .filter((name) => name !== 'esbuild');
  assert.deepEqual([...new Set(imports)].sort(), Object.keys(manifest.dependencies).sort());
  for (const version of Object.values(manifest.dependencies)) assert.match(version, /^\d[\d.]*$/);
});

/**
 * The packages that a module imports; its comments may name more, for types.
 *
 * @param {string} source
 */
function importsOf(source) {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const found = code.matchAll(
    /(?<!')(?:from|import\() ?'((?:@[^/']+\/)?[^./'][^/':]*)(?:\/[^']*)?'/g,
  );
  return [...found].map(([, name]) => name);
}
