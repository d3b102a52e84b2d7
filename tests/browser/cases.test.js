/**
 * Runs the table of cases through WebAssembly in Chromium, with equal bytes. `cases.rs` runs the
 * same table through the native core, and `cases.test.js` in Node.js.
 */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { parseApi } from '../../wrapper/api/load.js';
import { eventOf, getItemResponse, readOf, responseOf, tables } from '../support/table.js';
import { corePage } from './core-page.js';

const page = corePage();

for (const { file, config, headers, cases } of tables()) {
  describe(file, () => {
    /** @type {Awaited<ReturnType<typeof answers>>} */
    let found;
    before(async () => {
      const compiled = Buffer.from(parseApi(config).compiled).toString('base64');
      found = await answers(compiled, cases);
    });

    for (const [index, testCase] of cases.entries()) {
      test(testCase.name, () => {
        const { read, response, code } = found[index];
        assert.equal(response, JSON.stringify(responseOf(testCase, headers)));
        assert.deepEqual(read && readOf(read), testCase.read);
        assert.equal(code, testCase.code);
      });
    }

    test('what the edge would refuse, a page learns before', async () => {
      const client = Buffer.from(parseApi(config).client).toString('base64');
      const asked = cases.flatMap((testCase) => {
        const { request, route } = testCase;
        if (request?.method !== 'GET' || request.origin !== undefined || route !== undefined)
          return [];
        const lookup = lookupOf(JSON.parse(config).routes, request);
        // A page names a route, and so asks for no path that none has.
        return lookup === undefined || testCase.code === 'no-route' ? [] : [{ testCase, lookup }];
      });
      const refusals = await validate(
        client,
        asked.map(({ lookup }) => lookup),
      );
      const expected = asked.map(({ testCase: { read, status, message, code } }) =>
        read === undefined ? { status: Number(status), message, code } : null,
      );
      assert.deepEqual(
        refusals.map((refusal) => {
          if (refusal === null) return null;
          const { parameter: _, ...rest } = refusal;
          return rest;
        }),
        expected,
      );
    });
  });
}

/**
 * What the core in the page makes of each case.
 *
 * @param {string} compiled In base64.
 * @param {import('../support/table.js').Case[]} cases
 */
function answers(compiled, cases) {
  const inputs = cases.map((testCase) => ({
    // As text, in which a lone surrogate is an escape that crosses unharmed.
    event: JSON.stringify(eventOf(testCase)),
    route: testCase.route,
    response:
      testCase.outcome === undefined ? undefined : getItemResponse(testCase)?.toString('base64'),
  }));
  return page().evaluate(
    async ({ compiled, inputs }) => {
      const { default: init, Api } = await import(String('/edge/edge_lookup.js'));
      await init();
      /** @param {string} base64 */
      const bytesOf = (base64) => Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
      const api = new Api(bytesOf(compiled));
      return inputs.map(({ event, route, response }) => {
        const decision = api.decide(JSON.parse(event), route);
        const isRead = decision.type === 'get-item';
        const answer = isRead ? api.shape(decision, response && bytesOf(response)) : decision;
        return {
          read: isRead ? decision : undefined,
          response: JSON.stringify(answer.response),
          code: answer.code,
        };
      });
    },
    { compiled, inputs },
  );
}

/**
 * The route that a request is for, and all of its parameters as form data.
 *
 * @param {{ name: string, path: string }[]} routes
 * @param {{ uri: string, querystring: string }} request
 * @returns {[route: string, form: string] | undefined}
 */
function lookupOf(routes, { uri, querystring }) {
  const exact = routes.find(({ path }) => path === uri);
  if (exact !== undefined) return [exact.name, querystring];
  for (const { name, path } of routes.filter(({ path }) => path.includes('{'))) {
    const pattern = path.replaceAll(/\{(.+?)\}/g, '(?<$1>[^/]+)');
    const { groups } = new RegExp(`^${pattern}$`).exec(uri) ?? {};
    if (groups === undefined) continue;
    const inPath = Object.entries(groups).map(([key, it]) => `${key}=${it.replaceAll('+', '%2B')}`);
    return [name, [...inPath, querystring].join('&')];
  }
  return undefined;
}

/**
 * What the validator in the page says of each lookup.
 *
 * @param {string} compiled In base64.
 * @param {[route: string, form: string][]} lookups
 */
function validate(compiled, lookups) {
  return page().evaluate(
    async ({ compiled, lookups }) => {
      const { default: init, Validator } = await import(String('/page/edge_lookup.js'));
      await init();
      const validator = new Validator(Uint8Array.from(atob(compiled), (it) => it.charCodeAt(0)));
      return lookups.map(([route, form]) => validator.validate(route, form));
    },
    { compiled, lookups },
  );
}
