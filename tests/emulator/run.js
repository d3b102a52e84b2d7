/** Runs a case of the corpus against the local edge, through HTTP. */

import assert from 'node:assert/strict';
import { once } from 'node:events';

import { edgeOf } from '../support/edge.js';
import { exchange } from './http.js';
import { play } from './play.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { EventType } from '../../wrapper/emulator/event-type.js' */
/** @import { Case, Expected, Step } from './corpus.js' */
/** @import { HttpResponse } from './http.js' */

/** The time at which each case begins. */
const START = Date.parse('2026-01-01T00:00:00Z');

/** @param {Case} testCase */
export async function runCase({ behaviors, steps, timeoutMs, ...settings }) {
  /** @type {string[]} */
  const log = [];
  const clock = { at: 0 };
  const played = play();
  const eventTypes = new Set(steps.flatMap(({ functions }) => Object.keys(functions)));
  const hasOrigin = steps.some(({ origin }) => origin);
  const server = edgeOf({
    behaviors: behaviors.map(({ includeBody, origin, eventType: _, ...behavior }) => ({
      ...behavior,
      functions: Object.fromEntries(
        [...eventTypes].map((it) => [
          it,
          {
            handler: played.handler,
            timeoutMs,
            includeBody: includeBody.includes(/** @type {EventType} */ (it)),
          },
        ]),
      ),
      ...(hasOrigin && { origin: { settings: origin, ask: played.ask } }),
    })),
    log: (line) => log.push(line),
    errorCachingMinTTL: settings.errorCachingMinTTL,
    cloudFrontHeaders: settings.cloudFrontHeaders,
    customErrorResponses: settings.customErrorResponses,
    defaultRootObject: settings.defaultRootObject,
    now: () => START + clock.at * 1000,
  });
  server.on('request', () => played.arrive());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  try {
    for (const [index, step] of steps.entries()) {
      clock.at = step.at;
      played.begin(step);
      const requests = Array.from({ length: step.times }, () => exchange(port, step.request));
      const answers = await Promise.all(requests);
      await played.ran(step.expect.runs ?? 0);
      const seen = { answers, broken: rulesIn(log.splice(0)), ...played.seen() };
      explained(`step ${index + 1}, at ${step.at} s`, () => check(step, seen));
    }
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/**
 * @typedef {object} Seen
 * @property {HttpResponse[]} answers
 * @property {string[]} broken
 * @property {number} runs
 * @property {Partial<Record<string, unknown>>} events
 * @property {number} fetches
 * @property {unknown} asked
 */

/**
 * @param {Step} step
 * @param {Seen} seen
 */
function check({ request, times, expect }, { answers, broken, runs, events, fetches, asked }) {
  for (const answer of answers) {
    assert.equal(
      answer.status,
      expect.status,
      `status; the answer is ${answer.body.slice(0, 300)}`,
    );
    if (expect.reason !== undefined) assert.equal(answer.reason, expect.reason);
    if (expect.body !== undefined) assert.equal(answer.body, expect.body, 'body');
    checkHeaders(answer, expect);
    // What is stale may stand in for an error.
    if (expect.rule && answer.status >= 400 && request.method !== 'HEAD') {
      assert.deepEqual(rulesOn(answer.body), [expect.rule], 'rules on the error page');
    }
  }
  assert.deepEqual(broken, expect.rule ? Array(times).fill(expect.rule) : [], 'rules in the log');
  if (expect.xCache) assert.deepEqual(countsOf(answers, 'x-cache'), expect.xCache, 'X-Cache');
  if (expect.runs !== undefined) assert.equal(runs, expect.runs, 'runs');
  if (expect.event !== undefined) checkPart(Object.values(events)[0], expect.event, 'event');
  for (const [eventType, part] of Object.entries(expect.events ?? {})) {
    checkPart(events[eventType], part, eventType);
  }
  if (expect.fetches !== undefined) assert.equal(fetches, expect.fetches, 'fetches');
  if (expect.asked !== undefined) checkPart(asked, expect.asked, 'asked');
}

/**
 * @param {HttpResponse} answer
 * @param {Expected} expect
 */
function checkHeaders(answer, { headers = {}, spelling = [] }) {
  for (const [name, expected] of Object.entries(headers)) {
    const values = valuesOf(answer, name);
    if (expected === true) assert.equal(values.length, 1, name);
    else assert.deepEqual(values, expected === null ? [] : [expected].flat(), name);
  }
  const names = answer.headers.map(([name]) => name);
  for (const name of spelling) assert.ok(names.includes(name), `${name} is not in ${names}`);
}

/**
 * Whether something has all that is expected, and perhaps more. `null` is for what is absent, and
 * `true` for anything.
 *
 * @param {any} actual
 * @param {any} expected
 * @param {string} path
 */
function checkPart(actual, expected, path) {
  if (expected === null) return assert.equal(actual, undefined, path);
  if (expected === true) return assert.notEqual(actual, undefined, path);
  if (typeof expected !== 'object' || Array.isArray(expected)) {
    return assert.deepEqual(actual, expected, path);
  }
  for (const [member, part] of Object.entries(expected)) {
    checkPart(actual?.[member], part, `${path}.${member}`);
  }
}

/**
 * @param {HttpResponse} answer
 * @param {string} name
 */
function valuesOf({ headers }, name) {
  return headers
    .filter(([sent]) => sent.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}

/**
 * How many answers have which value.
 *
 * @param {HttpResponse[]} answers
 * @param {string} name
 */
function countsOf(answers, name) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const value of answers.flatMap((answer) => valuesOf(answer, name))) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** @param {string} page */
function rulesOn(page) {
  return [...page.matchAll(/^- (\w+): /gm)].map(([, rule]) => rule);
}

/** Lines without a rule are the stacks of what was thrown. @param {string[]} log */
function rulesIn(log) {
  return log.flatMap((line) => /^\d{3} \S+ \S+ \w+ (\w+): /.exec(line)?.[1] ?? []);
}

/**
 * @param {string} where
 * @param {() => void} work
 */
function explained(where, work) {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) error.message = `${where}: ${error.message}`;
    throw error;
  }
}
