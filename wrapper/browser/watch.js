/** A lookup, again and again until the item is final. */

/** @import { LookupApi, Result } from './index.d.ts' */

const INTERVAL_MS = 2_000;
const SHORTEST_MS = 100;
const LONGEST_MS = 3_600_000;

/** How the time between requests grows while nothing changes, and to how many intervals at most. */
const GROWTH = 1.5;
const MOST_INTERVALS = 10;

/** How long a server's wish to be left alone is heeded: somebody is looking at the page. */
const LONGEST_WISH_MS = 60_000;

/** By how much a wait may differ, so that many pages do not ask in step. */
const JITTER = 0.1;

/**
 * @param {LookupApi['lookup']} lookup
 * @returns {LookupApi['watch']}
 */
export function createWatch(lookup) {
  return async (route, params, options = {}) => {
    const { interval = INTERVAL_MS, onUpdate, until = () => true, signal } = options;
    if (!(interval >= SHORTEST_MS && interval <= LONGEST_MS)) {
      throw new RangeError(`interval needs ${SHORTEST_MS} to ${LONGEST_MS} ms, is ${interval}`);
    }
    let wait = interval;
    let before = '';
    for (;;) {
      await visible(signal);
      const result = /** @type {Result<any>} */ (await lookup(route, params, { signal }));
      onUpdate?.(result);
      if (isOver(result, until)) return result;
      const now = JSON.stringify(result);
      wait =
        now === before || fails(result)
          ? Math.min(wait * GROWTH, interval * MOST_INTERVALS)
          : interval;
      before = now;
      const wish = result.ok ? 0 : Math.min(result.error.retryAfterMs, LONGEST_WISH_MS);
      await pause(Math.max(wait, wish) * (1 + JITTER * Math.random()), signal);
    }
  };
}

/**
 * @param {Result<any>} result
 * @param {(value: any) => boolean} until
 */
function isOver(result, until) {
  if (result.ok) return until(result.value);
  return result.error.kind === 'invalid' || result.error.kind === 'refused';
}

/** @param {Result<any>} result */
function fails(result) {
  return !result.ok && result.error.kind !== 'not-found';
}

/**
 * @param {number} ms
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
function pause(ms, signal) {
  return until((done) => {
    const timer = setTimeout(done, ms);
    return () => clearTimeout(timer);
  }, signal);
}

/**
 * Waits while nobody sees the page.
 *
 * @param {AbortSignal} [signal]
 */
async function visible(signal) {
  if (!globalThis.document?.hidden) return;
  await until((done) => {
    document.addEventListener('visibilitychange', done, { once: true });
    return () => document.removeEventListener('visibilitychange', done);
  }, signal);
}

/**
 * Waits for something. Rejects with the signal's reason if that is aborted before.
 *
 * @param {(done: () => void) => () => void} begin Gives what ends the waiting.
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
function until(begin, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const aborted = () => {
      end();
      reject(signal?.reason);
    };
    const end = begin(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    });
    signal?.addEventListener('abort', aborted, { once: true });
  });
}
