/** What the front doors of a Region refuse before the function runs. */

import { headerBytes } from '../emulator/request-rules.js';

/** @import { RequestViolation } from '../emulator/request-rules.js' */
/** @import { Sent } from '../emulator/request.js' */
/** @import { FrontDoor } from './front-door.js' */

/** @typedef {(frontDoor: FrontDoor, sent: Sent, body: Buffer) => Omit<RequestViolation, 'rule'>[]} RequestRule */

/**
 * In the order in which they are checked.
 *
 * @type {RequestRule[]}
 */
const REQUEST_RULES = [requestHeadFitsTheQuota, requestBodyFitsTheQuota];

/**
 * The rules that a request breaks.
 *
 * @param {FrontDoor} frontDoor
 * @param {Sent} sent
 * @param {Buffer} body
 * @returns {RequestViolation[]}
 */
export function requestViolations(frontDoor, sent, body) {
  return REQUEST_RULES.flatMap((rule) =>
    rule(frontDoor, sent, body).map((violation) => ({ rule: rule.name, ...violation })),
  );
}

/** @type {RequestRule} */
function requestHeadFitsTheQuota({ maxRequestBytes: { head: most }, quotas: link }, sent) {
  const bytes = `${sent.method} ${sent.target} HTTP/1.1\r\n`.length + headerBytes(sent);
  if (most === undefined || bytes <= most) return [];
  const message = `has ${bytes} bytes of URL and headers; ${most} are allowed`;
  return [{ status: 431, field: 'the request', message, link }];
}

/** @type {RequestRule} */
function requestBodyFitsTheQuota({ maxRequestBytes: { body: most }, quotas: link }, _, body) {
  if (body.length <= most) return [];
  const message = `has ${body.length} bytes; ${most} are allowed`;
  return [{ status: 413, field: 'the body', message, link }];
}
