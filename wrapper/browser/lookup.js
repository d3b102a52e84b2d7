/** One lookup: checks, sends, and reads the answer. */

import { failure, resultOf } from './answer.js';
import { urlOf } from './url.js';

/** @import { Answer } from './answer.js' */
/** @import { ClientConfig, ClientRoute, LookupApi } from './index.d.ts' */

/** The edge answers within its deadline of at most 4.5 s; after this long, the network has failed. */
const TIMEOUT_MS = 10_000;

const NO_ANSWER = new Error(`No answer within ${TIMEOUT_MS / 1_000} s.`);

/** What a route answers that redirects where there is no item; a browser does not say it. */
const FOUND = 302;

/**
 * @param {object} options
 * @param {(name: string) => ClientRoute} options.routeOf
 * @param {LookupApi['validate']} options.validate
 * @param {ClientConfig['envelope']} options.envelope
 * @param {string} options.baseUrl
 * @returns {LookupApi['lookup']}
 */
export function createLookup({ routeOf, validate, envelope, baseUrl }) {
  return async (name, params, { signal } = {}) => {
    const route = routeOf(name);
    if (route.redirects) {
      throw new Error(`the route ${name} redirects, so there is nothing to look up: use url()`);
    }
    signal?.throwIfAborted();
    const refusal = validate(name, params);
    if (refusal !== null) return failure('invalid', refusal);
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
    try {
      return resultOf(await send(baseUrl + urlOf(route, params), route, either), route, envelope);
    } catch (error) {
      signal?.throwIfAborted();
      const { message } = timeout.aborted ? NO_ANSWER : /** @type {Error} */ (error);
      return failure('unreachable', { message });
    }
  };
}

/**
 * @param {string} url
 * @param {ClientRoute} route
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>} Rejects if none comes.
 */
async function send(url, { notFound }, signal) {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    // Where it leads to is for people.
    redirect: 'redirect' in notFound ? 'manual' : 'follow',
    signal,
  });
  const { status, type } = response;
  return {
    status: status || FOUND,
    isRedirect: type === 'opaqueredirect' || (status >= 300 && status < 400),
    body: await response.text(),
    retryAfterMs: retryAfter(response),
  };
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
