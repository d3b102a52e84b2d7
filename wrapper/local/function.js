/** The function of this checkout, watched, in front of a DynamoDB. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createParts } from '../function.js';
import { createHandlers } from '../handler.js';
import { createLog } from '../log.js';
import { readRoutes, tablesOf } from './api.js';
import { pointAt } from './environment.js';
import { observed } from './observed.js';

/** @import { Handler } from './cloudfront/invoke.js' */
/** @import { Route } from './api.js' */

const API = new URL('../../api.json', import.meta.url);
const WASM = new URL('../../pkg/edge_lookup_bg.wasm', import.meta.url);

/**
 * @typedef {object} LocalFunction
 * @property {Handler} handler
 * @property {Route[]} routes
 * @property {URL} endpoint Of the DynamoDB.
 * @property {typeof import('./samples.js').SAMPLES} samples What is in an embedded one.
 */

/**
 * @param {object} options
 * @param {string} [options.data] The directory of the embedded DynamoDB; in memory without.
 * @param {URL} [options.dynamodb] The endpoint of another one.
 * @param {(close: () => unknown) => void} options.onOpen Gets what has to be called at the end.
 * @param {(line: string) => void} [options.write] Gets the function's log.
 * @returns {Promise<LocalFunction>}
 * @throws {Error} Which names every mistake in `api.json`.
 */
export async function startFunction({ data, dynamodb, onOpen, write }) {
  const routes = await readRoutes(API);
  const { endpoint, samples } = dynamodb
    ? { endpoint: dynamodb, samples: [] }
    : await embedDynamoDB(routes, data, onOpen);
  pointAt(endpoint, process.env);
  const parts = load();
  if (write) parts.log = createLog(parts.core.settings.logLevel, write);
  const { handler } = createHandlers(observed(parts));
  return { handler, routes, endpoint, samples };
}

/** Makes the parts, which checks api.json and names every mistake with its path. */
function load() {
  try {
    return createParts({ config: readFileSync(API, 'utf8'), wasm: readFileSync(WASM) });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (!message.startsWith('$')) throw error;
    throw new Error(`api.json is not right:\n  ${message.replaceAll('\n', '\n  ')}`);
  }
}

/**
 * @param {Route[]} routes
 * @param {string | undefined} data
 * @param {(close: () => unknown) => void} onOpen
 */
async function embedDynamoDB(routes, data, onOpen) {
  const [{ startDatabase }, { putSamples, SAMPLES }] = await Promise.all([
    import('./database.js'),
    import('./samples.js'),
  ]);
  const tables = tablesOf(routes);
  const directory = data === undefined ? undefined : resolve(data);
  const database = await startDatabase({ directory, tables });
  onOpen(database.close);
  onOpen(await putSamples(database, tables));
  return { endpoint: new URL(database.url), samples: SAMPLES };
}
