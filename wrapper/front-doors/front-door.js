/**
 * A front door of a Region with the function behind it: the rules for requests, the event, the
 * function, the rules for results.
 */

import { exchanges } from '../emulator/channel.js';
import { CloudFrontError, requestRefused } from '../emulator/error.js';
import {
  beginExchange,
  inExchange,
  noteBody,
  noteResponse,
  shortened,
  stage,
} from '../emulator/exchange.js';
import { invoke } from '../emulator/invoke.js';
import { createReporter } from '../emulator/reporter.js';
import { errorPage, sendable } from '../emulator/response.js';
import { FUNCTION_URL } from './function-url.js';
import { HTTP_API } from './http-api.js';
import { failureOf, malformed } from './judge.js';
import { LOAD_BALANCER, LOAD_BALANCER_MULTI_VALUE } from './load-balancer.js';
import { proxyResponse } from './proxy-response.js';
import { clientRequest } from './request.js';
import { requestViolations } from './request-rules.js';
import { REST_API } from './rest-api.js';
import { resultViolations } from './rules.js';

/** @import { Answer } from '../emulator/distribution.js' */
/** @import { Exchange } from '../emulator/exchange.js' */
/** @import { Handler } from '../emulator/invoke.js' */
/** @import { Generated } from '../emulator/response.js' */
/** @import { NamedViolation } from '../emulator/rules.js' */
/** @import { ClientRequest } from './request.js' */

/**
 * @typedef {object} FrontDoor
 * @property {string} title For a sentence, with its article.
 * @property {string} quotas AWS's page of its limits.
 * @property {{ body: number, head: number | undefined }} maxRequestBytes `head` is the request line with
 *   the headers; AWS documents none for a function URL.
 * @property {number} maxResultBytes Of the result's JSON.
 * @property {number} failureStatus What it answers if the function fails, or returns what it cannot use.
 * @property {boolean} [infersResponse] Whether it takes any JSON for the body of a response, and cookies
 *   apart from headers: payload format 2.0.
 * @property {boolean} [takesOnlyTextHeaders] A load balancer's way.
 * @property {boolean} [takesMultiValueHeaders] Instead of single ones.
 * @property {(request: ClientRequest) => object} event
 */

/** The longest that an HTTP API waits; of the others, some wait longer. */
const TIMEOUT_MS = 30_000;

/** By the names that `--trigger` takes, which are those in the function's log. */
export const FRONT_DOORS = /** @type {const} */ ({
  'http-api': HTTP_API,
  'rest-api': REST_API,
  'function-url': FUNCTION_URL,
  'load-balancer': LOAD_BALANCER,
  'load-balancer-multi-value': LOAD_BALANCER_MULTI_VALUE,
});

/** @typedef {keyof typeof FRONT_DOORS} FrontDoorName */

/**
 * @param {string} name
 * @returns {name is FrontDoorName}
 */
export function isFrontDoor(name) {
  return Object.hasOwn(FRONT_DOORS, name);
}

/**
 * @typedef {object} FrontDoorConfig
 * @property {Handler} handler
 * @property {number} [timeoutMs] The function's timeout (default: 30 s).
 *
 * @typedef {FrontDoorConfig & {
 *   name: FrontDoorName, log: (line: string) => void, lenient?: boolean, now?: () => number }} Options
 */

/**
 * @param {Options} options
 * @returns {Answer & { update: (config: FrontDoorConfig) => void }}
 */
export function createFrontDoor({ name, log, lenient = false, now = Date.now, ...config }) {
  const frontDoor = FRONT_DOORS[name];
  let { handler, timeoutMs = TIMEOUT_MS } = config;
  const { warn, report } = createReporter(log);
  let count = 0;

  /** @type {Answer & { update: (config: FrontDoorConfig) => void }} */
  const answer = async (request, replayOf) => {
    count += 1;
    const exchange = beginExchange(count, request, { triggers: [name], pathPattern: '' });
    if (replayOf !== undefined) exchange.replayOf = replayOf;
    const start = performance.now();
    const response = await inExchange
      .run(exchange, respond, request.sent, exchange)
      .catch((error) => {
        if (!(error instanceof CloudFrontError)) throw error;
        report(error, exchange);
        return errorPage(error);
      })
      .then(complete);
    exchange.ms = performance.now() - start;
    noteResponse(exchange, response);
    if (exchanges.hasSubscribers) exchanges.publish({ distribution: answer, exchange });
    return { ...response, exchange };
  };
  answer.update = (config) => {
    ({ handler, timeoutMs = TIMEOUT_MS } = config);
  };
  return answer;

  /**
   * @param {import('../emulator/request.js').Sent} sent
   * @param {Exchange} exchange
   */
  async function respond(sent, exchange) {
    const body = (await sent.body?.()) ?? Buffer.alloc(0);
    noteBody(exchange, body);
    const refused = requestViolations(frontDoor, sent, body);
    if (refused.length > 0 && !lenient) {
      throw requestRefused(refused);
    }
    warn(refused, exchange);
    const event = stage(exchange, 'event', () => frontDoor.event(clientRequest(sent, body, now())));
    /** @type {Exchange['runs'][number]} */
    const run = { eventType: name, event: structuredClone(event) };
    exchange.runs.push(run);
    const result = await stage(exchange, 'function', () => call(event));
    run.result = shortened(result);
    return stage(exchange, 'check', () => {
      const violations = resultViolations(frontDoor, result);
      if (violations.length > 0 && !lenient) throw malformed(frontDoor, violations);
      const response = describe(result, violations);
      warn(violations, exchange);
      return response;
    });
  }

  /**
   * @param {unknown} result
   * @param {NamedViolation[]} violations Those that are let through.
   */
  function describe(result, violations) {
    if (violations.length === 0) return proxyResponse(frontDoor, result);
    try {
      return sendable(proxyResponse(frontDoor, result));
    } catch {
      throw malformed(frontDoor, violations);
    }
  }

  /** @param {object} event */
  async function call(event) {
    try {
      return await invoke(handler, /** @type {any} */ (event), timeoutMs);
    } catch (error) {
      throw error instanceof CloudFrontError ? failureOf(frontDoor, error) : error;
    }
  }
}

/** Headers that frame the message. */
const FRAMING = /^(connection|content-length|transfer-encoding)$/i;

/**
 * @param {Generated} response
 * @returns {Generated}
 */
function complete(response) {
  const { status, body } = response;
  const headers = response.headers.filter(([name]) => !FRAMING.test(name));
  // RFC 9110, section 8.6: none with 204, and with 304 only what a 200 would say.
  if (status === 204 || status === 304) return { ...response, headers, body: Buffer.alloc(0) };
  return { ...response, headers: [...headers, ['Content-Length', String(body.length)]] };
}
