/** HTTP APIs of API Gateway, with a `$default` route and stage, and payload format 2.0. */

import { payload2 } from './payload-2.js';
import { decodedPath } from './percent.js';

/** @import { FrontDoor } from './front-door.js' */

const QUOTAS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html';

/** @type {FrontDoor} */
export const HTTP_API = {
  title: 'an HTTP API',
  quotas: QUOTAS,
  maxRequestBytes: { body: 10 * 1024 * 1024, head: 10_240 },
  maxResultBytes: 6 * 1024 * 1024,
  infersResponse: true,
  // It answers what fails, and what it cannot use, in the same way.
  failureStatus: 500,
  event: (request) =>
    payload2(request, {
      rawPath: decodedPath(request.path),
      domainName: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
      accountId: '123456789012',
    }),
};
