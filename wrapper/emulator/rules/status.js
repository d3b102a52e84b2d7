/** Rules of the status. */

import { controlCharacters, kind, quote, RESPONSE } from './violation.js';

/** @import { Rule } from './violation.js' */

/** What other Lambda integrations call it, and what CloudFront does. */
const FOREIGN_FIELDS = {
  statusCode: 'status',
  isBase64Encoded: "bodyEncoding: 'base64'",
  multiValueHeaders: 'headers',
  cookies: "headers['set-cookie']",
};

/** @type {Rule} */
export function statusIsPresent(response) {
  if (response.status !== undefined) return [];
  const hints = Object.entries(FOREIGN_FIELDS)
    .filter(([foreign]) => foreign in response)
    .map(([foreign, name]) => `; in place of ${foreign} use ${name}`);
  return [{ field: 'status', message: `is required${hints.join('')}`, link: RESPONSE }];
}

/**
 * The documented type is string; AWS's own samples assign numbers too.
 *
 * @type {Rule}
 */
export function statusIsFrom200To599({ status }) {
  if (status === undefined) return [];
  const scalar = typeof status === 'string' || typeof status === 'number';
  if (scalar && /^[2-5]\d\d$/.test(String(status))) return [];
  const message = `must be '200' to '599', is ${quote(status)}`;
  return [{ field: 'status', message, link: RESPONSE }];
}

/** @type {Rule} */
export function statusDescriptionIsText({ statusDescription }) {
  const field = 'statusDescription';
  if (statusDescription === undefined) return [];
  if (typeof statusDescription === 'string') return controlCharacters(field, statusDescription);
  return [{ field, message: `must be a string, is ${kind(statusDescription)}`, link: RESPONSE }];
}
