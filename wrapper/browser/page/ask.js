/** A request to the local edge, and all that a page can know of the answer. */

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} reason
 * @property {[name: string, value: string][]} headers
 * @property {string} body
 * @property {number} ms
 *
 * @typedef {{ answer: Answer } | { redirectMs: number } | { error: string }} Outcome A page is not shown
 *   what a redirect says.
 */

/**
 * @param {string} target
 * @param {AbortSignal} signal
 * @returns {Promise<Outcome>} Rejects if it is aborted.
 */
export async function ask(target, signal) {
  const start = performance.now();
  try {
    const response = await fetch(target, {
      // It is CloudFront's cache that is to answer, not the browser's.
      cache: 'no-store',
      redirect: 'manual',
      signal,
    });
    const body = await response.text();
    const ms = performance.now() - start;
    if (response.type === 'opaqueredirect') return { redirectMs: ms };
    const { status, statusText: reason, headers } = response;
    return { answer: { status, reason, headers: [...headers], body, ms } };
  } catch (error) {
    signal.throwIfAborted();
    return { error: /** @type {Error} */ (error).message };
  }
}
