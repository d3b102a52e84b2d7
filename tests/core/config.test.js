/**
 * Wrong configurations, and what is said of them, through WebAssembly in Node.js. `config.rs` runs the same
 * tables through the native core.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';

describe('config/mistakes.json', () => {
  for (const { name, config, text = JSON.stringify(config), mistakes } of read('mistakes.json')) {
    test(name, () => {
      const said = report(text).filter((line) => !line.includes(': warning: '));
      const withoutPlace = said.map((line) => line.replace(/^\d+:\d+: /, ''));
      assert.deepEqual(withoutPlace, mistakes);
    });
  }
});

describe('config/newcomers.json', () => {
  const { text: lines, cases } = read('newcomers.json');
  const right = lines.join('\n');
  for (const { name, replace = [], text = right, says } of cases) {
    test(name, () => {
      const changed = replace.reduce(
        (/** @type {string} */ before, /** @type {[string, string]} */ [old, replacement]) =>
          before.replace(old, () => replacement),
        text,
      );
      assert.deepEqual(report(changed), says);
    });
  }
});

test('the name of the file comes before each line', () => {
  const text = '{ "routs": [] }';
  assert.throws(() => parseApi(text, 'films/api.json'), {
    message:
      'films/api.json is wrong:\n' +
      '  films/api.json:1:1: $.dynamodb: missing; expected an object with regions, deadlineMs, hedgeMs\n' +
      '  films/api.json:1:1: $.routes: missing; expected an array of routes\n' +
      '  films/api.json:1:3: $.routs: unknown member "routs": did you mean "routes"?',
  });
});

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(new URL(`config/${file}`, import.meta.url), 'utf8'));
}

/**
 * What is said of a configuration, without the name of the file.
 *
 * @param {string} text
 */
function report(text) {
  return linesOf(text).map((line) => line.replace(/^api\.json:/, ''));
}

/** @param {string} text */
function linesOf(text) {
  try {
    return parseApi(text).warnings;
  } catch (error) {
    assert(error instanceof Error);
    // Indented, below a line that names the file.
    return error.message.split('\n  ').slice(1);
  }
}
