/** What the front doors of a Region refuse before the function runs. */

/** @import { NamedViolation } from '../emulator/rules.js' */
/** @import { Sent } from '../emulator/request.js' */
/** @import { FrontDoor } from './front-door.js' */

/** What separates a header's name from its value, and ends its line. */
const HEADER_OVERHEAD = ': \r\n'.length;

/**
 * @param {FrontDoor} frontDoor
 * @param {Sent} sent
 * @param {Buffer} body
 * @returns {(NamedViolation & { status: number })[]}
 */
export function requestViolations({ maxRequestBytes, quotas: link }, sent, body) {
  const { head: maxHead = Number.POSITIVE_INFINITY, body: maxBody } = maxRequestBytes;
  const head = headBytes(sent);
  return [
    ...(head > maxHead
      ? [
          {
            rule: 'requestHeadFitsTheQuota',
            status: 431,
            field: 'the request',
            message: `has ${head} bytes of URL and headers; ${maxHead} are allowed`,
            link,
          },
        ]
      : []),
    ...(body.length > maxBody
      ? [
          {
            rule: 'requestBodyFitsTheQuota',
            status: 413,
            field: 'the body',
            message: `has ${body.length} bytes; ${maxBody} are allowed`,
            link,
          },
        ]
      : []),
  ];
}

/** @param {Sent} sent */
function headBytes({ method, target, rawHeaders }) {
  const line = `${method} ${target} HTTP/1.1\r\n`.length;
  const headers = rawHeaders.reduce((sum, part) => sum + part.length, 0);
  return line + headers + (rawHeaders.length / 2) * HEADER_OVERHEAD;
}
