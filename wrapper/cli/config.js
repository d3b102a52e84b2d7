/** The files of an API: the configuration that `--config` names, and what lies beside it. */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXAMPLE, IN_CHECKOUT } from '../api/checkout.js';
import { loadApi } from '../api/load.js';

const DEFAULT = 'api.json';

/**
 * The configuration that a command takes.
 *
 * @param {string} [file] What `--config` says.
 */
export function configFile(file) {
  if (file !== undefined) return file;
  return IN_CHECKOUT && !existsSync(DEFAULT) ? EXAMPLE : DEFAULT;
}

/**
 * Loads the API that a command takes.
 *
 * @param {{ config?: string }} options
 * @throws {import('../terminal.js').Failure} If there is none, or with every mistake in it.
 */
export function apiOf({ config }) {
  return announced(loadApi(configFile(config)));
}

/**
 * Prints the warnings of an API.
 *
 * @param {import('../api/load.js').Api} api
 */
export function announced(api) {
  for (const line of api.warnings) console.error(line);
  return api;
}

/**
 * The items that a command takes: those that `--items` names, or else `items.json` beside the
 * configuration, if it is there.
 *
 * @param {{ config?: string, items?: string }} options
 */
export function itemsFile({ config, items }) {
  return items ?? beside(config, 'items.json');
}

/**
 * The folder `page` beside the configuration, if there is an `index.html` in it.
 *
 * @param {{ config?: string }} options
 */
export function pageFolder({ config }) {
  return beside(config, 'page', 'index.html') && beside(config, 'page');
}

/**
 * @param {string | undefined} config
 * @param {string[]} names
 */
function beside(config, ...names) {
  const path = join(dirname(configFile(config)), ...names);
  return existsSync(path) ? path : undefined;
}
