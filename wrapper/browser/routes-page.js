/**
 * The page for any API: a form for each route. Its modules are served where they lie, so that an import
 * means the same to the browser and to the tools, and nothing has to be bundled.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { clientConfig } from './files.js';

/** @import { Api, Route } from '../api/load.js' */

const ROOT = new URL('../../', import.meta.url);
const PAGE = 'wrapper/browser/page/';

const MODULES = [
  ...['answer', 'index', 'lookup', 'query', 'routes', 'url', 'watch'].map(
    (name) => `wrapper/browser/${name}.js`,
  ),
  ...readdirSync(new URL(PAGE, ROOT))
    .filter((name) => name !== 'index.html')
    .map((name) => PAGE + name),
  'pkg/page/edge_lookup.js',
  'pkg/page/edge_lookup_bg.wasm',
];

/** The page's name among the files. */
export const INDEX = 'index.html';

/** The names of the files. */
export const routesPageNames = [INDEX, 'routes.json', ...MODULES];

/**
 * @typedef {Record<string, string>} Sample Values of a route's parameters, by name.
 *
 * @typedef {object} RoutesJson What the page knows of the API.
 * @property {import('./index.d.ts').ClientConfig} config
 * @property {RouteFacts[]} facts Of each route, in their order.
 * @property {boolean} hasOwnPage Whether the API has a page of its own.
 *
 * @typedef {Pick<Route, 'table' | 'found'> & { samples: Sample[] }} RouteFacts
 */

/**
 * Reads the files.
 *
 * @param {Api} api
 * @param {object} options
 * @param {Sample[][]} options.samples Values to try, of each route.
 * @param {boolean} options.hasOwnPage Whether the API has a page of its own.
 * @returns {Record<string, Uint8Array>} By name.
 */
export function routesPageFiles(api, { samples, hasOwnPage }) {
  /** @type {RoutesJson} */
  const json = {
    config: clientConfig(api),
    facts: api.description.routes.map(({ table, found }, i) => ({
      table,
      found,
      samples: samples[i],
    })),
    hasOwnPage,
  };
  return {
    [INDEX]: readFileSync(new URL(PAGE + INDEX, ROOT)),
    'routes.json': Buffer.from(JSON.stringify(json)),
    ...Object.fromEntries(MODULES.map((name) => [name, readFileSync(new URL(name, ROOT))])),
  };
}
