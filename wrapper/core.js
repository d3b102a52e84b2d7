/** The core, the WebAssembly in `pkg/`, in Node.js. */

import { readFileSync } from 'node:fs';

/**
 * @typedef {import('../pkg/edge_lookup.js').Api} Api
 * @typedef {import('../pkg/edge_lookup.js').Answer} Answer
 * @typedef {import('../pkg/edge_lookup.js').Decision} Decision
 * @typedef {import('../pkg/edge_lookup.js').GetItem} GetItem
 * @typedef {import('../pkg/edge_lookup.js').Settings} Settings
 */

/**
 * @typedef {object} Core
 * @property {Settings} settings What the wrapper has to know of the configuration.
 * @property {Answer} lastResort The answer when the core itself has failed, made beforehand.
 * @property {(event: unknown, route?: string) => Promise<Decision>} decide
 *   Decides about a request: `Api.decide`. Rejects if the core fails.
 * @property {(read: GetItem, response?: Uint8Array) => Promise<Answer>} shape
 *   Answers with what became of a read: `Api.shape`. Rejects if the core fails.
 */

/** How many instances there have been in this process. */
let instances = 0;

/**
 * Loads the core. Where it fails, by a panic or by what else traps WebAssembly, the call rejects
 * and the next one gets a fresh instance: nothing can be built on what a trap leaves behind.
 *
 * @param {string} config The text of an `api.json`.
 * @param {URL} [pkg] The folder of the built WebAssembly.
 * @returns {Promise<Core>} Rejects with an error that names every mistake in the configuration.
 */
export async function loadCore(config, pkg = new URL('../pkg/', import.meta.url)) {
  const module = new WebAssembly.Module(readFileSync(new URL('edge_lookup_bg.wasm', pkg)));
  let api = instantiate();
  const { settings, lastResort } = describe(await api);
  return {
    settings,
    lastResort,
    decide: (event, route) => call((api) => api.decide(event, route)),
    shape: (read, response) => call((api) => api.shape(read, response)),
  };

  /** @returns {Promise<Api>} */
  async function instantiate() {
    // The glue belongs to one instance for ever; under another address it is another glue.
    const glue = await import(new URL(`edge_lookup.js?${instances++}`, pkg).href);
    glue.initSync({ module });
    return new glue.Api(config);
  }

  /**
   * @template T
   * @param {(api: Api) => T} use
   * @returns {Promise<T>}
   */
  async function call(use) {
    for (;;) {
      const current = api;
      try {
        const instance = await current;
        // Another call may have trapped it while this one waited for it.
        if (current === api) return use(instance);
      } catch (error) {
        if (current === api) api = instantiate();
        // Should that fail too, the next call learns of it and tries again.
        api.catch(() => {});
        throw error;
      }
    }
  }
}

/** @param {Api} api */
function describe(api) {
  const lastResort = api.lastResort();
  Object.freeze(lastResort.response);
  return { settings: api.settings(), lastResort: Object.freeze(lastResort) };
}
