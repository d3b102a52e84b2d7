/** The core (the WebAssembly in `pkg/edge/`) in Node.js. */

import createGlue from '../../pkg/edge/edge_lookup.factory.js';

/**
 * @typedef {import('../../pkg/edge/edge_lookup.js').Api} Api
 * @typedef {import('../../pkg/edge/edge_lookup.js').Answer} Answer
 * @typedef {import('../../pkg/edge/edge_lookup.js').Decision} Decision
 * @typedef {import('../../pkg/edge/edge_lookup.js').GetItem} GetItem
 * @typedef {import('../../pkg/edge/edge_lookup.js').Settings} Settings
 */

/**
 * @typedef {object} Core
 * @property {Settings} settings What the function needs to know of the API.
 * @property {Answer} lastResort The answer for when the core itself fails, made in advance.
 * @property {(event: unknown, route?: string) => Decision} decide
 *   `Api.decide`. Throws if the core fails.
 * @property {(read: GetItem, response?: Uint8Array) => Answer} shape
 *   `Api.shape`. Throws if the core fails.
 */

/**
 * Loads the core. If a call panics or traps, it throws, and the next call gets a fresh instance:
 * the memory that a trap leaves behind cannot be trusted.
 *
 * @param {object} options
 * @param {Uint8Array} options.compiled The compiled `api.json`.
 * @param {Uint8Array} options.wasm The built WebAssembly.
 * @param {typeof createGlue} [options.glue] The factory of its JavaScript side.
 * @returns {Core}
 * @throws {Error} If `compiled` is damaged, or of another version.
 */
export function loadCore({ compiled, wasm, glue = createGlue }) {
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
    return new Api(compiled);
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
