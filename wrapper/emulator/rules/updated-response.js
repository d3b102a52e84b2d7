/** Rules of what a function at viewer-response may change in a response. */

import { GUIDE, quote } from './violation.js';

/** @import { Rule } from './violation.js' */

const STATUS = `${GUIDE}/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-status-codes`;
const UPDATING = `${GUIDE}/lambda-generating-http-responses.html#lambda-updating-http-responses`;

/** @type {Rule} */
export function viewerStatusIsUnchanged({ status }, { eventType, response }) {
  if (eventType !== 'viewer-response' || status === undefined) return [];
  if (response === undefined || String(status) === response.status) return [];
  const message = `cannot be changed in viewer-response: must be ${quote(response.status)}, is ${quote(status)}`;
  return [{ field: 'status', message, link: STATUS }];
}

/**
 * A body can be generated at the request events, and replaced at origin-response.
 *
 * @type {Rule}
 */
export function viewerBodyIsUnchanged({ body }, { eventType }) {
  if (eventType !== 'viewer-response' || body === undefined) return [];
  return [{ field: 'body', message: 'cannot be set in viewer-response', link: UPDATING }];
}
