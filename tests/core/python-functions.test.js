/**
 * The Python functions that the MediaConvert example takes the place of, behind each of their front doors, against
 * ours: the same requests have the same reads and answers, but for the differences that docs/from-python.md lists.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createHandlers } from '../../wrapper/function/handler.js';
import { CONFIG, testCore } from '../support/core.js';
import { getItem, USUAL_HEADERS } from '../support/examples.js';
import { EVENTS } from '../support/front-doors.js';
import { ITEMS, jobRequests, ROUTES } from '../support/job-requests.js';
import { callPython, pythonSkip, seen } from '../support/python-functions.js';
import { eventOf, readOf } from '../support/table.js';

/** @import { Sent } from '../support/front-doors.js' */
/** @import { Asked } from '../support/job-requests.js' */
/** @import { Result } from '../support/python-functions.js' */

const REQUESTS = 300;

/** The front doors that the Python functions can answer. @type {Record<string, (sent: Sent) => unknown>} */
const DOORS = {
  'viewer-request': (sent) => eventOf(/** @type {any} */ ({ request: sent })),
  'http-api': EVENTS['http-api'],
  'function-url': EVENTS['function-url'],
  'load-balancer': EVENTS['load-balancer'],
};

/** The headers that ours adds to every answer. */
const ADDED = ['X-Content-Type-Options', 'Cache-Control'];
const HEADERS = Object.fromEntries(USUAL_HEADERS.filter(([name]) => !ADDED.includes(name)));

/**
 * @typedef {object} Difference
 * @property {string} listed How the page begins to say so.
 * @property {string[]} [doors] Behind which it is (default: all).
 * @property {(asked: Asked, theirs: Result) => boolean} applies
 */

/** @type {Difference[]} */
const DIFFERENCES = [
  { listed: 'HEAD is answered as GET', applies: ({ sent }) => sent.method === 'HEAD' },
  {
    listed: 'A key that DynamoDB would refuse',
    applies: (_, { raised }) => raised === 'ValidationException',
  },
  {
    listed: 'Where those functions raised an exception',
    applies: (_, { raised }) => raised === 'KeyError' || raised === 'ServiceUnavailable',
  },
  {
    listed: 'An answer that is over the limit',
    doors: ['viewer-request'],
    applies: (_, theirs) => isTooLarge(theirs),
  },
  {
    listed: 'Blank values count',
    doors: ['viewer-request'],
    applies: ({ sent }) => parametersIn(sent).some(([, value]) => value === ''),
  },
  {
    listed: 'If a parameter is sent more than once',
    doors: ['http-api', 'function-url'],
    applies: ({ sent, parameter }) =>
      parametersIn(sent).filter(([name]) => name === parameter).length > 1,
  },
  {
    listed: 'A query string is decoded',
    doors: ['load-balancer'],
    applies: ({ sent }) => /[%+]/.test(sent.querystring),
  },
  {
    listed: 'A request without any parameter',
    doors: ['load-balancer'],
    applies: ({ sent }) => sent.querystring === '',
  },
];

const skip = pythonSkip();

for (const [door, eventThrough] of Object.entries(DOORS)) {
  describe(`${REQUESTS} requests through ${door}`, { skip }, async () => {
    const asked = fc.sample(jobRequests(), { numRuns: REQUESTS, seed: 19 });
    const theirs = callThem(asked, eventThrough);
    const ours = await callUs(asked, eventThrough);
    // What they would answer if their events had what ours makes of a request.
    const ideal = callThem(asked, (sent) => EVENTS['http-api'](asReadByOurs(sent, door)));
    const rows = asked.map((each, i) => ({
      request: JSON.stringify(each),
      ours: ours[i],
      theirs: seen(theirs[i]),
      listed: asListed(ideal[i], each, door),
      differences: DIFFERENCES.filter(
        ({ doors, applies }) => (doors?.includes(door) ?? true) && applies(each, theirs[i]),
      ),
    }));

    test('have the same reads and answers where no difference is listed', () => {
      const same = rows.filter(({ differences }) => differences.length === 0);
      assert(same.length > REQUESTS / 10);
      for (const { request, ours, theirs } of same) assert.deepEqual(ours, theirs, request);
    });

    test('have the reads and answers that the differences say', () => {
      for (const { request, ours, listed } of rows) assert.deepEqual(ours, listed, request);
    });

    for (const difference of DIFFERENCES.filter(({ doors }) => doors?.includes(door) ?? true)) {
      test(`show the difference: ${difference.listed} …`, () => {
        const alone = rows.filter(
          ({ differences }) => differences.length === 1 && differences[0] === difference,
        );
        const other = alone.filter(
          ({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs),
        );
        assert(other.length > 0);
      });
    }

    test('get every kind of answer', () => {
      const kinds = new Set(rows.map(({ ours }) => `${ours.status} ${ours.body}`));
      const messages = [...kinds].flatMap((kind) => /^\d+ .*"message":"([^"]*)"/.exec(kind) ?? []);
      assert(messages.length >= 9, messages.join('\n'));
    });
  });
}

test('each difference is listed in docs/from-python.md', () => {
  const page = readFileSync(new URL('../../docs/from-python.md', import.meta.url), 'utf8');
  for (const { listed } of DIFFERENCES) assert(page.includes(`\n- ${listed}`), listed);
  for (const name of ADDED) assert(page.includes(`\`${name}\``), name);
});

test('behind other front doors, the Python functions answer no GET', { skip }, () => {
  const [{ name: route, path, parameter }] = ROUTES;
  const sent = { method: 'GET', uri: path, querystring: `${parameter.name}=Sintel.mov` };
  const others = Object.keys(EVENTS).filter((door) => !(door in DOORS));
  assert(others.length > 0);
  for (const door of others) {
    const asked = [{ route, parameter: parameter.name, sent, fails: false }];
    assert.equal(callThem(asked, EVENTS[door])[0].raised, 'KeyError', door);
  }
});

/** @param {Sent} sent */
function parametersIn({ querystring }) {
  return [...new URLSearchParams(querystring)];
}

/**
 * What ours makes of a request: HEAD is GET, and a parameter has one value.
 *
 * @param {Sent} sent
 * @param {string} door
 */
function asReadByOurs(sent, door) {
  // A load balancer sends on the last value alone, of a name as it was written.
  const sentOn = new Map(sent.querystring.split('&').map((pair) => [pair.split('=')[0], pair]));
  const querystring = door === 'load-balancer' ? [...sentOn.values()].join('&') : sent.querystring;
  const single = new Map(parametersIn({ ...sent, querystring }).toReversed());
  return {
    ...sent,
    method: sent.method === 'HEAD' ? 'GET' : sent.method,
    querystring: new URLSearchParams([...single]).toString(),
  };
}

/**
 * @param {Asked[]} asked
 * @param {(sent: Sent) => unknown} eventThrough
 */
function callThem(asked, eventThrough) {
  const calls = asked.map(({ route, sent, fails }) => ({
    function: route,
    event: eventThrough(sent),
    fails,
  }));
  return callPython(ITEMS, JSON.parse(CONFIG).cors.allowedOrigins, calls);
}

/**
 * @param {Asked[]} asked
 * @param {(sent: Sent) => unknown} eventThrough
 */
async function callUs(asked, eventThrough) {
  const core = testCore();
  const answers = [];
  for (const { route, sent, fails } of asked) {
    /** @type {Result['read']} */
    let read = null;
    const handlers = createHandlers({
      core,
      read: async (body, _, accept) => {
        const { table, value } = readOf({ route, body });
        read = { table, value };
        const answer = fails ? undefined : accept(getItem(ITEMS, body));
        return { answer, attempts: 1, failures: [] };
      },
      log: () => {},
    });
    const answer = seen({ read, response: await handlers[route](eventThrough(sent)) });
    for (const name of ADDED) delete answer.headers?.[name];
    answers.push({ ...answer, read });
  }
  return answers;
}

/**
 * What the page says that ours answers in place of an ideal answer of theirs.
 *
 * @param {Result} ideal
 * @param {Asked} asked
 * @param {string} door
 */
function asListed(ideal, { parameter }, door) {
  const form = door in EVENTS ? 'proxy' : 'CloudFront';
  const refusal = (/** @type {number} */ status, /** @type {string} */ message, more = {}) => ({
    form,
    status,
    headers: { ...HEADERS, ...more },
    body: JSON.stringify({ success: false, message }),
    read: ideal.read,
  });
  switch (ideal.raised) {
    case 'ValidationException':
      return refusal(422, `Invalid parameter ${parameter}.`);
    case 'KeyError':
      return refusal(500, 'Invalid item.');
    case 'ServiceUnavailable':
      return refusal(503, 'Service unavailable.', { 'Retry-After': '1' });
    default:
      if (door === 'viewer-request' && isTooLarge(ideal))
        return refusal(500, 'Response is too large.');
      return { ...seen(ideal), form };
  }
}

/** @param {Result} result Whether CloudFront refuses it at viewer-request. */
function isTooLarge({ response }) {
  return (response?.body?.length ?? 0) > 40 * 1024;
}
