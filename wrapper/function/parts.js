/**
 * Assembles the function. Everything is built while the entry module loads, because Lambda gives
 * initialization a whole processor, and requests only a small share of one.
 */

import { loadCore } from './core.js';
import { createDynamoDb } from './dynamodb.js';
import { createLog } from './log.js';
import { byDistance } from './regions.js';
import { createReader } from './replicas.js';

/**
 * Makes the parts that handlers need.
 *
 * @param {{ compiled: Uint8Array, wasm: Uint8Array }} sources
 * @returns {import('./handler.js').Parts & { connect: () => Promise<void> }} `connect` warms up the
 *   nearest Region's connection.
 * @throws {Error} If `compiled` is damaged, or of another version.
 */
export function createParts(sources) {
  const core = loadCore(sources);
  const { regions, hedgeMs, logLevel } = core.settings;
  const replicas = byDistance(regions, process.env.AWS_REGION).map((region) => ({
    region,
    ...createDynamoDb({ region }),
  }));
  return {
    core,
    connect: replicas[0].connect,
    read: createReader({ replicas, hedgeMs }),
    log: createLog(logLevel),
  };
}
