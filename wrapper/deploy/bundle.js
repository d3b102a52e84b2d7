/** The function as Lambda gets it: one module, with the WebAssembly and the compiled API beside it. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const WRAPPER = fileURLToPath(new URL('..', import.meta.url));
const WASM = new URL('../../pkg/edge/edge_lookup_bg.wasm', import.meta.url);

/**
 * What the AWS SDK imports and the function does not need, and what it gets instead. The SDK imports it
 * statically, so it cannot be left out.
 */
const STAND_INS = {
  '@aws-sdk/credential-provider-node': standIn('credentials.js'),
  '@smithy/core/event-streams': standIn('event-streams.js'),
};

/**
 * Bundles the function.
 *
 * @param {import('../api/load.js').Api} api
 * @returns {Promise<Record<string, Uint8Array>>} The files by name.
 */
export async function bundle({ text, compiled, description }) {
  const { outputFiles } = await build({
    stdin: { contents: entry(description.routes.map(({ name }) => name)), resolveDir: WRAPPER },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    // The oldest Node.js that Lambda still runs.
    target: 'node22',
    mainFields: ['module', 'main'],
    alias: STAND_INS,
    write: false,
    logLevel: 'warning',
  });
  return {
    'api.bin': compiled,
    // For people to read.
    'api.json': Buffer.from(text),
    'edge_lookup_bg.wasm': readFileSync(WASM),
    'index.mjs': outputFiles[0].contents,
  };
}

/** @param {string} file */
function standIn(file) {
  return fileURLToPath(new URL(`stand-ins/${file}`, import.meta.url));
}

/**
 * The module that exports the handlers by name. A route may be called as what JavaScript reserves,
 * so that only exports have their names.
 *
 * @param {string[]} routes
 */
function entry(routes) {
  const names = ['handler', ...routes];
  return `
    import { handlers } from './function/entry.js';
    ${names.map((name, i) => `const handler${i} = handlers.${name};`).join('\n')}
    export { ${names.map((name, i) => `handler${i} as ${name}`).join(', ')} };
  `;
}
