/**
 * DynamoDB with the samples, behind TLS, in a process of its own: what it costs is nobody's. Says
 * where it is, and whom to trust.
 */

import { createAuthority } from '../../tests/lambda/certificate.js';
import { startDynamoDb } from '../../tests/lambda/dynamodb.js';
import { readRoutes, tablesOf } from '../../wrapper/local/api.js';
import { startDatabase } from '../../wrapper/local/database.js';
import { putSamples } from '../../wrapper/local/samples.js';

const FORGET_EVERY_MS = 1000;

const tables = tablesOf(await readRoutes(new URL('../../api.json', import.meta.url)));
const database = await startDatabase({ tables });
const stopLiveJob = await putSamples(database, tables);
stopLiveJob();
const authority = createAuthority();
const certificate = authority.issue('localhost');
const { port, arrivals } = await startDynamoDb({ database: database.url, certificate });
// A benchmark makes too many requests for all of them to be kept.
setInterval(() => {
  arrivals.length = 0;
}, FORGET_EVERY_MS);
process.on('disconnect', () => process.exit());
process.send?.({ url: `https://localhost:${port}`, ca: authority.ca });
