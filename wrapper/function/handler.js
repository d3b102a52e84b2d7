/** From a CloudFront event to a generated response: decide, read, shape, and log. */

/**
 * @typedef {import('../../pkg/edge/edge_lookup.js').CloudFrontResponse} CloudFrontResponse
 * @typedef {{ getRemainingTimeInMillis?: () => number }} Context The part of Lambda's context that is used.
 * @typedef {(event: unknown, context?: Context) => Promise<CloudFrontResponse>} Handler
 */

/**
 * @typedef {object} Parts
 * @property {import('./core.js').Core} core
 * @property {import('./replicas.js').Reader} read
 * @property {import('./log.js').Log} log
 */

/** The time reserved for answering after the read, in milliseconds. */
const MARGIN_MS = 200;

/** The longest text to log, in characters. */
const TEXT_LIMIT = 1_000;

/**
 * Makes the handlers of an API: `handler` finds the route by the event's `uri`; those under a
 * route's name take that route whatever the `uri`.
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
 * @param {string} [ownRoute] The route to take (default: found by the event's `uri`).
 * @returns {Handler}
 */
function createHandler({ core, read, log }, ownRoute) {
  const { deadlineMs, logLevel } = core.settings;
  let cold = true;

  return async (event, context) => {
    const start = performance.now();
    /** @type {Record<string, unknown>} */
    const entry = { cold };
    cold = false;
    const { response, route = ownRoute, code, detail } = await answer(event, context, entry);
    const status = Number(response.status);
    const level = status < 500 ? 'info' : 'error';
    log({ level, ...entry, route, status, code, detail, durationMs: since(start) });
    return response;
  };

  /**
   * @param {unknown} event
   * @param {Context | undefined} context
   * @param {Record<string, unknown>} entry Receives what identifies the request, and what is known
   *   about the read or a bug of ours.
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
          return failed(error, entry);
        }
      };
      const { answer, ...readResult } = await read(decision.body, budget(context), accept);
      Object.assign(entry, readResult, { dynamodbMs: since(start) });
      return answer ?? core.shape(decision);
    } catch (error) {
      return failed(error, entry);
    }
  }

  /**
   * The answer to a bug of ours.
   *
   * @param {unknown} error
   * @param {Record<string, unknown>} entry
   */
  function failed(error, entry) {
    entry.error = text(error instanceof Error ? error.stack : 'not an error');
    return core.lastResort;
  }

  /** @param {Context} [context] */
  function budget(context) {
    const remaining = context?.getRemainingTimeInMillis?.();
    if (!Number.isFinite(remaining)) return deadlineMs;
    return Math.max(0, Math.min(deadlineMs, Number(remaining) - MARGIN_MS));
  }
}

/**
 * What identifies a request in CloudFront's own logs. Paths and query strings are logged only at
 * level `debug`; cookies, authorization and the viewer's address never are.
 *
 * @param {any} event
 * @param {string} logLevel
 */
function identify(event, logLevel) {
  const { config, request } = event?.Records?.[0]?.cf ?? {};
  return {
    requestId: text(config?.requestId),
    distributionId: text(config?.distributionId),
    ...(logLevel === 'debug' && {
      uri: text(request?.uri),
      querystring: text(request?.querystring),
    }),
  };
}

/**
 * Hostile events may hold anything here: values that cannot be serialized, or fill the log.
 *
 * @param {unknown} value
 */
function text(value) {
  return typeof value === 'string' ? value.slice(0, TEXT_LIMIT) : undefined;
}

/**
 * Milliseconds since `start`, rounded to a hundredth.
 *
 * @param {number} start
 */
function since(start) {
  return Math.round((performance.now() - start) * 100) / 100;
}
