/** Application Load Balancers whose target is the function. */

import { asObject, bodyOf, last, lowerCase, valuesByName } from './request.js';

/** @import { FrontDoor } from './front-door.js' */
/** @import { ClientRequest } from './request.js' */

const PAGE =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html';

/** What is not encoded as base64, unless it has a `Content-Encoding`. */
const TEXT = /^(text\/|application\/(json|javascript|xml)\b)/i;

const TARGET_GROUP =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/edge-lookup/6d0ecf831eec9f09';

/** @type {Omit<FrontDoor, 'event'>} */
const COMMON = {
  title: 'a load balancer',
  quotas: PAGE,
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#http-header-limits
  maxRequestBytes: { body: 1_000_000, head: 64 * 1024 },
  maxResultBytes: 1_000_000,
  takesOnlyTextHeaders: true,
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html#http-502-issues
  failureStatus: 502,
};

/**
 * Of headers and parameters that were sent more than once, it has the last value.
 *
 * @type {FrontDoor}
 */
export const LOAD_BALANCER = {
  ...COMMON,
  event(request) {
    const { headers, query } = request;
    return {
      ...common(request),
      queryStringParameters: asObject(valuesByName(pairs(query)), last),
      headers: asObject(valuesByName(headers, lowerCase), last),
    };
  },
};

/**
 * With `lambda.multi_value_headers.enabled`.
 *
 * @type {FrontDoor}
 */
export const LOAD_BALANCER_MULTI_VALUE = {
  ...COMMON,
  title: 'a load balancer with multi-value headers',
  takesMultiValueHeaders: true,
  event(request) {
    const { headers, query } = request;
    return {
      ...common(request),
      multiValueQueryStringParameters: Object.fromEntries(valuesByName(pairs(query))),
      multiValueHeaders: Object.fromEntries(valuesByName(headers, lowerCase)),
    };
  },
};

/** @param {ClientRequest} request */
function common(request) {
  const { method, path } = request;
  const { body = '', isBase64Encoded } = bodyOf(request, TEXT);
  const requestContext = { elb: { targetGroupArn: TARGET_GROUP } };
  return { requestContext, httpMethod: method, path, body, isBase64Encoded };
}

/**
 * The parameters as they were sent: a load balancer decodes none.
 *
 * @param {string} query
 * @returns {[string, string][]}
 */
function pairs(query) {
  const sent = query.split('&').filter((pair) => pair !== '');
  return sent.map((pair) => {
    const [name, value = ''] = pair.split(/=(.*)/s);
    return [name, value];
  });
}
