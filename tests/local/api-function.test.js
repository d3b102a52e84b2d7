/** Which tables of a data directory get items. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { startApiFunction } from '../../wrapper/local/api-function.js';
import { startDatabase } from '../../wrapper/local/database.js';
import { API, ITEMS, ITEMS_FILE, TABLES } from '../support/example.js';

/** @import { TestContext } from 'node:test' */

const FILES = 'MediaConvertInputFileToJobId';
const JOBS = 'MediaConvertJobIdToStatus';
const THEIRS = { InputFile: { S: 'theirs' }, JobId: { S: 'theirs' } };

/**
 * Starts the function on a directory that already holds a table of files, with one item.
 *
 * @param {TestContext} t
 * @returns {Promise<(table: string) => Promise<unknown[]>>} The items of a table.
 */
async function startOnTheirTable(t) {
  const data = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
  const tables = TABLES.filter(({ name }) => name === FILES);
  const database = await startDatabase({ directory: data, tables });
  await database.put(FILES, THEIRS);
  await database.close();

  /** @type {() => unknown} */
  let close = () => {};
  const { endpoint } = await startApiFunction({
    api: API,
    itemsFile: ITEMS_FILE,
    data,
    onClose(closeDatabase) {
      close = closeDatabase;
    },
  });
  const client = new DynamoDBClient({
    endpoint: endpoint.href,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  t.after(async () => {
    client.destroy();
    await close();
    rmSync(data, { recursive: true });
  });
  return async (table) => (await client.send(new ScanCommand({ TableName: table }))).Items ?? [];
}

test('a table that was there keeps its items and gets none', async (t) => {
  const items = await startOnTheirTable(t);
  assert.deepEqual(await items(FILES), [THEIRS]);
});

test('a table that is new beside it gets all of its items', async (t) => {
  const items = await startOnTheirTable(t);
  const expected = ITEMS.filter(({ table }) => table === JOBS);
  assert.equal((await items(JOBS)).length, expected.length);
});

test('an item that DynamoDB refuses is named', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'edge-lookup-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const itemsFile = join(folder, 'items.json');
  const items = [THEIRS, { ...THEIRS, Size: { N: 'many' } }];
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  writeFileSync(itemsFile, JSON.stringify({ [FILES]: requests }));
  await assert.rejects(
    startApiFunction({ api: API, itemsFile, onClose: (close) => t.after(() => close()) }),
    { message: /items\.json: MediaConvertInputFileToJobId\[1\]: DynamoDB refuses it: / },
  );
});
