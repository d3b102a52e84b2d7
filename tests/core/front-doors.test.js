/**
 * The table of events and answers in `tests/cases/`, through every other front door than CloudFront: the same
 * reads, bodies, headers and statuses, but for what a front door loses of a request, and for
 * limits.
 */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testCore } from '../support/core.js';
import { EVENTS } from '../support/front-doors.js';
import { eventOf, getItemResponse, readOf, responseOf, tables } from '../support/table.js';

/** @typedef {import('../support/table.js').Case} Case */

/** Answers that are too large for CloudFront, and not here. */
const SMALLER_LIMIT = [
  'the answer is too large',
  'a byte over 40 KB at viewer-request is not kept',
];
const API_GATEWAY = [...SMALLER_LIMIT, 'a byte over 1 MB at origin-request is not kept'];

/** Its 1 MB is that of the JSON of the whole result. */
const LOAD_BALANCER = [...SMALLER_LIMIT, '1 MB at origin-request with the headers of what is kept'];

const DECODED_PATH = [
  'a literal segment with an escape is another path, and not a parameter',
  'a literal segment with a needless escape of another letter',
  'an escape in a segment before the parameter',
  'a parameter is decoded',
  'a path with an escape is another path',
];

/** Nothing tells which name a cache in front has compared. */
const DECODED_NAMES = ['cache-key.json', 'another parameter is not kept at origin-request'];

const LAST_VALUE = [
  'the first of two values wins',
  'at viewer-request too, the first of two values wins',
  'the first value wins',
  'blank first, a value second',
];

/** The cases, and files of them, that a front door answers in another way. @type {Record<string, string[]>} */
const OTHERS = {
  'http-api': [...API_GATEWAY, ...DECODED_PATH],
  'http-api, payload 1.0': [...API_GATEWAY, ...DECODED_PATH, ...DECODED_NAMES],
  'function-url': API_GATEWAY,
  'rest-api': [...API_GATEWAY, ...DECODED_NAMES],
  'load-balancer': [...LOAD_BALANCER, ...LAST_VALUE],
  'load-balancer-multi-value': LOAD_BALANCER,
};

for (const [frontDoor, eventThrough] of Object.entries(EVENTS)) {
  for (const { file, config, headers, cases } of tables()) {
    // Those are CloudFront's own.
    if (file === 'sizes.json' || OTHERS[frontDoor].includes(file)) continue;
    describe(`${file} through ${frontDoor}`, () => {
      const core = testCore(config);
      for (const testCase of cases) {
        const sent = sentIn(testCase);
        if (sent === undefined) continue;
        const isOther = OTHERS[frontDoor].includes(testCase.name);
        test(isOther ? `otherwise: ${testCase.name}` : testCase.name, () => {
          const { read, answer } = take(core, eventThrough(sent), testCase);
          const actual = { read, code: answer.code, ...responseIn(answer.response) };
          const { read: expectedRead, code } = testCase;
          const expected = responseOf(testCase, headers);
          const same = { read: expectedRead, code, ...responseIn(inProxyForm(expected)) };
          if (isOther) assert.notDeepEqual(actual, same);
          else assert.deepEqual(actual, same);
        });
      }
    });
  }
}

/**
 * The request of a case, unless its event is not one that CloudFront sends.
 *
 * @param {Case} testCase
 */
function sentIn(testCase) {
  const event = /** @type {any} */ (eventOf(testCase));
  const { config, request } = event?.Records?.[0]?.cf ?? {};
  if (testCase.code === 'internal' || typeof request?.uri !== 'string') return undefined;
  return {
    method: request.method,
    uri: request.uri,
    querystring: request.querystring ?? '',
    origin: request.headers?.origin?.[0]?.value,
    isFromCloudFront: config?.eventType === 'origin-request',
  };
}

/**
 * @param {import('../../wrapper/function/core.js').Core} core
 * @param {unknown} event
 * @param {Case} testCase
 */
function take(core, event, testCase) {
  const decision = core.decide(event, testCase.route);
  if (decision.type === 'respond') return { read: undefined, answer: decision };
  const body = testCase.outcome === undefined ? Buffer.from('{}') : getItemResponse(testCase);
  return { read: readOf(decision), answer: core.shape(decision, body) };
}

/** @param {any} response With single or with multi-value headers. */
function responseIn({ statusCode, headers, multiValueHeaders, body, isBase64Encoded }) {
  const single = Object.entries(multiValueHeaders ?? {}).map(([name, [value]]) => [name, value]);
  return { statusCode, headers: headers ?? Object.fromEntries(single), body, isBase64Encoded };
}

/** @param {ReturnType<typeof responseOf>} response */
function inProxyForm({ status, headers, body = '' }) {
  const fields = /** @type {{ key: string, value: string }[][]} */ (Object.values(headers));
  return {
    statusCode: Number(status),
    headers: Object.fromEntries(fields.map(([{ key, value }]) => [key, value])),
    body,
    isBase64Encoded: false,
  };
}
