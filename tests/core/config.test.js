/**
 * Wrong configurations in `tests/config/mistakes.json`, through WebAssembly in Node.js, and what
 * is said of them. `config.rs` runs the same table through the native core.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';

const table = JSON.parse(readFileSync(new URL('config/mistakes.json', import.meta.url), 'utf8'));

for (const { name, config, text = JSON.stringify(config), mistakes } of table) {
  test(name, () => {
    assert.equal(report(text), mistakes.join('\n'));
  });
}

/** @param {string} text */
function report(text) {
  try {
    parseApi(text);
    return '';
  } catch (error) {
    assert(error instanceof Error);
    // Indented, below a line that names the file.
    return error.message.replaceAll('\n  ', '\n').replace(/^.*\n/, '');
  }
}
