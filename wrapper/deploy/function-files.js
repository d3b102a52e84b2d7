/** The function as Lambda gets it: the module that set-up has bundled, and what an API adds to it. */

import { readFileSync } from 'node:fs';

const PKG = new URL('../../pkg/', import.meta.url);

/** The module, the same for every API. It reads the other files beside it. */
const MODULE = 'edge-lookup.mjs';

/**
 * The files of the function.
 *
 * @param {import('../api/load.js').Api} api
 * @returns {Record<string, Uint8Array>} By name.
 */
export function functionFiles({ text, compiled, description }) {
  return {
    'api.bin': compiled,
    // For people to read.
    'api.json': Buffer.from(text),
    [MODULE]: read(`function/${MODULE}`),
    'edge_lookup_bg.wasm': read('edge/edge_lookup_bg.wasm'),
    'index.mjs': Buffer.from(entry(description.routes.map(({ name }) => name))),
  };
}

/**
 * What belongs beside the function: the licences of what it is made of, and the list of that, in CycloneDX.
 *
 * @returns {Record<string, Uint8Array>} By name.
 */
export function functionPapers() {
  return {
    'edge-lookup.licenses.txt': read('function/licenses.txt'),
    'edge-lookup.cdx.json': read('function/sbom.cdx.json'),
  };
}

/**
 * The module that exports the handlers by name. A route may be called as what JavaScript reserves,
 * so that only exports have their names.
 *
 * @param {string[]} routes
 */
function entry(routes) {
  const names = ['handler', ...routes];
  return [
    `import { handlers } from './${MODULE}';`,
    ...names.map((name, i) => `const handler${i} = handlers.${name};`),
    `export { ${names.map((name, i) => `handler${i} as ${name}`).join(', ')} };`,
    '',
  ].join('\n');
}

/** @param {string} file */
function read(file) {
  return readFileSync(new URL(file, PKG));
}
