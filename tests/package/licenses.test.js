/** Whether the lists of licences and parts name what is in each module of WebAssembly that ships. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const PKG = new URL('../../pkg/', import.meta.url);

/** Each module with the folder of its lists. */
const MODULES = { compiler: 'compiler', edge: 'function', page: 'browser' };

for (const [module, folder] of Object.entries(MODULES)) {
  const wasm = readFileSync(new URL(`${module}/edge_lookup_bg.wasm`, PKG), 'latin1');
  // Panics name the file that they are in.
  const paths = wasm.matchAll(/([a-z][a-z\d_-]*)-(\d+\.\d+\.\d+[^/\0]{0,20})\/src\//g);
  const crates = new Set([...paths].map(([, name, version]) => `${name} ${version}`));

  test(`${module}: every crate that a panic names has its licence`, () => {
    assert(crates.size > 1, 'it names some');
    const licenses = readFileSync(new URL(`${folder}/licenses.txt`, PKG), 'utf8');
    const listed = new Set([...licenses.matchAll(/^(\S+ \S+) \(.+\)$/gm)].map(([, it]) => it));
    assert.deepEqual([...crates.difference(listed)], []);
  });

  test(`${module}: every crate that a panic names is a part`, () => {
    const { components } = JSON.parse(
      readFileSync(new URL(`${folder}/sbom.cdx.json`, PKG), 'utf8'),
    );
    const listed = components.map((/** @type {any} */ it) => `${it.name} ${it.version}`);
    assert.deepEqual([...crates.difference(new Set(listed))], []);
  });
}
