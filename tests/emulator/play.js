/** Functions and an origin that do what the steps of a case say. */

import { STATUS_CODES } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { originFailure } from '../../wrapper/emulator/error.js';

/** @import { CloudFrontResponseEvent } from 'aws-lambda' */
/** @import { OriginRequest } from '../../wrapper/emulator/origin/origin.js' */
/** @import { Script, Step } from './corpus.js' */

/** How long is waited for what a step starts in the background, in turns of the event loop. */
const PATIENCE = 100;

/** Each answers once all requests of the step have arrived. */
export function play() {
  let runs = 0;
  let fetches = 0;
  let awaited = 0;
  let all = Promise.withResolvers();
  /** @type {Pick<Step, 'functions' | 'origin'>} */
  let script = { functions: {} };
  /** @type {Partial<Record<string, object>>} */
  let events = {};
  /** @type {OriginRequest | undefined} */
  let asked;

  return {
    /** @param {Step} step */
    begin({ times, ...said }) {
      script = said;
      events = {};
      asked = undefined;
      awaited = times;
      all = Promise.withResolvers();
      if (times === 1) all.resolve(undefined);
    },

    arrive() {
      awaited -= 1;
      // The last one has still to find out what the others are waiting for.
      if (awaited === 0) setImmediate(all.resolve);
    },

    /** @param {CloudFrontResponseEvent} given */
    async handler(given) {
      runs += 1;
      const { cf } = given.Records[0];
      const { eventType } = cf.config;
      events[eventType] = structuredClone(cf);
      await all.promise;
      const said = script.functions[eventType] ?? {};
      return said.spoils ? spoiling(cf, said) : resultOf(cf, said);
    },

    /** @param {OriginRequest} request */
    async ask(request) {
      fetches += 1;
      asked = request;
      await all.promise;
      const said = script.origin?.at?.[request.uri] ?? script.origin ?? {};
      const { status = 200, headers = [], body = '', fails } = said;
      if (fails)
        throw originFailure(502, 'OriginConnectError', 'example.org', 'refuses connections');
      return {
        status,
        reason: STATUS_CODES[status] ?? '',
        headers,
        body: Buffer.from(request.method === 'HEAD' ? '' : body),
      };
    },

    /** @param {number} expected */
    async ran(expected) {
      for (let i = 0; runs < expected && i < PATIENCE; i += 1) await turn();
      // What one run too many would need.
      await turn();
    },

    seen: () => ({
      runs,
      events,
      fetches,
      asked: asked && { ...asked, body: asked.body?.toString() },
    }),
  };
}

/**
 * @param {CloudFrontResponseEvent['Records'][0]['cf']} cf
 * @param {Script} script
 */
function resultOf({ request, response }, script) {
  const { throws, hangs, returnsNothing, forwards, updates, rewritesKeys, returns } = script;
  const written = (/** @type {any} */ of) => (rewritesKeys ? withKeysOfNames(of) : of);
  if (forwards) return written(changed(request, forwards));
  if (updates) return written(changed(response, updates));
  if (throws !== undefined) throw new Error(throws);
  if (hangs) return new Promise(() => {});
  return returnsNothing ? undefined : returns;
}

/**
 * @param {CloudFrontResponseEvent['Records'][0]['cf']} cf
 * @param {Script} script
 */
function spoiling(cf, script) {
  const result = structuredClone(resultOf(cf, script));
  for (const [entry] of Object.values(cf.request.headers)) entry.value = 'spoilt';
  return result;
}

/** Members that are changed in parts, and not in place of all of them. */
const PARTS = ['headers', 'body', 'origin', 'custom', 's3'];

/**
 * @param {any} of
 * @param {Record<string, any>} changes
 * @param {boolean} [isPart] Of which `null` takes something away.
 * @returns {any}
 */
function changed(of, changes, isPart) {
  const made = { ...of };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null && isPart) delete made[name];
    else if (PARTS.includes(name) && isPlain(value)) made[name] = changed(made[name], value, true);
    else made[name] = value;
  }
  return made;
}

/** @param {unknown} value */
function isPlain(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * As frameworks write headers anew.
 *
 * @param {any} of
 */
function withKeysOfNames({ headers, ...of }) {
  const written = Object.entries(headers).map(([key, list]) => [
    key,
    list.map((/** @type {{ value: string }} */ { value }) => ({ key, value })),
  ]);
  return { ...of, headers: Object.fromEntries(written) };
}
