/** From a CloudFront event to a generated response: decide, read, shape, and a line in the log. */

/**
 * @typedef {import('../pkg/edge_lookup.js').CloudFrontResponse} CloudFrontResponse
 * @typedef {{ getRemainingTimeInMillis?: () => number }} Context Lambda's, as far as it is used.
 * @typedef {(event: unknown, context?: Context) => Promise<CloudFrontResponse>} Handler
 */

/**
 * @typedef {object} Parts
 * @property {import('./core.js').Core} core
 * @property {import('./replicas.js').Reader} read
 * @property {import('./log.js').Log} log
 */

/** What is left of the function's time for answering, in milliseconds. */
const MARGIN_MS = 200;

/** The longest text that is logged, in characters. */
const TEXT_LIMIT = 1_000;

/**
 * Makes the handlers of an API: `handler`, which finds the route by the event's `uri`, and one
 * under each route's name, which takes that route whatever the `uri`.
 *
 * @param {Parts} parts
 * @returns {Record<string, Handler>}
 */
export function createHandlers(parts) {
  const { routes } = parts.core.settings;
  const own = routes.map((route) => [route, createHandler(parts, route)]);
  return { handler: createHandler(parts), ...Object.fromEntries(own) };
}

/**
 * Makes one handler. It always answers: an error of our own becomes status 500.
 *
 * @param {Parts} parts
 * @param {string} [ownRoute] The route to take; by default the one of the event's `uri`.
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
   * @param {Record<string, unknown>} entry Gets what finds the request again, and what is known of
   *   the read or of our own error.
   */
  async function answer(event, context, entry) {
    try {
      Object.assign(entry, identify(event, logLevel));
      const decision = core.decide(event, ownRoute);
      if (decision.type === 'respond') return decision;
      const start = performance.now();
      const { response, ...reading } = await read(decision.body, budget(context));
      Object.assign(entry, reading, { dynamodbMs: since(start) });
      return core.shape(decision, response);
    } catch (error) {
      entry.error = text(error instanceof Error ? error.stack : 'not an error');
      return core.lastResort;
    }
  }

  /** @param {Context} [context] */
  function budget(context) {
    const remaining = context?.getRemainingTimeInMillis?.();
    if (!Number.isFinite(remaining)) return deadlineMs;
    return Math.max(0, Math.min(deadlineMs, Number(remaining) - MARGIN_MS));
  }
}

/**
 * What finds a request again in CloudFront's own logs. Of what the viewer sent, only debugging
 * shows the query string; cookies, authorization and the address of the viewer nothing does.
 *
 * @param {any} event
 * @param {string} logLevel
 */
function identify(event, logLevel) {
  const { config, request } = event?.Records?.[0]?.cf ?? {};
  return {
    requestId: text(config?.requestId),
    distributionId: text(config?.distributionId),
    ...(logLevel === 'debug' && { querystring: text(request?.querystring) }),
  };
}

/**
 * What an event has in place of a text might not be possible to log, or fill the log.
 *
 * @param {unknown} value
 */
function text(value) {
  return typeof value === 'string' ? value.slice(0, TEXT_LIMIT) : undefined;
}

/**
 * The milliseconds since then, to a hundredth.
 *
 * @param {number} start
 */
function since(start) {
  return Math.round((performance.now() - start) * 100) / 100;
}
