/** Reads `tests/cloudfront/*.json`. See `tests/cloudfront/README.md` for its form. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

/** @import { Behavior } from '../../wrapper/emulator/behavior.js' */

const CORPUS = new URL('corpus/', import.meta.url);

/**
 * @typedef {object} CorpusRequest
 * @property {string} [method]
 * @property {string} [target]
 * @property {'utf8' | 'latin1'} [charset]
 * @property {[name: string, value: string][]} [headers]
 * @property {string} [body]
 *
 * @typedef {object} Script What the function does: one of these.
 * @property {unknown} [returns]
 * @property {string} [throws]
 * @property {true} [hangs]
 * @property {true} [returnsNothing]
 * @property {Record<string, any>} [forwards]
 *
 * @typedef {object} Expected
 * @property {number} status
 * @property {string} [reason]
 * @property {Record<string, string | string[] | true | null>} [headers]
 * @property {string[]} [spelling]
 * @property {string} [body]
 * @property {Record<string, number>} [xCache]
 * @property {string} [rule]
 * @property {number} [runs]
 * @property {unknown} [event]
 *
 * @typedef {object} Step
 * @property {number} at
 * @property {number} times
 * @property {CorpusRequest} request
 * @property {Script} function
 * @property {Expected} expect
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {string} source
 * @property {string} [note]
 * @property {Behavior} behavior
 * @property {Record<string, number>} [errorCachingMinTTL]
 * @property {number} [timeoutMs]
 * @property {Step[]} steps
 */

/**
 * The behavior of a case that says nothing else.
 *
 * @type {Behavior}
 */
const BEHAVIOR = {
  pathPattern: '*',
  eventType: 'viewer-request',
  allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
  cachedMethods: ['GET', 'HEAD'],
  cachePolicy: {
    minTTL: 0,
    defaultTTL: 0,
    maxTTL: 31_536_000,
    queryStrings: 'all',
    headers: [],
    acceptEncoding: false,
  },
};

const STEP = ['at', 'times', 'request', 'function', 'expect'];

/** The members that there are: a misspelt one would check nothing. */
const MEMBERS = {
  file: ['about', 'behavior', 'cases'],
  case: [
    ...['name', 'source', 'note', 'behavior', 'errorCachingMinTTL', 'timeoutMs'],
    ...['steps', 'cached', ...STEP],
  ],
  behavior: ['eventType', 'allowedMethods', 'cachedMethods', 'cachePolicy'],
  cachePolicy: ['minTTL', 'defaultTTL', 'maxTTL', 'queryStrings', 'headers', 'acceptEncoding'],
  step: STEP,
  request: ['method', 'target', 'charset', 'headers', 'body'],
  function: ['returns', 'throws', 'hangs', 'returnsNothing', 'forwards'],
  expect: ['status', 'reason', 'headers', 'spelling', 'body', 'xCache', 'rule', 'runs', 'event'],
};

/** @returns {{ file: string, about: string, cases: Case[] }[]} All files of the corpus. */
export function corpus() {
  return readdirSync(CORPUS)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const table = JSON.parse(repeat(readFileSync(new URL(file, CORPUS), 'utf8')));
      check('file', table, file);
      const of = (/** @type {any} */ found) => complete(found, table.behavior, file);
      return { file, about: table.about, cases: table.cases.map(of) };
    });
}

/**
 * A case with all that the README lets it leave out.
 *
 * @param {any} found
 * @param {any} ofFile The behavior of the file.
 * @param {string} file
 * @returns {Case}
 */
function complete({ steps, ...found }, ofFile, file) {
  const where = `${file}: ${found.name}`;
  check('case', { ...found, ...(steps && { steps }) }, where);
  for (const behavior of [ofFile, found.behavior]) {
    check('behavior', behavior, where);
    check('cachePolicy', behavior?.cachePolicy, where);
  }
  const { request, function: script, expect, at, times, cached, ...rest } = found;
  /** @type {Script} */
  let said = { returns: { status: '200' } };
  const only = { at, times, request, function: script, expect };
  const all = cached === undefined ? (steps ?? [only]) : stepsOf(cached, script);
  return {
    ...rest,
    behavior: merged(merged(BEHAVIOR, ofFile), found.behavior),
    steps: all.map((/** @type {any} */ step) => {
      check('step', step, where);
      check('request', step.request, where);
      check('function', step.function, where);
      check('expect', step.expect, where);
      said = step.function ?? said;
      return {
        at: step.at ?? 0,
        times: step.times ?? 1,
        request: step.request ?? {},
        function: said,
        expect: step.expect,
      };
    }),
  };
}

/**
 * What shows that a response is cached for so many seconds.
 *
 * @param {number} cached
 * @param {any} script
 */
function stepsOf(cached, script) {
  const { body = '' } = script.returns;
  const status = Number(script.returns.status);
  const asked = { status, body, headers: { Age: null } };
  /** @type {object[]} */
  const steps = [{ at: 0, function: script, expect: { ...asked, runs: 1 } }];
  if (cached > 0) {
    const hit = { status, body, headers: { Age: String(cached - 1) } };
    steps.push({ at: cached - 0.001, expect: { ...hit, runs: 1 } });
  }
  return [...steps, { at: cached, expect: { ...asked, runs: 2 } }];
}

/**
 * @param {Behavior} behavior
 * @param {any} differences
 * @returns {Behavior}
 */
function merged(behavior, differences = {}) {
  const cachePolicy = { ...behavior.cachePolicy, ...differences.cachePolicy };
  return { ...behavior, ...differences, cachePolicy };
}

/**
 * @param {keyof typeof MEMBERS} kind
 * @param {object | undefined} found
 * @param {string} where
 */
function check(kind, found, where) {
  const unknown = Object.keys(found ?? {}).filter((member) => !MEMBERS[kind].includes(member));
  assert.deepEqual(unknown, [], `${where}: members that no ${kind} has`);
}

/**
 * Writes `«a×3»` out as `aaa`.
 *
 * @param {string} text
 */
function repeat(text) {
  return text.replace(/«(.+?)×(\d+)»/g, (_, part, times) => part.repeat(Number(times)));
}
