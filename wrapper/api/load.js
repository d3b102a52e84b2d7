/** `api.json` through the core's compiler, which alone knows its form: checked, compiled, described. */

import { readFileSync } from 'node:fs';
import { Compiled, initSync } from '../../pkg/compiler/edge_lookup.js';
import { Failure } from '../terminal.js';
import { readText } from './read-text.js';

const COMPILER = new URL('../../pkg/compiler/edge_lookup_bg.wasm', import.meta.url);

/**
 * @typedef {import('../../pkg/compiler/edge_lookup.js').Description} Description
 * @typedef {import('../../pkg/compiler/edge_lookup.js').RouteDescription} Route
 * @typedef {import('../../pkg/compiler/edge_lookup.js').EventType} EventType
 */

/**
 * @typedef {object} Api
 * @property {string} text Of the `api.json`, as it was read.
 * @property {Uint8Array} compiled What the edge loads.
 * @property {Uint8Array} client What pages load. It names no table, key attribute or Region.
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
 * Checks, compiles and describes the text of an `api.json`.
 *
 * @param {string} text
 * @param {string} [file] What to call it in messages.
 * @returns {Api}
 * @throws {Failure} With every mistake in it.
 */
export function parseApi(text, file = 'api.json') {
  try {
    return { text, ...compile(text) };
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    if (name !== 'ConfigError') throw error;
    throw new Failure(`${file} is wrong:\n  ${message.replaceAll('\n', '\n  ')}`);
  }
}

let isLoaded = false;

/**
 * @param {string} text
 * @returns {Omit<Api, 'text'>}
 * @throws {Error} Named `ConfigError`, with every mistake.
 */
function compile(text) {
  if (!isLoaded) initSync({ module: readFileSync(COMPILER) });
  isLoaded = true;
  const compiled = new Compiled(text);
  try {
    const description = JSON.parse(compiled.describe());
    return { compiled: compiled.api(), client: compiled.client(), description };
  } finally {
    compiled.free();
  }
}
