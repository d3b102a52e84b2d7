/** Whatever functions return, the viewer gets an answer, and the rules say why it is not theirs. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ANY_PATH } from '../../wrapper/emulator/behavior.js';
import { createDistribution } from '../../wrapper/emulator/distribution.js';
import { EXAMPLE_ORIGIN } from '../../wrapper/emulator/event.js';
import { EVENT_TYPES } from '../../wrapper/emulator/event-type.js';
import { viewerRequest } from '../../wrapper/emulator/request.js';

/** @import { Origin } from '../../wrapper/emulator/origin/origin.js' */

const junk = fc.oneof(
  fc.constantFrom(null, '', '/a', '@@', 'a b', 7, true, [], {}, 'text', 'base64', 'replace'),
  fc.string({ maxLength: 5 }),
  fc.array(fc.constantFrom(null, 'a', { value: 'b' }, { key: 'X-A', value: 7 }), { maxLength: 2 }),
);
const names = fc.constantFrom(
  'x-a',
  'Host',
  'via',
  'content-length',
  'x-cache',
  '',
  'é',
  '__proto__',
);
const headers = fc.oneof(junk, fc.dictionary(names, junk, { maxKeys: 2 }));
const settings = fc.oneof(
  junk,
  fc.record(
    { domainName: junk, path: junk, port: junk, protocol: junk, customHeaders: headers },
    { requiredKeys: [] },
  ),
);

/** Members to put over those of the event. */
const changes = fc.record(
  {
    uri: junk,
    querystring: junk,
    method: junk,
    headers,
    status: fc.oneof(junk, fc.constantFrom('200', '404', '204')),
    statusDescription: junk,
    bodyEncoding: junk,
    body: fc.oneof(junk, fc.record({ action: junk, data: junk, encoding: junk })),
    origin: fc.oneof(junk, fc.record({ custom: settings, s3: settings }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);
const result = fc.oneof(junk, changes);

/** @type {Origin} */
const ORIGIN = {
  settings: EXAMPLE_ORIGIN,
  ask: async () => ({ status: 200, reason: 'OK', headers: [], body: Buffer.from('a') }),
};

for (const lenient of [false, true]) {
  for (const origin of [undefined, ORIGIN]) {
    test(`${lenient ? 'lenient' : 'strict'}, ${origin ? 'with' : 'without'} an origin`, async () => {
      const property = fc.asyncProperty(
        fc.constantFrom(...EVENT_TYPES),
        result,
        fc.boolean(),
        fc.constantFrom('GET', 'HEAD', 'POST'),
        async (eventType, returned, isChanged, method) => {
          const handler = async (/** @type {any} */ { Records: [{ cf }] }) =>
            isChanged && typeof returned === 'object' && returned !== null
              ? { ...(cf.response ?? cf.request), ...returned }
              : returned;
          const answer = createDistribution({
            behaviors: [{ ...ANY_PATH, functions: { [eventType]: { handler } }, origin }],
            log: () => {},
            lenient,
          });
          const rawHeaders = ['Host', 'edge', 'Cookie', 'a=1; b=2'];
          const sent = { method, target: '/a?b=c', rawHeaders, clientIp: '192.0.2.1' };
          const { status, exchange } = await answer(viewerRequest(sent));
          assert.ok(status >= 200 && status <= 599, `${status}`);
          const { accepted, violations } = exchange.verdict;
          if (!accepted) assert.ok(violations.length > 0);
          if (!lenient && accepted) assert.deepEqual(violations, []);
          assert.doesNotThrow(() => JSON.stringify(exchange));
        },
      );
      await fc.assert(property, { numRuns: 3_000 });
    });
  }
}
