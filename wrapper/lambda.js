/**
 * The Lambda function. Everything is built while the module loads, because Lambda gives that phase
 * a whole processor and requests a small share of one.
 */

import { readFileSync } from 'node:fs';
import { loadCore } from './core.js';
import { createGetItem, defaultCredentials } from './dynamodb.js';
import { createHandlers } from './handler.js';
import { createLog } from './log.js';
import { byDistance } from './regions.js';
import { createReader } from './replicas.js';

const core = await loadCore(readFileSync(new URL('../api.json', import.meta.url), 'utf8'));
const { regions, hedgeMs, logLevel } = core.settings;

const credentials = defaultCredentials();
const replicas = byDistance(regions, process.env.AWS_REGION).map((region) => ({
  region,
  getItem: createGetItem({ region, credentials }),
}));

/**
 * The handlers by name. A function of one route is configured as `lambda.handlers.ROUTE`: Lambda
 * follows the dots.
 */
export const handlers = createHandlers({
  core,
  read: createReader({ replicas, hedgeMs }),
  log: createLog(logLevel),
});

/** The handler of all routes. */
export const { handler } = handlers;
