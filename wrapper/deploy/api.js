/** `api.json`, checked by the core. */

import { readFileSync } from 'node:fs';
import { Failure } from '../../scripts/terminal.js';
import { loadCore } from '../core.js';

const WASM = new URL('../../pkg/edge_lookup_bg.wasm', import.meta.url);

/**
 * @typedef {object} Api As far as a deployment depends on it.
 * @property {string} text
 * @property {string[]} regions
 * @property {Route[]} routes
 *
 * @typedef {object} Route
 * @property {string} name
 * @property {string} path
 * @property {{ name: string }} parameter
 * @property {string} table
 * @property {Cache} [cache]
 * @property {{ cache?: Cache }[]} [cases]
 * @property {{ cache: Cache }} [notFound]
 *
 * @typedef {{ seconds: number, staleSeconds?: number }} Cache For how long answers may be kept.
 */

/**
 * @param {string} [text] The text of an `api.json`; by default the one of this checkout.
 * @returns {Api}
 * @throws {Failure} Which names every mistake.
 */
export function readApi(text = readFileSync(new URL('../../api.json', import.meta.url), 'utf8')) {
  try {
    loadCore({ config: text, wasm: readFileSync(WASM) });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (!message.startsWith('$')) throw error;
    throw new Failure(`api.json is not right:\n  ${message.replaceAll('\n', '\n  ')}`);
  }
  const { dynamodb, routes } = JSON.parse(text);
  return { text, regions: dynamodb.regions, routes };
}
