/** CloudFront's cache: one, where CloudFront has one in each edge location. */

import { errorMinTTL } from './time-to-live.js';

/** @import { Generated } from './response.js' */
/** @import { TimeToLive } from './time-to-live.js' */

/** How much is kept, in bytes of bodies; the oldest entries go first. */
const CAPACITY_BYTES = 64 * 1024 * 1024;

/**
 * @typedef {object} Fetched
 * @property {Generated} response
 * @property {TimeToLive} ttl
 *
 * @typedef {object} Found What there is for a request.
 * @property {Generated} response
 * @property {'hit' | 'stale' | 'miss'} outcome
 * @property {number} ageSeconds
 * @property {TimeToLive} ttl
 *
 * @typedef {Fetched & { storedAt: number, retryAt: number }} Entry
 */

/**
 * @param {object} options
 * @param {() => number} options.now In milliseconds.
 * @param {Record<string, number>} options.errorCachingMinTTL Seconds by status.
 */
export function createCache({ now, errorCachingMinTTL }) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @type {Map<string, Promise<Entry | undefined>>} What is being fetched. */
  const pending = new Map();
  let bytes = 0;

  return { find, fetch };

  /**
   * What is kept, if it may be served without asking.
   *
   * @param {string} key
   * @param {() => Promise<Fetched>} renew Called where it may be served while it is renewed.
   * @returns {Found | undefined}
   */
  function find(key, renew) {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    const age = ageOf(entry);
    if (age < entry.ttl.fresh) return found(entry, 'hit');
    if (now() < entry.retryAt && isUsableOnError(entry)) return found(entry, 'stale');
    if (!isStaleFor(entry, entry.ttl.staleWhileRevalidate)) return undefined;
    // Who asked has an answer: why the renewal failed, its own exchange tells.
    if (!pending.has(key)) collect(key, renew).catch(() => {});
    return found(entry, 'stale');
  }

  /**
   * Fetches, once for all who ask for the same at the same time, provided that it can be kept.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-traffic-spikes
   *
   * @param {string} key
   * @param {() => Promise<Fetched>} fetch
   * @returns {Promise<Found>}
   */
  async function fetch(key, fetch) {
    const first = pending.get(key);
    if (first !== undefined) {
      const entry = await first.catch(() => undefined);
      if (entry !== undefined) return found(entry, 'hit');
      return settle(key, await fetch());
    }
    return collect(key, fetch);
  }

  /**
   * @param {string} key
   * @param {() => Promise<Fetched>} fetch
   */
  async function collect(key, fetch) {
    const { promise, resolve, reject } = Promise.withResolvers();
    promise.catch(() => {});
    pending.set(key, promise);
    try {
      const settled = settle(key, await fetch());
      resolve(settled.outcome === 'miss' ? entries.get(key) : undefined);
      return settled;
    } catch (error) {
      reject(error);
      throw error;
    } finally {
      pending.delete(key);
    }
  }

  /**
   * Keeps what was fetched, or serves what is stale in its place.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-no-custom-error-pages-in-cache
   *
   * @param {string} key
   * @param {Fetched} fetched
   * @returns {Found}
   */
  function settle(key, { response, ttl }) {
    const stale = entries.get(key);
    if (response.status >= 500 && stale !== undefined && isUsableOnError(stale)) {
      stale.retryAt = now() + errorMinTTL(response.status, errorCachingMinTTL) * 1000;
      return found(stale, 'stale');
    }
    remove(key);
    if (ttl.fresh > 0 || ttl.staleWhileRevalidate > 0) {
      bytes += response.body.length;
      entries.set(key, { response, ttl, storedAt: now(), retryAt: 0 });
      for (const oldest of entries.keys()) {
        if (bytes <= CAPACITY_BYTES) break;
        remove(oldest);
      }
    }
    return { response, outcome: 'miss', ageSeconds: 0, ttl };
  }

  /** @param {string} key */
  function remove(key) {
    bytes -= entries.get(key)?.response.body.length ?? 0;
    entries.delete(key);
  }

  /** @param {Entry} entry */
  function isUsableOnError(entry) {
    return entry.response.status < 500 && isStaleFor(entry, entry.ttl.staleIfError);
  }

  /**
   * @param {Entry} entry
   * @param {number} seconds
   */
  function isStaleFor(entry, seconds) {
    const age = ageOf(entry);
    return age < entry.ttl.fresh + seconds && age < entry.ttl.max;
  }

  /** @param {Entry} entry */
  function ageOf({ storedAt }) {
    return (now() - storedAt) / 1000;
  }

  /**
   * @param {Entry} entry
   * @param {'hit' | 'stale'} outcome
   * @returns {Found}
   */
  function found(entry, outcome) {
    const { response, ttl } = entry;
    return { response, outcome, ageSeconds: Math.floor(ageOf(entry)), ttl };
  }
}
