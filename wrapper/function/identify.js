/** What identifies a request in the logs of its front door. */

import { text } from './text.js';

/**
 * What a load balancer has made of `X-Amzn-Trace-Id`, without what the client has put there: `Self` is its
 * own where the client has sent a `Root`.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html
 */
const TRACE_ID = /\b(?:Self|Root)=1-[0-9a-f]{8}-[0-9a-f]{24}/;

/**
 * Paths and query strings are logged only at level `debug`; cookies, authorization and the viewer's
 * address never are.
 *
 * @param {any} event
 * @param {string} logLevel
 */
export function identify(event, logLevel) {
  const cf = event?.Records?.[0]?.cf;
  return {
    requestId: text((cf?.config ?? event?.requestContext)?.requestId) ?? traceId(event),
    distributionId: text(cf?.config?.distributionId),
    ...(logLevel === 'debug' && {
      uri: text(cf?.request?.uri ?? event?.rawPath ?? event?.path),
      querystring: text(cf?.request?.querystring ?? event?.rawQueryString) ?? parameters(event),
    }),
  };
}

/** @param {any} event A load balancer's. */
function traceId(event) {
  const header =
    event?.headers?.['x-amzn-trace-id'] ?? event?.multiValueHeaders?.['x-amzn-trace-id']?.[0];
  return TRACE_ID.exec(text(header) ?? '')?.[0];
}

/** @param {any} event One that has the query string's parameters one by one. */
function parameters(event) {
  const values = event?.multiValueQueryStringParameters ?? event?.queryStringParameters;
  if (typeof values !== 'object' || values === null) return undefined;
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((each) => `${name}=${text(each)}`),
  );
  return text(pairs.join('&'));
}
