/** From a CloudFront event to a generated response: decide, read, shape. */

/**
 * @typedef {import('../pkg/edge_lookup.js').CloudFrontResponse} CloudFrontResponse
 * @typedef {(event: unknown) => Promise<CloudFrontResponse>} Handler
 */

/**
 * @typedef {object} Parts
 * @property {import('../pkg/edge_lookup.js').Api} api
 * @property {import('./dynamodb.js').DynamoDb} dynamodb
 * @property {import('./log.js').Log} log
 */

/**
 * Makes the handlers of an API: `handler`, which finds the route by the event's `uri`, and one
 * under each route's name, which takes that route whatever the `uri`.
 *
 * @param {Parts} parts
 * @returns {Record<string, Handler>}
 */
export function createHandlers(parts) {
  const { routes } = parts.api.settings();
  return {
    handler: createHandler(parts),
    ...Object.fromEntries(routes.map((route) => [route, createHandler(parts, route)])),
  };
}

/**
 * Makes one handler. It always answers: an error of our own becomes status 500.
 *
 * @param {Parts} parts
 * @param {string} [route] The route to take; by default the one of the event's `uri`.
 * @returns {Handler}
 */
export function createHandler({ api, dynamodb, log }, route) {
  // Made beforehand, because the core cannot be asked once it has failed.
  const lastResort = Object.freeze(api.lastResort().response);
  return async (event) => {
    try {
      const decision = api.decide(event, route);
      const answer =
        decision.type === 'get-item'
          ? api.shape(decision, await dynamodb.getItem(decision.input))
          : decision;
      if (answer.detail !== undefined) {
        log({ level: 'error', message: answer.detail, code: answer.code });
      }
      return answer.response;
    } catch (error) {
      log({ level: 'error', message: error instanceof Error ? (error.stack ?? '') : `${error}` });
      return lastResort;
    }
  };
}
