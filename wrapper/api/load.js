/** `api.json` through the core, which alone knows its form: checked, and described. */

import { readFileSync } from 'node:fs';
import { loadCore } from '../function/core.js';
import { Failure } from '../terminal.js';
import { readText } from './read-text.js';

const WASM = new URL('../../pkg/edge_lookup_bg.wasm', import.meta.url);

/**
 * @typedef {import('../../pkg/edge_lookup.js').Description} Description
 * @typedef {import('../../pkg/edge_lookup.js').RouteDescription} Route
 * @typedef {import('../../pkg/edge_lookup.js').EventType} EventType
 */

/**
 * @typedef {object} Api
 * @property {string} text Of the `api.json`, as it was read.
 * @property {Description} description
 */

/**
 * Loads an `api.json`.
 *
 * @param {string} file
 * @returns {Api}
 * @throws {Failure} If it cannot be read, or with every mistake in it.
 */
export function loadApi(file) {
  return parseApi(readText(file, "name the API's declaration with --config FILE"), file);
}

/**
 * Checks and describes the text of an `api.json`.
 *
 * @param {string} text
 * @param {string} [file] What to call it in messages.
 * @returns {Api}
 * @throws {Failure} With every mistake in it.
 */
export function parseApi(text, file = 'api.json') {
  try {
    return { text, description: loadCore({ config: text, wasm: wasm() }).description };
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    if (name !== 'ConfigError') throw error;
    throw new Failure(`${file} is wrong:\n  ${message.replaceAll('\n', '\n  ')}`);
  }
}

/** The built WebAssembly. */
export function wasm() {
  return readFileSync(WASM);
}
