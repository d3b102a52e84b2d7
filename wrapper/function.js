/**
 * The function, put together. Everything is built at once, while the module that calls this loads:
 * Lambda gives that phase a whole processor and requests a small share of one.
 */

import { loadCore } from './core.js';
import { createDynamoDb, defaultCredentials } from './dynamodb.js';
import { createHandlers } from './handler.js';
import { createLog } from './log.js';
import { byDistance } from './regions.js';
import { createReader } from './replicas.js';

/**
 * Makes the handlers: `handler`, of all routes, and one under each route's name.
 *
 * @param {{ config: string, wasm: Uint8Array }} sources The text of `api.json` and the built
 *   WebAssembly.
 * @throws {Error} Which names every mistake in the configuration.
 */
export function createFunction(sources) {
  return createHandlers(createParts(sources));
}

/**
 * Makes what the handlers are made of.
 *
 * @param {{ config: string, wasm: Uint8Array }} sources
 * @returns {import('./handler.js').Parts & { connect: () => Promise<void> }} `connect` is for the
 *   nearest Region.
 * @throws {Error} Which names every mistake in the configuration.
 */
export function createParts(sources) {
  const core = loadCore(sources);
  const { regions, hedgeMs, logLevel } = core.settings;
  const credentials = defaultCredentials();
  const replicas = byDistance(regions, process.env.AWS_REGION).map((region) => ({
    region,
    ...createDynamoDb({ region, credentials }),
  }));
  return {
    core,
    connect: replicas[0].connect,
    read: createReader({ replicas, hedgeMs }),
    log: createLog(logLevel),
  };
}
