/**
 * The examples' tables of requests and answers, through the function's WebAssembly in Node.js. `examples.rs`
 * runs the same tables through the native core, with equal bytes.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testCore } from '../support/core.js';
import { examples, expectedResponse, getItem, requestEvent } from '../support/examples.js';

for (const { name, config, items, requests } of examples()) {
  describe(name, () => {
    const core = testCore(config);
    for (const row of requests) {
      test(`${row.name}: ${row.request}`, () => {
        const decision = core.decide(requestEvent(row));
        const { response } =
          decision.type === 'get-item'
            ? core.shape(decision, getItem(items, decision.body))
            : decision;
        assert.equal(JSON.stringify(response), JSON.stringify(expectedResponse(row)));
      });
    }
  });
}
