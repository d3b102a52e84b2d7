/**
 * `edge-lookup/browser`: the lookups of an API from a page, checked before they are sent by the
 * WebAssembly that answers them. See `index.d.ts` for the types.
 */

import init, { Validator } from '../../pkg/page/edge_lookup.js';
import { createLookup } from './lookup.js';
import { queryOf } from './query.js';
import { createWatch } from './watch.js';

/** @type {Promise<unknown> | undefined} One for the page, however many APIs it uses. */
let loading;

/** @type {typeof import('./index.d.ts').load} */
export async function load({ config, baseUrl = '', wasm } = /** @type {any} */ ({})) {
  if (!Array.isArray(config?.routes) || typeof config.compiled !== 'string') {
    throw new TypeError('load needs as config the lookups.json that edge-lookup build has made');
  }
  loading ??= init(wasm && { module_or_path: wasm }).catch((error) => {
    // What fails once, for want of a network, may not the next time.
    loading = undefined;
    throw error;
  });
  await loading;
  const validator = new Validator(bytesOf(config.compiled));
  const paths = new Map(config.routes.map(({ name, path }) => [name, path]));

  /** @type {import('./index.d.ts').LookupApi['validate']} */
  const validate = (path, params) => {
    // WebAssembly takes what it is given for text, and reads beyond what is none.
    if (typeof path !== 'string') throw new TypeError('validate needs a path');
    return validator.validate(path, queryOf(params));
  };
  const lookup = createLookup({
    paths,
    validate,
    isNotFound: (status, message) => validator.isNotFound(status, message),
    baseUrl: baseUrl.replace(/\/+$/, ''),
  });
  return { validate, lookup, watch: createWatch(lookup) };
}

/** @param {string} base64 */
function bytesOf(base64) {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    throw new Error('lookups.json is damaged: make it again with edge-lookup build');
  }
}
