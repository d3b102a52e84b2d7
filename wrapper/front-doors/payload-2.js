/** Payload format 2.0, which HTTP APIs and function URLs share. */

import { asObject, bodyOf, firstOf, joined, lowerCase, valuesByName } from './request.js';

/** @import { ClientRequest } from './request.js' */

/** What is not encoded as base64. */
const TEXT = /^(text\/|application\/([\w.+-]*\+)?(json|xml|javascript)\b)/i;

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 *
 * @param {ClientRequest} request
 * @param {object} frontDoor
 * @param {string} frontDoor.rawPath As it gives it.
 * @param {string} frontDoor.domainName
 * @param {string} frontDoor.accountId
 */
export function payload2(request, { rawPath, domainName, accountId }) {
  const { method, query, headers, clientIp, time, id } = request;
  const [apiId] = domainName.split('.');
  const cookies = headers.filter(([name]) => name.toLowerCase() === 'cookie');
  const others = headers.filter(([name]) => name.toLowerCase() !== 'cookie');
  const parameters = valuesByName(new URLSearchParams(query));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies: cookies.flatMap(([, value]) => value.split(/; */)) }),
    headers: asObject(valuesByName(others, lowerCase), joined),
    ...(parameters.size > 0 && { queryStringParameters: asObject(parameters, joined) }),
    requestContext: {
      accountId,
      apiId,
      domainName,
      domainPrefix: apiId,
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: clientIp,
        userAgent: firstOf(headers, 'user-agent') ?? '',
      },
      requestId: id,
      routeKey: '$default',
      stage: '$default',
      time: commonLogTime(time),
      timeEpoch: time.getTime(),
    },
    ...bodyOf(request, TEXT),
  };
}

/**
 * The form of the Common Log Format, `26/Nov/2026:10:00:00 +0000`.
 *
 * @param {Date} time
 */
export function commonLogTime(time) {
  const [, day, month, year, clock] = /** @type {RegExpExecArray} */ (
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(time.toUTCString())
  );
  return `${day}/${month}/${year}:${clock} +0000`;
}
