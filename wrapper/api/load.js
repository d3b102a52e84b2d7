/** `api.json` through the core's compiler, which alone knows its form: checked, compiled, described. */

import { readFileSync } from 'node:fs';
import { Compiled, initSync } from '../../pkg/compiler/edge_lookup.js';
import { Failure } from '../terminal.js';
import { readText } from './read-text.js';

const COMPILER = new URL('../../pkg/compiler/edge_lookup_bg.wasm', import.meta.url);

/** What to do if there is no such file. */
const HINT = 'edge-lookup init writes an api.json, or name yours with --config';

/**
 * @typedef {import('../../pkg/compiler/edge_lookup.js').Description} Description
 * @typedef {import('../../pkg/compiler/edge_lookup.js').RouteDescription} Route
 * @typedef {import('../../pkg/compiler/edge_lookup.js').EventType} EventType
 * @typedef {import('../../pkg/compiler/edge_lookup.js').Mistake} Mistake
 * @typedef {Error & { mistakes: Mistake[], warnings: Mistake[] }} ConfigError
 */

/**
 * @typedef {object} Api
 * @property {string} text Of the `api.json`, as it was read.
 * @property {Uint8Array} compiled What the edge loads.
 * @property {Uint8Array} client What pages load. It names no table, key attribute or Region.
 * @property {Description} description
 * @property {string[]} warnings A line for each thing that is right and yet perhaps not meant.
 */

/**
 * Loads an `api.json`.
 *
 * @param {string} file
 * @returns {Api}
 * @throws {Failure} If it cannot be read, or with every mistake in it.
 */
export function loadApi(file) {
  return parseApi(readText(file, HINT), file);
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
    const { warnings, ...compiled } = compile(text);
    return { text, ...compiled, warnings: warnings.map((it) => warning(file, it)) };
  } catch (error) {
    if (/** @type {Error} */ (error).name !== 'ConfigError') throw error;
    const { mistakes, warnings } = /** @type {ConfigError} */ (error);
    const lines = [
      ...mistakes.map((it) => line(file, it)),
      ...warnings.map((it) => warning(file, it)),
    ];
    throw new Failure(`${file} is wrong:\n  ${lines.join('\n  ')}`);
  }
}

/**
 * As compilers write it, so that editors and terminals find the place.
 *
 * @param {string} file
 * @param {Mistake} mistake
 * @param {string} [kind]
 */
function line(file, { line, column, path, message }, kind = '') {
  return `${file}:${line}:${column}: ${kind}${path === null ? '' : `${path}: `}${message}`;
}

/**
 * @param {string} file
 * @param {Mistake} mistake
 */
function warning(file, mistake) {
  return line(file, mistake, 'warning: ');
}

let isLoaded = false;

/** Loads the compiler, once. */
export function loadCompiler() {
  if (!isLoaded) initSync({ module: readFileSync(COMPILER) });
  isLoaded = true;
}

/**
 * @param {string} text
 * @returns {Omit<Api, 'text' | 'warnings'> & { warnings: Mistake[] }}
 * @throws {ConfigError} Named so.
 */
function compile(text) {
  loadCompiler();
  const compiled = new Compiled(text);
  try {
    return {
      compiled: compiled.api(),
      client: compiled.client(),
      description: JSON.parse(compiled.describe()),
      warnings: compiled.warnings(),
    };
  } finally {
    compiled.free();
  }
}
