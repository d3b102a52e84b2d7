/**
 * `edge-lookup/browser`: the lookups of an API from a page, checked before they are sent by the
 * WebAssembly that answers them. See `index.d.ts` for the types.
 */

import init, { Validator } from '../../pkg/page/edge_lookup.js';
import { createLookup } from './lookup.js';
import { pick, queryOf } from './query.js';
import { byName } from './routes.js';
import { urlOf } from './url.js';
import { createWatch } from './watch.js';

/** @import { LookupApi } from './index.d.ts' */

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
  const routeOf = byName(config.routes);
  const base = baseUrl.replace(/\/+$/, '');

  /** @type {LookupApi['validate']} */
  const validate = (name, params) => {
    const { parameters } = routeOf(name);
    const sent = pick(
      params,
      parameters.map((it) => it.name),
    );
    return validator.validate(name, queryOf(sent));
  };

  /** @type {LookupApi['url']} */
  const url = (name, params) => {
    const refusal = validate(name, params);
    if (refusal !== null) throw new RangeError(refusal.message);
    return base + urlOf(routeOf(name), params);
  };

  const lookup = createLookup({ routeOf, validate, envelope: config.envelope, baseUrl: base });
  return { validate, url, lookup, watch: createWatch(lookup) };
}

/** @param {string} base64 */
function bytesOf(base64) {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    throw new Error('lookups.json is damaged: make it again with edge-lookup build');
  }
}
