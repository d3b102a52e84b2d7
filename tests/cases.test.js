/**
 * The table of events and answers in `tests/cases/`, through WebAssembly in Node.js. `cases.rs`
 * runs the same table through the native core, with equal bytes.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Api } from '../wrapper/core.js';
import { eventOf, responseOf, tables } from './table.js';

for (const { file, config, headers, cases } of tables()) {
  describe(file, () => {
    const api = new Api(config);
    for (const testCase of cases) {
      test(testCase.name, () => {
        const { read, answer } = take(api, testCase);
        const expected = responseOf(testCase, headers);
        assert.equal(JSON.stringify(answer.response), JSON.stringify(expected));
        assert.deepEqual(read, testCase.read);
        assert.equal(answer.code, testCase.code);
      });
    }
  });
}

/**
 * Takes a case through both steps.
 *
 * @param {Api} api
 * @param {import('./table.js').Case} testCase
 */
function take(api, testCase) {
  const decision = api.decide(eventOf(testCase), testCase.route);
  if (decision.type === 'respond') return { read: undefined, answer: decision };
  const { TableName: table, Key } = decision.input;
  const [[key, { S: value }]] = Object.entries(Key);
  const read = { route: decision.route, table, key, value };
  return { read, answer: api.shape(decision, testCase.outcome) };
}
