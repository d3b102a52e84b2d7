/** Files of items: the example's, what is loaded, and what is wrong with a file. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readItems } from '../../wrapper/local/items.js';
import { ITEMS } from '../support/example.js';

/** @import { TableDescription } from '../../wrapper/local/declared-tables.js' */

const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-items-'));
after(() => rmSync(FOLDER, { recursive: true }));

/** @type {TableDescription} */
const FILMS = { name: 'Films', partitionKey: { name: 'Title', type: 'S', value: '{title}' } };
/** @type {TableDescription} */
const SCENES = {
  name: 'Scenes',
  partitionKey: { name: 'Title', type: 'S', value: 'FILM#{title}' },
  sortKey: { name: 'Number', type: 'N', value: '{number}' },
};
const SINTEL = { Title: { S: 'Sintel' }, Year: { N: '2010' } };

/** @param {string | Uint8Array} text */
function file(text) {
  const path = join(FOLDER, 'items.json');
  writeFileSync(path, text);
  return path;
}

test('each item has its table', () => {
  const text = JSON.stringify({ Films: [{ PutRequest: { Item: SINTEL } }] });
  assert.deepEqual(readItems(file(text), [FILMS]), [{ table: 'Films', item: SINTEL }]);
});

test('binary values are bytes, however deep', () => {
  const B = 'AAE=';
  const item = { Title: { S: 'a' }, a: { B }, b: { BS: [B] }, c: { L: [{ M: { d: { B } } }] } };
  const text = JSON.stringify({ Films: [{ PutRequest: { Item: item } }] });
  const bytes = Uint8Array.of(0, 1);
  assert.deepEqual(readItems(file(text), [FILMS])[0].item, {
    Title: { S: 'a' },
    a: { B: bytes },
    b: { BS: [bytes] },
    c: { L: [{ M: { d: { B: bytes } } }] },
  });
});

/** @type {[what: string, content: unknown, said: RegExp][]} */
const MISTAKES = [
  ['an array', [], /items\.json: expected an object of tables$/],
  [
    'a table that no route reads',
    { Movies: [] },
    /no route reads the table Movies: .* are Films, Scenes$/,
  ],
  ['a table that is no list', { Films: {} }, /Films: expected an array of requests$/],
  ['an item alone', { Films: [SINTEL] }, /Films\[0\]: expected \{ "PutRequest"/],
  [
    'an item without its key',
    { Films: [{ PutRequest: { Item: { Year: { N: '2010' } } } }] },
    /Films\[0\]: expected the partition key Title, such as \{ "S": "a" \}$/,
  ],
  [
    'an empty key',
    scene({ Title: { S: '' }, Number: { N: '1' } }),
    /Scenes\[0\]: expected the partition key Title, such as \{ "S": "a" \}$/,
  ],
  [
    'an item without its sort key',
    scene({ Title: { S: 'a' } }),
    /Scenes\[0\]: expected the sort key Number, such as \{ "N": "1" \}$/,
  ],
  [
    'a number key that is a string',
    scene({ Title: { S: 'a' }, Number: { S: '1' } }),
    /Scenes\[0\]: expected the sort key Number, such as \{ "N": "1" \}$/,
  ],
  [
    'a number key that is a number of JSON',
    scene({ Title: { S: 'a' }, Number: { N: 1 } }),
    /Scenes\[0\]: expected the sort key Number, such as \{ "N": "1" \}$/,
  ],
  [
    'a number key that is no number',
    scene({ Title: { S: 'a' }, Number: { N: '0x1' } }),
    /Scenes\[0\]: expected the sort key Number, such as \{ "N": "1" \}$/,
  ],
];

/** @param {object} item */
function scene(item) {
  return { Scenes: [{ PutRequest: { Item: item } }] };
}

for (const number of ['1', '-1', '+1', '1.50', '.5', '1E-5', '0']) {
  test(`${number} is a number key`, () => {
    const item = { Title: { S: 'a' }, Number: { N: number } };
    assert.deepEqual(readItems(file(JSON.stringify(scene(item))), [SCENES]), [
      { table: 'Scenes', item },
    ]);
  });
}

for (const [what, content, said] of MISTAKES) {
  test(`${what} is one line that says where`, () => {
    const path = file(JSON.stringify(content));
    assert.throws(() => readItems(path, [FILMS, SCENES]), { message: said, exitCode: 1 });
  });
}

test('text that is not JSON is one line', () => {
  for (const text of ['{', 'garbage\n']) {
    const path = file(text);
    assert.throws(() => readItems(path, [FILMS]), { message: /items\.json is not JSON: .+$/ });
  }
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
  assert.throws(() => readItems(tmpdir(), [FILMS]), { message: /is a directory: name a file$/ });
});

test('a file that is not UTF-8 is called so', () => {
  const latin1 = file(Buffer.from([0x7b, 0xe9, 0x7d]));
  assert.throws(() => readItems(latin1, [FILMS]), { message: /is not UTF-8: save it so$/ });
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
