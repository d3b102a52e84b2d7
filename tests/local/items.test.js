/** Files of items: the example's, what is loaded, and what is wrong with a file. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readItems } from '../../wrapper/local/items.js';
import { ITEMS } from '../support/example.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-items-'));
after(() => rmSync(FOLDER, { recursive: true }));

const FILMS = { name: 'Films', partitionKey: 'Title' };
const SINTEL = { Title: { S: 'Sintel' }, Year: { N: '2010' } };

/** @param {string} text */
function file(text) {
  const path = join(FOLDER, 'items.json');
  writeFileSync(path, text);
  return path;
}

test('each item has its table', () => {
  const text = JSON.stringify({ Films: [{ PutRequest: { Item: SINTEL } }] });
  assert.deepEqual(readItems(file(text), [FILMS]), [{ table: 'Films', item: SINTEL }]);
});

/** @type {[what: string, content: unknown, said: RegExp][]} */
const MISTAKES = [
  ['an array', [], /items\.json: expected an object of tables$/],
  ['a table that no route reads', { Movies: [] }, /no route reads the table Movies: .* are Films$/],
  ['a table that is no list', { Films: {} }, /Films: expected an array of requests$/],
  ['an item alone', { Films: [SINTEL] }, /Films\[0\]: expected \{ "PutRequest"/],
  [
    'an item without its key',
    { Films: [{ PutRequest: { Item: { Year: { N: '2010' } } } }] },
    /Films\[0\]: expected the partition key Title/,
  ],
];

for (const [what, content, said] of MISTAKES) {
  test(`${what} is one line that says where`, () => {
    const path = file(JSON.stringify(content));
    assert.throws(() => readItems(path, [FILMS]), { message: said, exitCode: 1 });
  });
}

test('text that is not JSON is one line', () => {
  const path = file('{');
  assert.throws(() => readItems(path, [FILMS]), { message: /items\.json is not JSON: / });
});

test('a file that is not there is one line', () => {
  const path = join(FOLDER, 'nothing.json');
  assert.throws(() => readItems(path, [FILMS]), { message: /there is no .*nothing\.json/ });
});

test('a byte order mark does not matter', () => {
  const path = file(`\ufeff${JSON.stringify({ Films: [{ PutRequest: { Item: SINTEL } }] })}`);
  assert.deepEqual(readItems(path, [FILMS]), [{ table: 'Films', item: SINTEL }]);
});

test('a directory is not called JSON', () => {
  assert.throws(() => readItems(tmpdir(), [FILMS]), { message: /cannot be read: EISDIR/ });
});

const DECLARED = {
  COMPLETE: ['DurationMs', 'WidthPx', 'HeightPx', 'OutputPath', 'Playlists'],
  ERROR: ['ErrorCode', 'ErrorMessage'],
};

/** @param {string} table @returns {any[]} */
const itemsOf = (table) => ITEMS.filter((it) => it.table === table).map(({ item }) => item);

test('the example has a job in every status, each with an input file', () => {
  const files = itemsOf('MediaConvertInputFileToJobId').map(({ JobId }) => JobId.S);
  const statuses = new Set();
  for (const job of itemsOf('MediaConvertJobIdToStatus')) {
    assert.ok(files.includes(job.JobId.S), job.JobId.S);
    statuses.add(job.JobStatus.S);
  }
  assert.deepEqual([...statuses].sort(), [
    'CANCELED',
    'COMPLETE',
    'ERROR',
    'INPUT_INFORMATION',
    'NEW_WARNING',
    'PROGRESSING',
    'QUEUE_HOP',
    'STATUS_UPDATE',
    'SUBMITTED',
  ]);
});

test('every job of the example but the broken one has the attributes of its status', () => {
  const lacking = itemsOf('MediaConvertJobIdToStatus').filter((job) => {
    const rest = DECLARED[/** @type {keyof typeof DECLARED} */ (job.JobStatus.S)] ?? [];
    return !['JobId', 'JobStatus', 'ProgressRate', ...rest].every((name) => name in job);
  });
  assert.deepEqual(lacking, [
    { JobId: { S: 'c123456789012-bad001' }, JobStatus: { S: 'PROGRESSING' } },
  ]);
});
