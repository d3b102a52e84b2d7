/** What an answer of the edge says. */

/** @import { ClientConfig, ClientRoute, LookupError, Result } from './index.d.ts' */

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {boolean} isRedirect A browser shows a page nothing else of a redirect.
 * @property {string} body
 * @property {number} retryAfterMs
 */

/**
 * Reads an answer.
 *
 * @param {Answer} answer
 * @param {Pick<ClientRoute, 'notFound'>} route
 * @param {ClientConfig['envelope']} envelope
 * @returns {Result<any>}
 */
export function resultOf({ status, isRedirect, body, retryAfterMs }, { notFound }, envelope) {
  const open = envelope === 'none' ? bare : enveloped;
  const { value, message = `Status ${status}.` } = open(parse(body));
  if (status >= 200 && status < 300 && value !== undefined) return { ok: true, value };
  const isNotFound =
    'redirect' in notFound
      ? isRedirect
      : status === notFound.status && message === notFound.message;
  return failure(isNotFound ? 'not-found' : kindOf(status), { status, message, retryAfterMs });
}

/**
 * What is in a body: the item's fields, or why there are none; neither if it is not the edge's.
 *
 * @param {any} answer
 * @returns {{ value?: object, message?: string }}
 */
function enveloped(answer) {
  if (answer?.success !== true) return { message: textOf(answer?.message) };
  const { success: _, ...value } = answer;
  return { value };
}

/** @type {typeof enveloped} */
function bare(answer) {
  return { value: isObject(answer) ? answer : undefined, message: textOf(answer?.error) };
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === 'string' ? value : undefined;
}

/**
 * An answer that is not ours is the page of a server in between.
 *
 * @param {string} body
 */
function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * @param {number} status
 * @returns {LookupError['kind']}
 */
function kindOf(status) {
  return status >= 400 && status < 500 && status !== 429 ? 'refused' : 'unavailable';
}

/**
 * @param {LookupError['kind']} kind
 * @param {Partial<LookupError> & { message: string }} error
 * @returns {{ ok: false, error: LookupError }}
 */
export function failure(
  kind,
  { message, status = null, parameter = null, code = null, retryAfterMs = 0 },
) {
  return { ok: false, error: { kind, message, status, parameter, code, retryAfterMs } };
}
