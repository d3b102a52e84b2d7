/** The core, the WebAssembly in `pkg/`, in Node.js. */

import createGlue from '../pkg/edge_lookup.factory.js';

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
 * @property {(event: unknown, route?: string) => Decision} decide
 *   Decides about a request: `Api.decide`. Throws if the core fails.
 * @property {(read: GetItem, response?: Uint8Array) => Answer} shape
 *   Answers with what became of a read: `Api.shape`. Throws if the core fails.
 */

/**
 * Loads the core. Where it fails, by a panic or by what else traps WebAssembly, the call throws and
 * the next one gets a fresh instance: nothing can be built on what a trap leaves behind.
 *
 * @param {object} options
 * @param {string} options.config The text of an `api.json`.
 * @param {Uint8Array} options.wasm The built WebAssembly.
 * @param {typeof createGlue} [options.glue] What makes its JavaScript side.
 * @returns {Core}
 * @throws {Error} Which names every mistake in the configuration.
 */
export function loadCore({ config, wasm, glue = createGlue }) {
  const module = new WebAssembly.Module(/** @type {BufferSource} */ (wasm));
  /** @type {Api | undefined} */
  let api = instantiate();
  return {
    settings: api.settings(),
    lastResort: freeze(api.lastResort()),
    decide: (event, route) => call((api) => api.decide(event, route)),
    shape: (read, response) => call((api) => api.shape(read, response)),
  };

  function instantiate() {
    const { Api, initSync } = glue();
    initSync({ module });
    return new Api(config);
  }

  /**
   * @template T
   * @param {(api: Api) => T} use
   * @returns {T}
   */
  function call(use) {
    try {
      api ??= instantiate();
      return use(api);
    } catch (error) {
      api = undefined;
      throw error;
    }
  }
}

/** @param {Answer} answer */
function freeze(answer) {
  Object.freeze(answer.response);
  return Object.freeze(answer);
}
