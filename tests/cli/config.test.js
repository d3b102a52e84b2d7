/** `--config` and `check`: which configuration commands take, and what they say of a wrong one. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pageFolder } from '../../wrapper/cli/config.js';
import { apiText } from '../support/api-text.js';

const COMMAND = fileURLToPath(new URL('../../wrapper/cli/main.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'edge-lookup-config-'));
after(() => rmSync(FOLDER, { recursive: true }));

/**
 * @param {string[]} args
 * @param {string} [cwd]
 */
function run(args, cwd = FOLDER) {
  return spawnSync(process.execPath, [COMMAND, ...args], { cwd, encoding: 'utf8' });
}

/** @param {string} name @param {string} text */
function file(name, text) {
  writeFileSync(join(FOLDER, name), text);
  return name;
}

const FILMS = file('films.json', apiText({ routes: [{ table: 'Films' }, { table: 'Films' }] }));

test('a right configuration is one line, exit code 0', () => {
  const { status, stdout } = run(['check', FILMS]);
  assert.equal(status, 0);
  assert.equal(stdout, 'films.json is right: 2 routes over 1 table in ap-northeast-1\n');
});

test('a wrong configuration is every mistake with its place, exit code 1', () => {
  const text = apiText({ routes: [{ path: 'films' }, { table: 'a' }] });
  const { status, stdout, stderr } = run(['check', '--config', file('wrong.json', text)]);
  assert.deepEqual([status, stdout], [1, '']);
  const [head, ...mistakes] = stderr.trimEnd().split('\n');
  assert.equal(head, 'edge-lookup: wrong.json is wrong:');
  assert.equal(mistakes.length, 2);
  assert.match(
    mistakes[0],
    /^ {2}wrong\.json:1:\d+: \$\.routes\[0\]\.path: a path begins with a slash/,
  );
  assert.match(
    mistakes[1],
    /^ {2}wrong\.json:1:\d+: \$\.routes\[1\]\.table: expected a DynamoDB table/,
  );
});

test('every command prints the warnings', () => {
  const text = apiText({ regions: ['ap-northeast-9'], routes: [{}] });
  const { status, stderr } = run(['template', '--config', file('warned.json', text)]);
  assert.equal(status, 0);
  assert.match(stderr, /^warned\.json:1:\d+: warning: /);
});

test('warnings are printed, exit code 0', () => {
  const text = apiText({ regions: ['ap-northeast-9'], routes: [{}] });
  const { status, stdout, stderr } = run(['check', file('warned.json', text)]);
  assert.equal(status, 0);
  assert.equal(stdout, 'warned.json is right: 1 route over 1 table in ap-northeast-9\n');
  assert.match(stderr, /^[^\n]*warned\.json[^\n]*did you mean "?ap-northeast-[123]"?\?[^\n]*\n$/);
});

test('text that is not JSON says so, exit code 1', () => {
  const { status, stderr } = run(['check', file('text.json', '{')]);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^edge-lookup: text\.json is wrong:\n {2}text\.json:1:1: this \{ is never closed: /,
  );
});

test('a file that is not there is one line that says what to do, exit code 1', () => {
  const { status, stderr } = run(['check', 'nothing.json']);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^edge-lookup: there is no file nothing\.json: edge-lookup init writes an api\.json, or name yours with --config\n$/,
  );
});

test('without --config it is the example in a checkout, unless there is an api.json', () => {
  assert.match(run(['check']).stdout, /examples\/mediaconvert\/api\.json is right: 2 routes/);
  file('api.json', apiText({ routes: [{}] }));
  assert.equal(
    run(['check']).stdout,
    'api.json is right: 1 route over 1 table in ap-northeast-1\n',
  );
  rmSync(join(FOLDER, 'api.json'));
});

test('a folder page/ without index.html is not a page of the API', () => {
  const folder = mkdtempSync(join(FOLDER, 'page-'));
  mkdirSync(join(folder, 'page'));
  const config = join(folder, 'api.json');
  writeFileSync(config, apiText({ routes: [{}] }));
  assert.equal(pageFolder({ config }), undefined);
  writeFileSync(join(folder, 'page', 'index.html'), '');
  assert.equal(pageFolder({ config }), join(folder, 'page'));
});

test('a route that edge-lookup local hides is a warning', () => {
  const text = apiText({ routes: [{ path: '/__edge/{id}', parameter: { name: 'id' } }] });
  const { status, stderr } = run(['check', file('hidden.json', text)]);
  assert.equal(status, 0);
  assert.match(stderr, /^warning: edge-lookup local [^\n]+\n$/);
});

test('what is made goes to dist/ in the current directory', () => {
  const { status, stderr } = run(['template', '--config', FILMS]);
  assert.equal(status, 0, stderr);
  for (const name of ['edge-lookup.zip', 'lambda/index.mjs', 'template.json']) {
    assert(existsSync(join(FOLDER, 'dist', name)), name);
  }
});

test('the library is built without a page where the configuration has none', () => {
  const { status, stdout, stderr } = run(['build', '--config', FILMS]);
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(stdout, /index\.html/);
  assert(existsSync(join(FOLDER, 'dist', 'browser', 'lookups.json')));
});
