/** CloudFront's cache: one, where CloudFront has one in each edge location. */

import { LRUCache } from 'lru-cache';
import { errorMinTTL } from './time-to-live.js';

/** @import { Generated } from './response.js' */
/** @import { TimeToLive } from './time-to-live.js' */

/** The size of the cache in bytes; the least recently used entries are evicted first. */
const CAPACITY_BYTES = 64 * 1024 * 1024;

/** What an entry takes besides its text, approximately. */
const ENTRY_BYTES = 1024;

/**
 * @typedef {object} Fetched
 * @property {Generated} response
 * @property {TimeToLive} ttl
 * @property {boolean} [isRefreshed] Whether it is the stored response, which the origin has confirmed.
 * @property {boolean} [hasNoBody] Whether it answers HEAD alone.
 *
 * @callback Fetch
 * @param {Generated} [expired] The stored response that may no longer be served.
 * @returns {Promise<Fetched>}
 *
 * @typedef {object} Found
 * @property {Generated} response
 * @property {'hit' | 'stale' | 'refreshed' | 'miss'} outcome
 * @property {number} ageSeconds
 * @property {TimeToLive} ttl
 *
 * @typedef {Fetched & { storedAt: number, retryAt: number }} Entry
 */

/**
 * @param {object} options
 * @param {() => number} options.now In milliseconds.
 * @param {Record<string, number>} options.errorCachingMinTTL Seconds by status.
 * @param {number} [options.capacityBytes]
 */
export function createCache({ now, errorCachingMinTTL, capacityBytes = CAPACITY_BYTES }) {
  /** @type {LRUCache<string, Entry>} */
  const entries = new LRUCache({
    maxSize: capacityBytes,
    sizeCalculation: (entry, key) => sizeOf(key, entry),
  });
  /** @type {Map<string, Promise<Found>>} The fetches under way. */
  const pending = new Map();

  return { find, fetch, fetchHead };

  /**
   * The stored response, if it may be served without asking the function.
   *
   * @param {string} key
   * @param {Fetch} renew Called if the entry may be served while it is renewed.
   * @param {string} method
   * @returns {Found | undefined}
   */
  function find(key, renew, method = 'GET') {
    const entry = entries.get(key);
    if (entry === undefined || (entry.hasNoBody && method !== 'HEAD')) return undefined;
    const age = ageOf(entry);
    if (age < entry.ttl.fresh) return found(entry, 'hit');
    if (now() < entry.retryAt && isUsableOnError(entry)) return found(entry, 'stale');
    if (!isStaleFor(entry, entry.ttl.staleWhileRevalidate)) return undefined;
    // The viewer has an answer; the renewal's own exchange says why it failed.
    if (!pending.has(key)) collect(key, renew).catch(() => {});
    return found(entry, 'stale');
  }

  /**
   * Fetches once for all simultaneous requests for the same key, provided that the response can be
   * stored.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-traffic-spikes
   *
   * @param {string} key
   * @param {Fetch} fetch
   * @returns {Promise<Found>}
   */
  async function fetch(key, fetch) {
    const first = pending.get(key);
    if (first === undefined) return collect(key, fetch);
    const settled = await first.catch(() => undefined);
    const entry = entries.get(key);
    if (settled === undefined || entry === undefined) return settle(key, await fetch());
    return found(entry, settled.outcome === 'stale' ? 'stale' : 'hit');
  }

  /**
   * Fetches for a HEAD. "CloudFront always caches responses to GET and HEAD requests": one that has no
   * body answers other HEADs, until a GET brings it.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomHTTPMethods
   *
   * @param {string} key
   * @param {Fetch} fetch
   * @returns {Promise<Found>}
   */
  async function fetchHead(key, fetch) {
    const fetched = await fetch();
    const entry = entries.get(key);
    const isBetter = entry !== undefined && !entry.hasNoBody && fetched.hasNoBody;
    if (!isBetter) return settle(key, fetched);
    return staleInPlaceOf(key, fetched) ?? { ...fetched, outcome: 'miss', ageSeconds: 0 };
  }

  /**
   * @param {string} key
   * @param {Fetch} fetch
   */
  async function collect(key, fetch) {
    const entry = entries.get(key);
    const settling = fetch(entry?.hasNoBody ? undefined : entry?.response).then((fetched) =>
      settle(key, fetched),
    );
    pending.set(key, settling);
    try {
      return await settling;
    } finally {
      pending.delete(key);
    }
  }

  /**
   * Stores the fetched response, or serves the stale one in its place.
   *
   * @param {string} key
   * @param {Fetched} fetched
   * @returns {Found}
   */
  function settle(key, fetched) {
    const stale = staleInPlaceOf(key, fetched);
    if (stale !== undefined) return stale;
    const { isRefreshed, ...stored } = fetched;
    const { response, ttl } = stored;
    entries.delete(key);
    if (ttl.fresh > 0 || ttl.staleWhileRevalidate > 0) {
      entries.set(key, { ...stored, storedAt: now(), retryAt: 0 });
    }
    return { response, outcome: isRefreshed ? 'refreshed' : 'miss', ageSeconds: 0, ttl };
  }

  /**
   * The stored response, if an error was fetched in its place.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-no-custom-error-pages-in-cache
   *
   * @param {string} key
   * @param {Fetched} fetched
   * @returns {Found | undefined}
   */
  function staleInPlaceOf(key, { response: { status } }) {
    const entry = entries.get(key);
    if (status < 500 || entry === undefined || !isUsableOnError(entry)) return undefined;
    entry.retryAt = now() + errorMinTTL(status, errorCachingMinTTL) * 1000;
    return found(entry, 'stale');
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

/**
 * @param {string} key
 * @param {Entry} entry
 */
function sizeOf(key, { response: { headers, body } }) {
  const texts = headers.flat().reduce((sum, text) => sum + text.length, key.length);
  return ENTRY_BYTES + texts + body.length;
}
