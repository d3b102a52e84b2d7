/** A function's own URL: payload format 2.0, with the path as it was sent. */

import { payload2 } from './payload-2.js';

/** @import { FrontDoor } from './front-door.js' */

/** @type {FrontDoor} */
export const FUNCTION_URL = {
  title: 'a function URL',
  quotas: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  maxRequestBytes: { body: 6 * 1024 * 1024, head: undefined },
  maxResultBytes: 6 * 1024 * 1024,
  infersResponse: true,
  failureStatus: 502,
  event: (request) =>
    payload2(request, {
      rawPath: request.path,
      domainName: 'a1b2c3d4e5f6g7h8.lambda-url.us-east-1.on.aws',
      // Of a request without IAM credentials.
      accountId: 'anonymous',
    }),
};
