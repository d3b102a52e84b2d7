/** The arrows between the files of the core and of the wrapper. `CONTRIBUTING.md` draws them. */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ROOT } from '../../scripts/setup.js';
import { circle, grouped } from './graph.js';
import { javascriptImports } from './javascript.js';
import { rustImports } from './rust.js';

const wrapper = await javascriptImports();
const core = rustImports();

/**
 * What each folder of `wrapper/` may import, besides itself and `wrapper/terminal.js`.
 *
 * @type {Record<string, string[]>}
 */
const MAY_IMPORT = {
  cli: [
    ...['init', 'types', 'openapi', 'verify', 'local', 'deploy', 'browser', 'inspector'],
    ...['front-doors', 'emulator', 'api', 'scripts'],
  ],
  init: ['api'],
  types: ['api'],
  openapi: ['local', 'function', 'api'],
  verify: ['deploy', 'local', 'emulator', 'function', 'api'],
  local: ['browser', 'inspector', 'front-doors', 'emulator', 'function', 'api'],
  deploy: ['function', 'api'],
  browser: ['api', 'pkg'],
  inspector: ['browser', 'emulator'],
  'front-doors': ['emulator'],
  emulator: ['api'],
  api: ['pkg'],
  function: ['pkg'],
  terminal: [],
};

/**
 * The files of `wrapper/` that parse JSON, and what. None of it is an `api.json`: that is the core's.
 *
 * @type {Record<string, string>}
 */
const PARSES_JSON = {
  'wrapper/browser/answer.js': 'the body of an answer',
  'wrapper/cli/commands/invoke.js': 'an event',
  'wrapper/cli/commands/template.js': 'a template that we rendered',
  'wrapper/deploy/logs/line.js': 'a line of the log',
  'wrapper/deploy/stack.js': 'a template that we rendered',
  'wrapper/emulator/config/cursor.js': 'a distribution and policies, as the AWS CLI prints them',
  'wrapper/emulator/invoke.js': 'the result of a function, as Lambda serializes it',
  'wrapper/api/load.js': 'the description that the core makes',
  'wrapper/inspector/history.js': 'an exchange',
  'wrapper/inspector/page/feed.js': 'an exchange',
  'wrapper/local/items.js': 'a file of items',
  'wrapper/openapi/document.js': 'the body of an answer',
  'wrapper/local/observed.js': 'the response of DynamoDB',
};

describe('the core', () => {
  test('its files are found, with what they use', () => {
    assert(core.get('api')?.has('request'), 'src/api.rs uses src/request.rs');
    assert(core.size > 20, `${core.size} files`);
  });

  test('no file uses itself by way of others', () => {
    assert.deepEqual(circle(core), []);
  });

  test('no folder uses itself by way of others', () => {
    const folders = grouped(core, (name) => name.split('::')[0]);
    assert.deepEqual(circle(folders), []);
  });

  test('only src/wasm/ knows JavaScript', () => {
    const knowing = globSync('src/**/*.rs', { cwd: ROOT }).filter((file) =>
      /\b(wasm_bindgen|js_sys|serde_wasm_bindgen)\b/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    assert(knowing.length > 0);
    for (const file of knowing) assert.match(file, /^src\/wasm\b/);
  });
});

describe('the wrapper', () => {
  test('its files are found, with what they import', () => {
    assert(wrapper.get('wrapper/function/parts.js')?.has('wrapper/function/core.js'));
  });

  test('no file imports itself by way of others', () => {
    assert.deepEqual(circle(wrapper), []);
  });

  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    test(`${folder} imports ${allowed.join(', ') || 'nothing'}`, () => {
      const files = [...wrapper].filter(([file]) => folderOf(file) === folder);
      assert(files.length > 0, `wrapper/${folder} is there`);
      const arrows = files.flatMap(([file, imports]) =>
        [...imports].map((other) => ({ file, other, to: folderOf(other) })),
      );
      assert.deepEqual(
        arrows.filter(({ to }) => ![folder, 'terminal', ...allowed].includes(to)),
        [],
      );
    });
  }

  test('every folder has its place in the order', () => {
    const folders = new Set([...wrapper.keys()].filter(isOfWrapper).map(folderOf));
    assert.deepEqual([...folders].sort(), Object.keys(MAY_IMPORT).sort());
  });

  test('of the function, only the read of one Region knows the AWS SDK', () => {
    const files = globSync('wrapper/function/*.js', { cwd: ROOT });
    const knowing = files.filter((file) =>
      /from '@(aws-sdk|smithy)\//.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    assert.deepEqual(knowing, ['wrapper/function/dynamodb.js']);
  });

  test('the function leaves hashes and signatures to the AWS SDK', () => {
    for (const file of globSync('wrapper/function/*.js', { cwd: ROOT })) {
      const source = readFileSync(join(ROOT, file), 'utf8');
      assert.doesNotMatch(source, /createHmac|createHash|AWS4-HMAC/, file);
    }
  });

  test('JSON is parsed in these files only, and none of it is an api.json', () => {
    const parsing = globSync('wrapper/**/*.js', { cwd: ROOT }).filter((file) =>
      /\bJSON\.parse\(/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    assert.deepEqual(parsing.sort(), Object.keys(PARSES_JSON).sort());
  });
});

/** @param {string} file */
function isOfWrapper(file) {
  return file.startsWith('wrapper/');
}

/**
 * The folder of `wrapper/` that a file is in, or else the one at the top.
 *
 * @param {string} file
 */
function folderOf(file) {
  const [top, folder] = file.split('/');
  return top === 'wrapper' ? folder.replace(/\.js$/, '') : top;
}
