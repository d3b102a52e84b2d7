/**
 * The table of events and answers in `tests/cases/`, through the function's WebAssembly in Node.js. `cases.rs`
 * runs the same table through the native core, with equal bytes.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testCore } from '../support/core.js';
import { eventOf, getItemResponse, readOf, responseOf, tables } from '../support/table.js';

for (const { file, config, headers, cases } of tables()) {
  describe(file, () => {
    const core = testCore(config);
    for (const testCase of cases) {
      test(testCase.name, async () => {
        const { read, answer } = await take(core, testCase);
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
 * @param {import('../../wrapper/function/core.js').Core} core
 * @param {import('../support/table.js').Case} testCase
 */
async function take(core, testCase) {
  const decision = core.decide(eventOf(testCase), testCase.route);
  if (decision.type === 'respond') return { read: undefined, answer: decision };
  return { read: readOf(decision), answer: core.shape(decision, getItemResponse(testCase)) };
}
