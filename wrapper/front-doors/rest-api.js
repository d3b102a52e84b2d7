/** REST APIs of API Gateway: a `{proxy+}` resource, and a custom domain mapped to the stage. */

import { commonLogTime } from './payload-2.js';
import { decodedPath } from './percent.js';
import { asObject, bodyOf, firstOf, last, valuesByName } from './request.js';

/** @import { FrontDoor } from './front-door.js' */
/** @import { ClientRequest } from './request.js' */

/** Without binary media types, whatever comes is text. */
const TEXT = /^/;

/** @type {FrontDoor} */
export const REST_API = {
  title: 'a REST API',
  quotas:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  maxRequestBytes: { body: 10 * 1024 * 1024, head: 10_240 },
  maxResultBytes: 6 * 1024 * 1024,
  // https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html
  failureStatus: 502,
  event,
};

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 *
 * @param {ClientRequest} request
 */
function event(request) {
  const { method, path, query, headers, clientIp, time, id } = request;
  const parameters = valuesByName(new URLSearchParams(query));
  const values = valuesByName(headers);
  const { body = null, isBase64Encoded } = bodyOf(request, TEXT);
  const proxy = decodedPath(path).slice(1);
  return {
    resource: proxy === '' ? '/' : '/{proxy+}',
    path,
    httpMethod: method,
    headers: asObject(values, last),
    multiValueHeaders: Object.fromEntries(values),
    queryStringParameters: parameters.size > 0 ? asObject(parameters, last) : null,
    multiValueQueryStringParameters: parameters.size > 0 ? Object.fromEntries(parameters) : null,
    pathParameters: proxy === '' ? null : { proxy },
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      domainName: firstOf(headers, 'host') ?? '',
      httpMethod: method,
      identity: { sourceIp: clientIp, userAgent: firstOf(headers, 'user-agent') ?? null },
      path,
      protocol: 'HTTP/1.1',
      requestId: id,
      requestTime: commonLogTime(time),
      requestTimeEpoch: time.getTime(),
      resourcePath: proxy === '' ? '/' : '/{proxy+}',
      stage: 'prod',
    },
    body,
    isBase64Encoded,
  };
}
