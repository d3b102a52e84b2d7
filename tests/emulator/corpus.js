/** Reads `corpus/*.json`. See `corpus/README.md` for its form. */

import { readdirSync, readFileSync } from 'node:fs';
import { EXAMPLE_ORIGIN } from '../../wrapper/emulator/event.js';
import { check, checkBehavior, STEP } from './corpus-members.js';

/** @import { CloudFrontOrigin } from 'aws-lambda' */
/** @import { Behavior, CachePolicy, CustomErrorResponse } from '../../wrapper/emulator/behavior.js' */
/** @import { EventType } from '../../wrapper/emulator/event-type.js' */

const CORPUS = new URL('corpus/', import.meta.url);

/**
 * @typedef {object} CorpusRequest
 * @property {string} [method]
 * @property {string} [target]
 * @property {'utf8' | 'latin1'} [charset]
 * @property {[name: string, value: string][]} [headers]
 * @property {string} [body]
 *
 * @typedef {object} Script What a function does: one of these, and perhaps the last two.
 * @property {unknown} [returns]
 * @property {string} [throws]
 * @property {true} [hangs]
 * @property {true} [returnsNothing]
 * @property {Record<string, any>} [forwards]
 * @property {Record<string, any>} [updates]
 * @property {true} [rewritesKeys]
 * @property {true} [spoils]
 *
 * @typedef {Partial<Record<EventType, Script>>} Scripts
 *
 * @typedef {object} OriginScript What the origin answers.
 * @property {number} [status]
 * @property {[name: string, value: string][]} [headers]
 * @property {string} [body]
 * @property {true} [fails]
 * @property {Record<string, OriginScript>} [at] What it answers at a path, in place of that.
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
 * @property {Partial<Record<EventType, unknown>>} [events]
 * @property {number} [fetches]
 * @property {unknown} [asked]
 *
 * @typedef {object} Step
 * @property {number} at
 * @property {number} times
 * @property {CorpusRequest} request
 * @property {Scripts} functions
 * @property {OriginScript} [origin]
 * @property {Expected} expect
 *
 * @typedef {Omit<Behavior, 'functions' | 'origin'> & {
 *   eventType: EventType, includeBody: EventType[], origin: CloudFrontOrigin }} CorpusBehavior
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {string} source
 * @property {string} [note]
 * @property {CorpusBehavior[]} behaviors
 * @property {Record<string, number>} [errorCachingMinTTL]
 * @property {number} [timeoutMs]
 * @property {Record<string, string>} [cloudFrontHeaders]
 * @property {CustomErrorResponse[]} [customErrorResponses]
 * @property {string} [defaultRootObject]
 * @property {Step[]} steps
 */

/**
 * The behavior of a case that says nothing else.
 *
 * @type {CorpusBehavior}
 */
const BEHAVIOR = {
  pathPattern: '*',
  eventType: 'viewer-request',
  includeBody: [],
  allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
  cachedMethods: ['GET', 'HEAD'],
  compress: false,
  cachePolicy: {
    minTTL: 0,
    defaultTTL: 0,
    maxTTL: 31_536_000,
    queryStrings: 'all',
    headers: [],
    cookies: [],
    gzip: false,
    brotli: false,
  },
  origin: EXAMPLE_ORIGIN,
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
  const { behavior: own, otherBehaviors = [], cached, ...others } = found;
  for (const behavior of [ofFile, own, ...otherBehaviors]) checkBehavior(behavior, where);
  const only = Object.fromEntries(STEP.map((member) => [member, others[member]]));
  const rest = Object.entries(others).filter(([member]) => !STEP.includes(member));
  const behavior = merged(merged(BEHAVIOR, ofFile), own);
  const all = cached === undefined ? (steps ?? [only]) : stepsOf(cached, others.function);
  return {
    .../** @type {any} */ (Object.fromEntries(rest)),
    behaviors: [...otherBehaviors.map((/** @type {any} */ it) => merged(behavior, it)), behavior],
    steps: completeSteps(all, behavior.eventType, where),
  };
}

/**
 * @param {any[]} steps
 * @param {EventType} eventType
 * @param {string} where
 * @returns {Step[]}
 */
function completeSteps(steps, eventType, where) {
  /** @type {Scripts} */
  let said = steps.some((step) => step.functions ?? (step.origin && !step.function))
    ? {}
    : { [eventType]: { returns: { status: '200' } } };
  /** @type {OriginScript | undefined} */
  let origin;
  return steps.map((step) => {
    check('step', step, where);
    check('request', step.request, where);
    check('functions', step.functions, where);
    for (const script of [step.function, ...Object.values(step.functions ?? {})]) {
      check('function', script, where);
    }
    check('origin', step.origin, where);
    check('expect', step.expect, where);
    said = step.functions ?? (step.function && { [eventType]: step.function }) ?? said;
    origin = step.origin ?? origin;
    return {
      at: step.at ?? 0,
      times: step.times ?? 1,
      request: step.request ?? {},
      functions: said,
      origin,
      expect: step.expect,
    };
  });
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
 * @param {CorpusBehavior} behavior
 * @param {any} differences
 * @returns {CorpusBehavior}
 */
function merged(behavior, differences = {}) {
  /** @type {CachePolicy} */
  const cachePolicy = { ...behavior.cachePolicy, ...differences.cachePolicy };
  const policy = differences.originRequestPolicy;
  const originRequestPolicy = policy && { headers: [], cookies: [], queryStrings: [], ...policy };
  return {
    ...behavior,
    ...differences,
    cachePolicy,
    ...(originRequestPolicy && { originRequestPolicy }),
  };
}

/**
 * Writes `«a×3»` out as `aaa`.
 *
 * @param {string} text
 */
function repeat(text) {
  return text.replace(/«(.+?)×(\d+)»/g, (_, part, times) => part.repeat(Number(times)));
}
