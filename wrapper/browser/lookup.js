/** One lookup: checks, sends, and reads the answer. */

import { queryOf } from './query.js';

/** @import { LookupApi, LookupError, Params, Refusal, Result } from './index.d.ts' */

/** The edge answers within its deadline of at most 4.5 s; after this long, the network has failed. */
const TIMEOUT_MS = 10_000;

const NO_ANSWER = new Error(`No answer within ${TIMEOUT_MS / 1_000} s.`);

/**
 * @param {object} options
 * @param {Map<string, string>} options.paths By the routes' names.
 * @param {(path: string, params: Params) => Refusal | null} options.validate
 * @param {(status: number, message: string) => boolean} options.isNotFound
 * @param {string} options.baseUrl
 * @returns {LookupApi['lookup']}
 */
export function createLookup({ paths, validate, isNotFound, baseUrl }) {
  return async (route, params, { signal } = {}) => {
    const path = paths.get(route);
    if (path === undefined) throw new Error(`no route ${route}: there are ${[...paths.keys()]}`);
    signal?.throwIfAborted();
    const refusal = validate(path, params);
    if (refusal !== null) return failure('invalid', refusal);
    const url = `${baseUrl}${path}?${queryOf(params)}`;
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await send(url, isNotFound, signal ? AbortSignal.any([signal, timeout]) : timeout);
    } catch (error) {
      signal?.throwIfAborted();
      const { message } = timeout.aborted ? NO_ANSWER : /** @type {Error} */ (error);
      return failure('unreachable', { message });
    }
  };
}

/**
 * @param {string} url
 * @param {(status: number, message: string) => boolean} isNotFound
 * @param {AbortSignal} signal
 * @returns {Promise<Result<any>>} Rejects if no answer comes.
 */
async function send(url, isNotFound, signal) {
  const response = await fetch(url, { headers: { accept: 'application/json' }, signal });
  const { status } = response;
  const body = await response.text();
  const answer = parse(body);
  if (response.ok && answer?.success === true) {
    const { success: _, ...value } = answer;
    return { ok: true, value };
  }
  const message = typeof answer?.message === 'string' ? answer.message : `Status ${status}.`;
  const kind = isNotFound(status, message) ? 'not-found' : kindOf(status);
  return failure(kind, { status, message, retryAfterMs: retryAfter(response) });
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
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 *
 * @param {Response} response
 */
function retryAfter({ headers }) {
  const seconds = headers.get('retry-after') ?? '';
  return /^\d{1,4}$/.test(seconds) ? Number(seconds) * 1_000 : 0;
}

/**
 * @param {LookupError['kind']} kind
 * @param {Partial<LookupError> & { message: string }} error
 * @returns {{ ok: false, error: LookupError }}
 */
function failure(
  kind,
  { message, status = null, parameter = null, code = null, retryAfterMs = 0 },
) {
  return { ok: false, error: { kind, message, status, parameter, code, retryAfterMs } };
}
