/**
 * DynamoDB with the example's items, behind TLS, in a process of its own: what it costs is nobody's. Says
 * where it is, and whom to trust.
 */

import { createAuthority } from '../../tests/function/lambda/certificate.js';
import { startDynamoDb } from '../../tests/function/lambda/dynamodb.js';
import { putItems, TABLES } from '../../tests/support/example.js';
import { startDatabase } from '../../wrapper/local/database.js';

const FORGET_EVERY_MS = 1000;

const database = await startDatabase({ tables: TABLES });
await putItems(database);
const authority = createAuthority();
const certificate = authority.issue('localhost');
const { port, arrivals } = await startDynamoDb({ database: database.url, certificate });
// A benchmark makes too many requests for all of them to be kept.
setInterval(() => {
  arrivals.length = 0;
}, FORGET_EVERY_MS);
process.on('disconnect', () => process.exit());
process.send?.({ url: `https://localhost:${port}`, ca: authority.ca });
