/**
 * Runs the examples' tables of requests and answers through WebAssembly in Chromium, with equal bytes.
 * `examples.rs` runs the same tables through the native core, and `examples.test.js` beside it in Node.js.
 */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';
import { examples, expectedResponse, getItem, requestEvent } from '../support/examples.js';
import { corePage } from './core-page.js';

/** @import { Example } from '../support/examples.js' */

const EXAMPLES = examples();

const page = corePage({
  getItem: (/** @type {number} */ index, /** @type {string} */ body) =>
    getItem(EXAMPLES[index].items, body).toString('base64'),
});

for (const [index, example] of EXAMPLES.entries()) {
  describe(example.name, () => {
    /** @type {string[]} */
    let found;
    before(async () => {
      found = await responses(index, example);
    });

    for (const [position, row] of example.requests.entries()) {
      test(`${row.name}: ${row.request}`, () => {
        assert.equal(found[position], JSON.stringify(expectedResponse(row)));
      });
    }
  });
}

/**
 * What the core in the page answers each request with.
 *
 * @param {number} index Of the example.
 * @param {Example} example
 * @returns {Promise<string[]>}
 */
function responses(index, { config, requests }) {
  const compiled = Buffer.from(parseApi(config).compiled).toString('base64');
  const events = requests.map(requestEvent);
  return page().evaluate(
    async ({ index, compiled, events }) => {
      const { default: init, Api } = await import(String('/edge/edge_lookup.js'));
      await init();
      /** @param {string} base64 */
      const bytesOf = (base64) => Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
      const { getItem } = /** @type {any} */ (globalThis);
      const api = new Api(bytesOf(compiled));
      const texts = [];
      for (const event of events) {
        const decision = api.decide(event);
        const isRead = decision.type === 'get-item';
        const { response } = isRead
          ? api.shape(decision, bytesOf(await getItem(index, decision.body)))
          : decision;
        texts.push(JSON.stringify(response));
      }
      return texts;
    },
    { index, compiled, events },
  );
}
