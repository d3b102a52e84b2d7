/** `check --tables`: what it says of the tables, and how it ends. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as all } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDatabase } from '../../wrapper/local/database.js';
import { apiText } from '../support/api-text.js';
import { routeOf, text } from '../support/declared-route.js';

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-tables-'));

/** No credentials but those that a test sets. */
const { AWS_PROFILE: _, AWS_ACCESS_KEY_ID: __, ...INHERITED } = process.env;
const NOBODY = {
  ...INHERITED,
  HOME: FOLDER,
  AWS_CONFIG_FILE: join(FOLDER, 'config'),
  AWS_SHARED_CREDENTIALS_FILE: join(FOLDER, 'credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
};

const regions = ['us-east-1', 'eu-west-1'];
const RIGHT = file('right.json', apiText({ regions, routes: [{ table: 'Films', key: 'Title' }] }));
const WRONG = file(
  'wrong.json',
  apiText({
    regions,
    routes: [
      { table: 'Films', key: 'Id' },
      { table: 'Books', key: 'Isbn' },
    ],
  }),
);

/** @type {Awaited<ReturnType<typeof startDatabase>>} */
let database;
before(async () => {
  const { table } = routeOf('/', 'Films', [text('Title', '{title}')]);
  database = await startDatabase({ tables: [table] });
});
after(async () => {
  await database.close();
  rmSync(FOLDER, { recursive: true });
});

test('where all tables have the declared keys it is one line, exit code 0', async () => {
  assert.deepEqual(await check([RIGHT, '--tables', '--dynamodb', database.url]), {
    code: 0,
    stdout: 'right.json is right: 1 route over 1 table in us-east-1, eu-west-1\n',
    stderr: '',
  });
});

test('every table that does not fit is a line, exit code 1', async () => {
  assert.deepEqual(await check([WRONG, '--tables', '--dynamodb', database.url]), {
    code: 1,
    stdout: '',
    stderr:
      'edge-lookup: wrong.json does not fit its tables:\n' +
      `  the table Films at ${database.url} has the partition key Title (S), the configuration ` +
      'declares Id (S): write "key": "Title"\n' +
      `  there is no table Books at ${database.url}: create it, or correct "table" in the ` +
      'configuration\n',
  });
});

test('without an endpoint every Region is asked, and one line names all that are alike', async () => {
  const { code, stderr } = await check([WRONG, '--tables'], {
    ...NOBODY,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: database.url,
  });
  assert.equal(code, 1);
  assert.match(stderr, /^ {2}there is no table Books in us-east-1 and eu-west-1: /m);
});

test('where nobody can be asked it is a note, exit code 0', async () => {
  const { code, stdout, stderr } = await check([RIGHT, '--tables']);
  assert.deepEqual(
    [code, stdout],
    [0, 'right.json is right: 1 route over 1 table in us-east-1, eu-west-1\n'],
  );
  assert.match(
    stderr,
    /^note: could not check the keys of Films in us-east-1 and eu-west-1: no AWS credentials \([^\n]+\n$/,
  );
});

test('without --tables nobody is asked', async () => {
  const { code, stderr } = await check([WRONG]);
  assert.deepEqual([code, stderr], [0, '']);
});

test('--dynamodb alone is one line that says what is missing, exit code 2', async () => {
  assert.deepEqual(await check([RIGHT, '--dynamodb', database.url]), {
    code: 2,
    stdout: '',
    stderr: 'edge-lookup: --dynamodb says where the tables are: add --tables to check them\n',
  });
});

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function check(args, env = NOBODY) {
  const child = spawn(process.execPath, [COMMAND, 'check', ...args], { cwd: FOLDER, env });
  const [stdout, stderr, [code]] = await Promise.all([
    all(child.stdout),
    all(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

/** @param {string} name @param {string} content */
function file(name, content) {
  writeFileSync(join(FOLDER, name), content);
  return name;
}
