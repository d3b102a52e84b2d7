/** The core (the WebAssembly in `pkg/edge/`) in Node.js. */

import createGlue from '../../pkg/edge/edge_lookup.factory.js';

/**
 * @typedef {import('../../pkg/edge/edge_lookup.js').Api} Api
 * @typedef {import('../../pkg/edge/edge_lookup.js').EventType} EventType
 * @typedef {import('../../pkg/edge/edge_lookup.js').FrontDoor} FrontDoor
 * @typedef {import('../../pkg/edge/edge_lookup.js').Settings} Settings
 */

/**
 * @template {FrontDoor} [D=EventType]
 * @typedef {import('../../pkg/edge/edge_lookup.js').Answer<D>} Answer
 */

/**
 * @template {FrontDoor} [D=EventType]
 * @typedef {import('../../pkg/edge/edge_lookup.js').GetItem<D>} GetItem
 */

/**
 * @template {FrontDoor} [D=EventType]
 * @typedef {import('../../pkg/edge/edge_lookup.js').Decision<D>} Decision
 */

/** @typedef {{ Records: unknown }} CloudFrontEvent */

/**
 * @typedef {object} Core
 * @property {Settings} settings What the function needs to know of the API.
 * @property {Answer} lastResort The answer for when the core itself fails, made in advance, in
 *   CloudFront's form.
 * @property {Decide} decide `Api.decide`. Throws if the core fails.
 * @property {<D extends FrontDoor>(read: GetItem<D>, response?: Uint8Array) => Answer<D>} shape
 *   `Api.shape`. Throws if the core fails.
 * @property {(event: unknown) => Answer<FrontDoor>} lastResortFor `Api.lastResort`: the answer for when
 *   the core has failed, in the form of the event's front door; or else `lastResort`.
 */

/**
 * @typedef {{
 *   (event: CloudFrontEvent, route?: string): Decision;
 *   (event: unknown, route?: string): Decision<FrontDoor>;
 * }} Decide
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
  const lastResort = freeze(/** @type {Answer} */ (api.lastResort(undefined)));
  return {
    settings: api.settings(),
    lastResort,
    decide: (/** @type {unknown} */ event, /** @type {string | undefined} */ route) =>
      /** @type {any} */ (call((api) => api.decide(event, route))),
    shape: (read, response) => /** @type {any} */ (call((api) => api.shape(read, response))),
    lastResortFor(event) {
      try {
        return call((api) => api.lastResort(event));
      } catch {
        return lastResort;
      }
    },
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
