/** Writes what is the same for every API: the function and the library for pages, bundled. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PKG, ROOT } from '../folders.js';
import { bundleBrowser } from './browser.js';
import { bundleFunction } from './function.js';
import { licensesOf } from './licenses.js';
import { crateParts, npmPart, npmParts } from './parts.js';
import { sbomOf } from './sbom.js';

/** @import { Part } from './parts.js' */

/**
 * What is bundled: the folder in `pkg/`, the name of the module, what it is, the module of WebAssembly beside
 * it, and how it is made.
 */
const BUNDLES = /** @type {const} */ ([
  ['function', 'edge-lookup.mjs', 'The function that edge-lookup deploys', 'edge', bundleFunction],
  ['browser', 'edge-lookup.js', 'The library of edge-lookup for pages', 'page', bundleBrowser],
]);

/** Writes a folder for each bundle, and beside each what it is made of; beside the compiler too. */
export async function writeBundles() {
  for (const [name, file, title, wasm, bundle] of BUNDLES) {
    const { outputFiles, metafile } = await bundle();
    const folder = join(PKG, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), outputFiles[0].contents);
    await writePapers(folder, title, [...npmParts(metafile), ...crateParts(wasm)]);
  }
  await writePapers(join(PKG, 'compiler'), 'The compiler of edge-lookup', crateParts('compiler'));
}

/**
 * Writes the licences and the bill of materials.
 *
 * @param {string} folder
 * @param {string} title Of what is made of the parts.
 * @param {Part[]} parts
 */
async function writePapers(folder, title, parts) {
  const own = npmPart(ROOT);
  writeFileSync(join(folder, 'licenses.txt'), licensesOf(title, [own, ...parts]));
  writeFileSync(join(folder, 'sbom.cdx.json'), await sbomOf(title, own, parts));
}
