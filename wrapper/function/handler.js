/** From an event to the response in its front door's form: decide, read, shape, and log. */

import { identify } from './identify.js';
import { text } from './text.js';

/**
 * @typedef {import('../../pkg/edge/edge_lookup.js').CloudFrontResponse} CloudFrontResponse
 * @typedef {import('../../pkg/edge/edge_lookup.js').ProxyResponse} ProxyResponse
 * @typedef {import('../../pkg/edge/edge_lookup.js').FrontDoor} FrontDoor
 * @typedef {{ getRemainingTimeInMillis?: () => number }} Context The part of Lambda's context that is used.
 */

/**
 * @template {FrontDoor} D
 * @typedef {import('../../pkg/edge/edge_lookup.js').Answer<D>} Answer
 */

/**
 * @typedef {{
 *   (event: import('./core.js').CloudFrontEvent, context?: Context): Promise<CloudFrontResponse>;
 *   (event: unknown, context?: Context): Promise<CloudFrontResponse | ProxyResponse>;
 * }} Handler
 */

/**
 * @typedef {object} Parts
 * @property {import('./core.js').Core} core
 * @property {import('./replicas.js').Reader} read
 * @property {import('./log.js').Log} log
 */

/** The time reserved for answering after the read, in milliseconds. */
const MARGIN_MS = 200;

/**
 * Makes the handlers of an API: `handler` finds the route by the event's path; those under a
 * route's name take that route whatever the path.
 *
 * @param {Parts} parts
 * @returns {Record<string, Handler>}
 */
export function createHandlers(parts) {
  const { routes } = parts.core.settings;
  const own = routes.map(({ name }) => [name, createHandler(parts, name)]);
  return { handler: createHandler(parts), ...Object.fromEntries(own) };
}

/**
 * Makes one handler. It always answers: a bug of ours becomes status 500.
 *
 * @param {Parts} parts
 * @param {string} [ownRoute] The route to take (default: found by the event's path).
 * @returns {Handler}
 */
function createHandler({ core, read, log }, ownRoute) {
  const { deadlineMs, logLevel } = core.settings;
  let cold = true;

  return handle;

  /**
   * @param {any} event
   * @param {Context} [context]
   * @returns {Promise<any>}
   */
  async function handle(event, context) {
    const start = performance.now();
    /** @type {Record<string, unknown>} */
    const entry = { cold };
    cold = false;
    const { response, route = ownRoute, code, detail } = await answer(event, context, entry);
    const status = 'status' in response ? Number(response.status) : response.statusCode;
    const level = status < 500 ? 'info' : 'error';
    log({ level, ...entry, route, status, code, detail, durationMs: since(start) });
    return response;
  }

  /**
   * @param {any} event
   * @param {Context | undefined} context
   * @param {Record<string, unknown>} entry Receives what identifies the request, and what is known
   *   about the read or a bug of ours.
   * @returns {Promise<Answer<FrontDoor>>}
   */
  async function answer(event, context, entry) {
    try {
      Object.assign(entry, identify(event, logLevel));
      const decision = core.decide(event, ownRoute);
      if (decision.type === 'respond') return decision;
      const start = performance.now();
      const accept = (/** @type {Uint8Array} */ response) => {
        try {
          return core.shape(decision, response);
        } catch (error) {
          return failed(error, event, entry);
        }
      };
      const { answer, ...readResult } = await read(decision.body, budget(context), accept);
      Object.assign(entry, readResult, { dynamodbMs: since(start) });
      return answer ?? core.shape(decision);
    } catch (error) {
      return failed(error, event, entry);
    }
  }

  /**
   * The answer to a bug of ours.
   *
   * @param {unknown} error
   * @param {unknown} event
   * @param {Record<string, unknown>} entry
   * @returns {any}
   */
  function failed(error, event, entry) {
    entry.error = text(error instanceof Error ? error.stack : 'not an error');
    return core.lastResortFor(event);
  }

  /** @param {Context} [context] */
  function budget(context) {
    const remaining = context?.getRemainingTimeInMillis?.();
    if (!Number.isFinite(remaining)) return deadlineMs;
    return Math.max(0, Math.min(deadlineMs, Number(remaining) - MARGIN_MS));
  }
}

/**
 * Milliseconds since `start`, rounded to a hundredth.
 *
 * @param {number} start
 */
function since(start) {
  return Math.round((performance.now() - start) * 100) / 100;
}
