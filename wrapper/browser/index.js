/**
 * `edge-lookup/browser`: the lookups of an API from a page, checked before they are sent by the
 * WebAssembly that answers them. See `index.d.ts` for the types.
 */

import init, { Validator } from '../../pkg/edge_lookup.js';
import { createLookup } from './lookup.js';
import { createWatch } from './watch.js';

/** @type {Promise<unknown> | undefined} One for the page, however many APIs it uses. */
let wasm;

/** @type {typeof import('./index.d.ts').load} */
export async function load({ config, baseUrl = '' }) {
  if (!Array.isArray(config?.routes)) throw new TypeError('load needs a config: { routes: [ … ] }');
  wasm ??= init().catch((error) => {
    // What fails once, for want of a network, may not the next time.
    wasm = undefined;
    throw error;
  });
  await wasm;
  const validator = new Validator(JSON.stringify(config));
  const paths = new Map(config.routes.map(({ name, path }) => [name, path]));

  /** @type {import('./index.d.ts').LookupApi['validate']} */
  const validate = (path, params) => {
    // WebAssembly takes what it is given for text, and reads beyond what is none.
    if (typeof path !== 'string') throw new TypeError('validate needs a path');
    return validator.validate(path, new URLSearchParams(params).toString());
  };
  const lookup = createLookup({
    paths,
    validate,
    isNotFound: (status, message) => validator.isNotFound(status, message),
    baseUrl: baseUrl.replace(/\/+$/, ''),
  });
  return { validate, lookup, watch: createWatch(lookup) };
}
