/** Rules of the body of a request that the function returns. */

import { GUIDE, isBase64, isObject, kind, quote } from './violation.js';

/** @import { RequestEventType } from '../event-type.js' */
/** @import { Fields, Rule } from './violation.js' */

const FIELDS = `${GUIDE}/lambda-event-structure.html#request-event-fields-request`;
const QUOTA = `${GUIDE}/lambda-at-edge-function-restrictions.html#lambda-at-edge-restrictions-request-body`;

const KB = 1024;

/** In bytes of `data`. AWS gives the ones of base64 as 53.2 KB and 1.33 MB. */
const MOST = {
  'viewer-request': { text: 40 * KB, base64: Math.floor(53.2 * KB) },
  'origin-request': { text: KB * KB, base64: Math.floor(1.33 * KB * KB) },
};

/** @type {Rule} */
export function requestBodyIsAnObject({ body }) {
  if (body === undefined || isObject(body)) return [];
  const message = `must be an object of action, encoding and data, is ${kind(body)}`;
  return [{ field: 'body', message, link: FIELDS }];
}

/** @type {Rule} */
export function requestBodyActionIsKnown({ body }) {
  const action = isObject(body) ? body.action : undefined;
  if (action === undefined || action === 'read-only' || action === 'replace') return [];
  const message = `must be 'read-only' or 'replace', is ${quote(action)}`;
  return [{ field: 'body.action', message, link: FIELDS }];
}

/** @type {Rule} */
export function replacedBodyEncodingIsTextOrBase64({ body }) {
  const encoding = replaced(body)?.encoding;
  if (encoding === undefined || encoding === 'text' || encoding === 'base64') return [];
  const message = `must be 'text' or 'base64', is ${quote(encoding)}`;
  return [{ field: 'body.encoding', message, link: FIELDS }];
}

/** @type {Rule} */
export function replacedBodyIsText({ body }) {
  const made = replaced(body);
  if (made === undefined || typeof made.data === 'string') return [];
  const message = `must be a string, is ${kind(made.data)}`;
  return [{ field: 'body.data', message, link: FIELDS }];
}

/** @type {Rule} */
export function replacedBase64IsValid({ body }) {
  const { data, encoding = 'base64' } = replaced(body) ?? {};
  if (encoding !== 'base64' || typeof data !== 'string' || isBase64(data)) return [];
  return [{ field: 'body.data', message: 'is not valid base64', link: FIELDS }];
}

/** @type {Rule} */
export function replacedBodyFitsTheQuota({ body }, { eventType }) {
  const { data, encoding = 'base64' } = replaced(body) ?? {};
  if (typeof data !== 'string') return [];
  const most = MOST[/** @type {RequestEventType} */ (eventType)];
  const quota = encoding === 'text' ? most.text : most.base64;
  const bytes = Buffer.byteLength(data);
  if (bytes <= quota) return [];
  const message = `has ${bytes} bytes as ${encoding}; ${eventType} allows ${quota}`;
  return [{ field: 'body.data', message, link: QUOTA }];
}

/**
 * The body, if it is to be sent on. Of any other, what a function changes is ignored.
 *
 * @param {unknown} body
 * @returns {Fields | undefined}
 */
function replaced(body) {
  return isObject(body) && body.action === 'replace' ? body : undefined;
}
