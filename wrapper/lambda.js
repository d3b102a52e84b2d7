/**
 * The Lambda function. Everything is built while the module loads, because Lambda gives that phase
 * a whole processor and requests a small share of one.
 */

import { readFileSync } from 'node:fs';
import { Api } from './core.js';
import { createDynamoDb } from './dynamodb.js';
import { createHandlers } from './handler.js';
import { log } from './log.js';

const api = new Api(readFileSync(new URL('../api.json', import.meta.url), 'utf8'));
const {
  regions: [region = ''],
  deadlineMs,
} = api.settings();

/**
 * The handlers by name. A function of one route is configured as `lambda.handlers.ROUTE`: Lambda
 * follows the dots.
 */
export const handlers = createHandlers({
  api,
  dynamodb: createDynamoDb({ region, deadlineMs, log }),
  log,
});

/** The handler of all routes. */
export const { handler } = handlers;
